import type { Philox } from "@blankfile/tensor";
import { logFactorial } from "../../special/gamma/factorial.ts";

/**
 * A draw from the binomial distribution.
 *
 *   n min(p, 1−p) < 10:  inversion: k = 0, 1, …, the probabilities by their ratio (n−k)/(k+1) · p/q, until u is used up
 *   else:                transformed rejection, k = ⌊(2a/u_s + b) u + c⌋
 *
 * Hörmann 1993, "The generation of binomial random variates" (algorithm BTRS), https://doi.org/10.1080/00949659308811496.
 */
export function drawBinomial(n: number, p: number, rng: Philox): number {
  if (p > 0.5) return n - drawBinomial(n, 1 - p, rng);
  if (n === 0 || p === 0) return 0;
  return n * p < 10 ? byInversion(n, p, rng) : byRejection(n, p, rng);
}

function byInversion(n: number, p: number, rng: Philox): number {
  const odds = p / (1 - p);
  let probability = Math.exp(n * Math.log1p(-p));
  let u = rng.uniform();
  for (let k = 0; k < n; k++) {
    if (u < probability) return k;
    u -= probability;
    probability *= ((n - k) / (k + 1)) * odds;
    // u is what rounding left over, of the order of 1e-16.
    if (probability < 1e-30 && k > n * p) return k;
  }
  return n;
}

function byRejection(n: number, p: number, rng: Philox): number {
  const q = 1 - p;
  const spread = Math.sqrt(n * p * q);
  const b = 1.15 + 2.53 * spread;
  const a = -0.0873 + 0.0248 * b + 0.01 * p;
  const c = n * p + 0.5;
  const vr = 0.92 - 4.2 / b;
  const alpha = (2.83 + 5.1 / b) * spread;
  const logOdds = Math.log(p / q);
  const mode = Math.floor((n + 1) * p);
  const atMode = logFactorial(mode) + logFactorial(n - mode);
  for (let turn = 0; turn < 10_000; turn++) {
    const u = rng.uniform() - 0.5;
    const v = 1 - rng.uniform();
    const us = 0.5 - Math.abs(u);
    const k = Math.floor(((2 * a) / us + b) * u + c);
    if (us >= 0.07 && v <= vr) return k;
    if (!(k >= 0 && k <= n)) continue;
    const bound = Math.log((v * alpha) / (a / (us * us) + b));
    if (bound <= atMode - logFactorial(k) - logFactorial(n - k) + (k - mode) * logOdds) return k;
  }
  throw new Error("drawBinomial: no draw in 10,000 turns; the generator gives no random numbers");
}
