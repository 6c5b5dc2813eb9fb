import type { Philox } from "@blankfile/tensor";
import type { Matrix } from "../../matrix/matrix.ts";

/**
 * Starting centres far from each other: each next one is a row drawn with probability wᵢ D(xᵢ)², D its distance to the nearest centre so far.
 *
 * Of 2 + ⌊ln K⌋ such draws the one that lowers Σ wᵢ D(xᵢ)² most is taken. Arthur and Vassilvitskii 2007, k-means++: the advantages of careful seeding;
 * the expected sum is within 8 (ln K + 2) of the best.
 */
export function kMeansPlusPlus(X: Matrix, K: number, rng: Philox, weight?: Float64Array): Int32Array {
  const { rows } = X;
  const chosen = new Int32Array(K);
  const tries = 2 + Math.floor(Math.log(K));
  chosen[0] = draw(weight ?? new Float64Array(rows).fill(1), rng);
  let nearest = squaredDistances(X, chosen[0]!);
  for (let k = 1; k < K; k++) {
    const shares = weight ? nearest.map((d, i) => d * weight[i]!) : nearest;
    let best: { row: number; nearest: Float64Array; total: number } | undefined;
    for (let n = 0; n < tries; n++) {
      const row = draw(shares, rng);
      const toRow = squaredDistances(X, row);
      let total = 0;
      for (let i = 0; i < rows; i++) {
        if (nearest[i]! < toRow[i]!) toRow[i] = nearest[i]!;
        total += (weight?.[i] ?? 1) * toRow[i]!;
      }
      if (!best || total < best.total) best = { row, nearest: toRow, total };
    }
    chosen[k] = best!.row;
    nearest = best!.nearest;
  }
  return chosen;
}

function squaredDistances({ data, rows, cols }: Matrix, row: number): Float64Array {
  const out = new Float64Array(rows);
  const from = row * cols;
  for (let i = 0, at = 0; i < rows; i++) {
    let sum = 0;
    for (let j = 0; j < cols; j++) {
      const gap = data[at++]! - data[from + j]!;
      sum += gap * gap;
    }
    out[i] = sum;
  }
  return out;
}

/** A place with probability in proportion to its share; where all are 0, as of rows that are all chosen already, any. */
function draw(shares: Float64Array, rng: Philox): number {
  let total = 0;
  for (const share of shares) total += share;
  if (total === 0) return rng.integer(shares.length);
  let left = rng.uniform() * total;
  let last = 0;
  for (let i = 0; i < shares.length; i++) {
    if (shares[i] === 0) continue;
    last = i;
    left -= shares[i]!;
    if (left < 0) return i;
  }
  return last;
}
