/**
 * Entropy and what is measured against it, of discrete distributions.
 *
 *   H(p) = −Σ p log p                 entropy: the mean length of the best code
 *   H(p, q) = −Σ p log q              cross-entropy: that of the best code for q, used on p
 *   D(p ‖ q) = Σ p log(p/q) = H(p, q) − H(p) ≥ 0      Kullback and Leibler
 *
 * 0 log 0 is 0; D is infinite where q is 0 and p is not. Weights are scaled to sum 1, as SciPy does, so that counts may be given.
 * Shannon 1948, https://doi.org/10.1002/j.1538-7305.1948.tb01338.x; Kullback and Leibler 1951, https://doi.org/10.1214/aoms/1177729694.
 */

import { type BaseOption, logOfBase, pairOf, plogp, probabilitiesOf } from "./distributions.ts";

export function entropy(p: ArrayLike<number>, { base = Math.E }: BaseOption = {}): number {
  const unit = logOfBase("entropy", base);
  let nats = 0;
  for (const pi of probabilitiesOf("entropy", "p", p)) nats -= plogp(pi);
  return nats / unit;
}

export function crossEntropy(
  p: ArrayLike<number>,
  q: ArrayLike<number>,
  { base = Math.E }: BaseOption = {},
): number {
  const unit = logOfBase("crossEntropy", base);
  const [ps, qs] = pairOf("crossEntropy", p, q);
  let nats = 0;
  ps.forEach((pi, i) => {
    if (pi > 0) nats -= pi * Math.log(qs[i]!);
  });
  return nats / unit;
}

export function klDivergence(
  p: ArrayLike<number>,
  q: ArrayLike<number>,
  { base = Math.E }: BaseOption = {},
): number {
  const unit = logOfBase("klDivergence", base);
  const [ps, qs] = pairOf("klDivergence", p, q);
  let nats = 0;
  ps.forEach((pi, i) => {
    if (pi > 0) nats += pi * Math.log(pi / qs[i]!);
  });
  return nats / unit;
}

/**
 * The entropy of a distribution of which only counts n_1 … n_m are known, N in all.
 *
 *   plug-in        Ĥ = H(n/N), too small by about (m − 1)/(2N)
 *   Miller–Madow   Ĥ + (m⁺ − 1)/(2N),   m⁺ the number of outcomes seen
 *
 * Miller 1955, "Note on the bias of information estimates".
 */
export function entropyOfCounts(
  counts: ArrayLike<number>,
  { estimator = "plug-in", base = Math.E }: BaseOption & { estimator?: "plug-in" | "miller-madow" } = {},
): number {
  const unit = logOfBase("entropyOfCounts", base);
  const plugIn = entropy(counts, { base });
  if (estimator === "plug-in") return plugIn;
  const seen = Array.from(counts).filter((count) => count > 0);
  const total = seen.reduce((a, b) => a + b, 0);
  return plugIn + (seen.length - 1) / (2 * total) / unit;
}
