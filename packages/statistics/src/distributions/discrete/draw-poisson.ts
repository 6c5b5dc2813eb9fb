import type { Philox } from "@blankfile/tensor";
import { logFactorial } from "../../special/gamma/factorial.ts";

/**
 * A draw from the Poisson distribution with mean μ.
 *
 *   μ < 10:  inversion: k = 0, 1, …, the probabilities by their ratio μ/(k+1), until u is used up
 *   else:    transformed rejection, k = ⌊(2a/u_s + b) u + μ + 0.43⌋
 *
 * Hörmann 1993, "The transformed rejection method for generating Poisson random variables" (algorithm PTRS),
 * https://doi.org/10.1016/0167-6687(93)90997-4.
 */
export function drawPoisson(mu: number, rng: Philox): number {
  return mu < 10 ? byInversion(mu, rng) : byRejection(mu, rng);
}

function byInversion(mu: number, rng: Philox): number {
  let probability = Math.exp(-mu);
  let u = rng.uniform();
  for (let k = 0; k < 200; k++) {
    if (u < probability) return k;
    u -= probability;
    probability *= mu / (k + 1);
  }
  return 200;
}

function byRejection(mu: number, rng: Philox): number {
  const logMu = Math.log(mu);
  const b = 0.931 + 2.53 * Math.sqrt(mu);
  const a = -0.059 + 0.02483 * b;
  const logInverseAlpha = Math.log(1.1239 + 1.1328 / (b - 3.4));
  const vr = 0.9277 - 3.6224 / (b - 2);
  for (let turn = 0; turn < 10_000; turn++) {
    const u = rng.uniform() - 0.5;
    const v = 1 - rng.uniform();
    const us = 0.5 - Math.abs(u);
    const k = Math.floor(((2 * a) / us + b) * u + mu + 0.43);
    if (us >= 0.07 && v <= vr) return k;
    if (!(k >= 0) || (us < 0.013 && v > us)) continue;
    const left = Math.log(v) + logInverseAlpha - Math.log(a / (us * us) + b);
    if (left <= k * logMu - mu - logFactorial(k)) return k;
  }
  throw new Error("drawPoisson: no draw in 10,000 turns; the generator gives no random numbers");
}
