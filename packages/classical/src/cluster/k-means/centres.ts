import { Matrix } from "../../matrix/matrix.ts";
import type { Assignment } from "./assign.ts";

/**
 * Each centre in the mean of its rows, c_k = Σ_{i ∈ k} wᵢ xᵢ / Σ_{i ∈ k} wᵢ.
 *
 * A centre that no row is nearest to takes the row that is farthest from its own, which leaves that one's cluster.
 */
export function meansOf(
  X: Matrix,
  { labels, distances }: Assignment,
  K: number,
  weight: Float64Array | undefined,
): Matrix {
  const { data, rows, cols: F } = X;
  const sums = new Float64Array(K * F);
  const totals = new Float64Array(K);
  for (let i = 0, at = 0; i < rows; i++) {
    const w = weight === undefined ? 1 : weight[i]!;
    const start = labels[i]! * F;
    totals[labels[i]!]! += w;
    for (let j = 0; j < F; j++) sums[start + j]! += w * data[at++]!;
  }
  if (totals.includes(0)) moveFarthest({ data, F, sums, totals }, labels, distances, weight);
  for (let k = 0; k < K; k++) if (totals[k]! > 0) for (let j = 0; j < F; j++) sums[k * F + j]! /= totals[k]!;
  return new Matrix(sums, [K, F]);
}

interface Sums {
  data: Float64Array;
  F: number;
  sums: Float64Array;
  totals: Float64Array;
}

function moveFarthest(
  { data, F, sums, totals }: Sums,
  labels: Int32Array,
  distances: Float64Array,
  weight: Float64Array | undefined,
): void {
  const empty = Array.from(totals.keys()).filter((k) => totals[k] === 0);
  const farthest = Array.from(distances.keys())
    .sort((a, b) => distances[b]! - distances[a]! || b - a)
    .slice(0, empty.length);
  // Rows that all lie on their centres can go nowhere better.
  if (distances[farthest[0]!] === 0) return;
  for (const [n, k] of empty.entries()) {
    const i = farthest[n]!;
    const w = weight?.[i] ?? 1;
    const old = labels[i]!;
    for (let j = 0; j < F; j++) {
      const part = w * data[i * F + j]!;
      sums[old * F + j]! -= part;
      sums[k * F + j] = part;
    }
    totals[old]! -= w;
    totals[k] = w;
  }
}

/** Σ_k ‖a_k − b_k‖², how far the centres moved, squared. */
export function squaredShift(a: Matrix, b: Matrix): number {
  let sum = 0;
  for (let at = 0; at < a.data.length; at++) sum += (a.data[at]! - b.data[at]!) ** 2;
  return sum;
}
