import type { Matrix } from "../../matrix/matrix.ts";

/** The nearest centre of each row. */
export interface Assignment {
  /** [N] */
  labels: Int32Array;
  /** The squared distance to it, [N]. */
  distances: Float64Array;
}

/**
 * The nearest of K centres to each row, the first of equals:
 *
 *   argmin_k ‖x − c_k‖² = argmin_k ‖c_k‖² − 2 x · c_k
 *
 * The right side saves a pass; the distance itself is then summed from differences, which keeps it exact near 0.
 */
export function assignToCentres(X: Matrix, centres: Matrix, out: Assignment): void {
  const { data, rows, cols: F } = X;
  const { data: C, rows: K } = centres;
  const half = new Float64Array(K);
  for (let k = 0, at = 0; k < K; k++) {
    let square = 0;
    for (let j = 0; j < F; j++, at++) square += C[at]! * C[at]!;
    half[k] = square / 2;
  }
  const whole = F - (F % 4);
  for (let i = 0; i < rows; i++) {
    const start = i * F;
    let [best, least] = [0, Number.POSITIVE_INFINITY];
    for (let k = 0, c = 0; k < K; k++, c += F) {
      // Four sums at a time keep the processor's adders busy.
      let [s0, s1, s2, s3] = [0, 0, 0, 0];
      let j = 0;
      for (; j < whole; j += 4) {
        s0 += data[start + j]! * C[c + j]!;
        s1 += data[start + j + 1]! * C[c + j + 1]!;
        s2 += data[start + j + 2]! * C[c + j + 2]!;
        s3 += data[start + j + 3]! * C[c + j + 3]!;
      }
      for (; j < F; j++) s0 += data[start + j]! * C[c + j]!;
      const value = half[k]! - (s0 + s1 + (s2 + s3));
      if (value < least) {
        least = value;
        best = k;
      }
    }
    let distance = 0;
    for (let j = 0, c = best * F; j < F; j++, c++) {
      const gap = data[start + j]! - C[c]!;
      distance += gap * gap;
    }
    out.labels[i] = best;
    out.distances[i] = distance;
  }
}

export function emptyAssignment(rows: number): Assignment {
  return { labels: new Int32Array(rows), distances: new Float64Array(rows) };
}

/** Σᵢ wᵢ ‖xᵢ − c(xᵢ)‖². */
export function inertiaOf({ distances }: Assignment, weight: Float64Array | undefined): number {
  let sum = 0;
  for (let i = 0; i < distances.length; i++) sum += (weight?.[i] ?? 1) * distances[i]!;
  return sum;
}
