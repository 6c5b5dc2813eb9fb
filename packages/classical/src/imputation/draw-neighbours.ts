import type { Philox } from "@blankfile/tensor";
import type { Matrix } from "../matrix/matrix.ts";
import { columnMoments } from "../preprocessing/scaling/column-moments.ts";

/** All columns but one; or `count` of them, drawn without replacement with chances of |correlation| with that one. */
export function drawNeighbours(
  X: Matrix,
  column: number,
  { count, rng }: { count: number | null; rng: Philox },
): Int32Array {
  const others = Array.from({ length: X.cols }, (_, j) => j).filter((j) => j !== column);
  if (count === null || count >= others.length) return Int32Array.from(others);
  // Columns without any correlation still have a chance.
  const chances = absoluteCorrelations(X, column).map((r) => Math.max(r, 1e-6));
  const drawn: number[] = [];
  for (let round = 0; round < count; round++) {
    const left = others.filter((j) => !drawn.includes(j));
    const total = left.reduce((sum, j) => sum + chances[j]!, 0);
    let rest = rng.uniform() * total;
    const at = left.findIndex((j) => (rest -= chances[j]!) < 0);
    drawn.push(left[at < 0 ? left.length - 1 : at]!);
  }
  return Int32Array.from(drawn);
}

/** |r| of each column with one of them; 0 where a column is constant. */
function absoluteCorrelations(X: Matrix, column: number): Float64Array {
  const { mean, variance } = columnMoments(X);
  const out = new Float64Array(X.cols);
  for (let i = 0; i < X.rows; i++) {
    const own = X.at(i, column) - mean[column]!;
    for (let j = 0; j < X.cols; j++) out[j]! += own * (X.at(i, j) - mean[j]!);
  }
  return out.map((sum, j) => {
    const scale = X.rows * Math.sqrt(variance[column]! * variance[j]!);
    return scale > 0 ? Math.abs(sum) / scale : 0;
  });
}
