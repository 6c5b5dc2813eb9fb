import { betaPrefix } from "../../special/beta/betainc.ts";
import { logBinomial } from "../../special/gamma/factorial.ts";

/**
 * C(n, k) pᵏ qⁿ⁻ᵏ with p + q = 1, whole 0 ≤ k ≤ n: n/(k (n−k)) · pᵏ qⁿ⁻ᵏ / B(k, n−k), whose exponent is taken about its own top k/n (Loader
 * 2000, "Fast and accurate computation of binomial probabilities"). Relative error below 1e-12 for n up to 1e6; it grows as n and the
 * distance of k/n from p do, since n p is rounded.
 */
export function binomialProbability(k: number, n: number, p: number, q: number): number {
  if (k === 0) return p < 0.5 ? Math.exp(n * Math.log1p(-p)) : q ** n;
  if (k === n) return q < 0.5 ? Math.exp(n * Math.log1p(-q)) : p ** n;
  return betaPrefix(k, n - k, p, q) * (n / (k * (n - k)));
}

/** Its logarithm, also where it underflows. */
export function logBinomialProbability(k: number, n: number, p: number, q: number): number {
  // Of one power alone the logarithm is known better than the value near 1.
  if (k === 0) return n * logOther(p, q);
  if (k === n) return n * logOther(q, p);
  const value = binomialProbability(k, n, p, q);
  if (value > 1e-290) return Math.log(value);
  return logBinomial(n, k) + k * logOther(q, p) + (n - k) * logOther(p, q);
}

/** ln(1 − p), from whichever of p and q = 1 − p is the smaller. */
function logOther(p: number, q: number): number {
  return p < 0.5 ? Math.log1p(-p) : Math.log(q);
}
