import type { Matrix } from "../../matrix/matrix.ts";

export type RowMetric = "euclidean" | "manhattan" | "chebyshev" | "cosine";

/** Writes the distances from row i to all rows, without the N² that all pairs would take. */
export function distanceRows(
  { data, rows, cols }: Matrix,
  metric: RowMetric,
): (i: number, out: Float64Array) => void {
  const norms =
    metric === "cosine"
      ? Float64Array.from({ length: rows }, (_, i) => norm(data, i * cols, cols))
      : undefined;
  return (i, out) => {
    const from = i * cols;
    for (let r = 0, at = 0; r < rows; r++) {
      let sum = 0;
      for (let j = 0; j < cols; j++, at++) {
        const gap = data[from + j]! - data[at]!;
        if (metric === "euclidean") sum += gap * gap;
        else if (metric === "manhattan") sum += Math.abs(gap);
        else if (metric === "chebyshev") sum = Math.max(sum, Math.abs(gap));
        else sum += data[from + j]! * data[at]!;
      }
      out[r] =
        metric === "euclidean"
          ? Math.sqrt(sum)
          : metric === "cosine"
            ? 1 - sum / (norms![i]! * norms![r]!)
            : sum;
    }
  };
}

function norm(data: Float64Array, start: number, cols: number): number {
  let sum = 0;
  for (let j = 0; j < cols; j++) sum += data[start + j]! ** 2;
  return Math.sqrt(sum);
}
