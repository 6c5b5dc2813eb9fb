/**
 * How many of F directions carry more than noise: the k with the largest evidence p(X | k), 1 ≤ k < F, for probabilistic PCA.
 *
 *   log p(X | k) ≈ log p(U) − N/2 Σ_{j≤k} log λ_j − N (F − k)/2 · log v + (m + k)/2 · log 2π − ½ log |A_z| − k/2 · log N
 *
 *   v = Σ_{j>k} λ_j / (F − k),   m = F k − k (k + 1)/2
 *   log p(U) = −k log 2 + Σ_{i=1}^{k} (log Γ((F − i + 1)/2) − (F − i + 1)/2 · log π)
 *   log |A_z| = Σ_{i≤k} Σ_{j>i} log((1/λ̂_j − 1/λ̂_i)(λ_i − λ_j) N),   λ̂_j = λ_j for j ≤ k, v above
 *
 * Minka 2000, Automatic choice of dimensionality for PCA, NIPS 13,
 * https://proceedings.neurips.cc/paper/2000/hash/7503cfacd12053d309b6bed5c89de212-Abstract.html
 */

import { lgamma } from "@blankfile/statistics";

/** Below it a variance counts as none. */
const tiny = 1e-15;

/** The k of 1 to F − 1 with the largest evidence; `spectrum` are the F variances from the largest, N the rows. */
export function inferDimension(spectrum: Float64Array, N: number): number {
  let [best, most] = [1, Number.NEGATIVE_INFINITY];
  for (let k = 1; k < spectrum.length; k++) {
    const evidence = logEvidence(spectrum, k, N);
    if (evidence > most) [best, most] = [k, evidence];
  }
  return best;
}

/** log p(X | k); −∞ where the k-th variance is 0 or two of the k are equal, for which the approximation has no meaning. */
export function logEvidence(spectrum: Float64Array, k: number, N: number): number {
  const F = spectrum.length;
  if (spectrum[k - 1]! < tiny) return Number.NEGATIVE_INFINITY;
  let volume = -k * Math.LN2;
  for (let i = 1; i <= k; i++) {
    const half = (F - i + 1) / 2;
    volume += lgamma(half) - half * Math.log(Math.PI);
  }
  let [kept, rest] = [0, 0];
  for (let j = 0; j < k; j++) kept += Math.log(spectrum[j]!);
  for (let j = k; j < F; j++) rest += spectrum[j]!;
  const v = Math.max(tiny, rest / (F - k));
  const m = F * k - (k * (k + 1)) / 2;
  let curvature = 0;
  for (let i = 0; i < k; i++) {
    for (let j = i + 1; j < F; j++) {
      const smaller = j < k ? spectrum[j]! : v;
      const product = (1 / smaller - 1 / spectrum[i]!) * (spectrum[i]! - spectrum[j]!) * N;
      if (!(product > 0)) return Number.NEGATIVE_INFINITY;
      curvature += Math.log(product);
    }
  }
  const fit = -(N / 2) * (kept + (F - k) * Math.log(v));
  return volume + fit + ((m + k) / 2) * Math.log(2 * Math.PI) - curvature / 2 - (k / 2) * Math.log(N);
}
