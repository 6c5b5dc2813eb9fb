import { betaPrefix } from "../../special/beta/betainc.ts";
import { logBinomial } from "../../special/gamma/factorial.ts";

/**
 * C(n, k) pᵏ qⁿ⁻ᵏ with p + q = 1, whole 0 ≤ k ≤ n: n/(k (n−k)) · pᵏ qⁿ⁻ᵏ / B(k, n−k), whose exponent is taken about its own top k/n (Loader
 * 2000, "Fast and accurate computation of binomial probabilities"). Relative error below 1e-13 for n up to 1e9.
 */
export function binomialProbability(k: number, n: number, p: number, q: number): number {
  if (k === 0) return p < 0.5 ? Math.exp(n * Math.log1p(-p)) : q ** n;
  if (k === n) return q < 0.5 ? Math.exp(n * Math.log1p(-q)) : p ** n;
  return betaPrefix(k, n - k, p, q) * (n / (k * (n - k)));
}

/** Its logarithm, also where it underflows. */
export function logBinomialProbability(k: number, n: number, p: number, q: number): number {
  const value = binomialProbability(k, n, p, q);
  if (value > 1e-290) return Math.log(value);
  const logs = (k === 0 ? 0 : k * Math.log(p)) + (k === n ? 0 : (n - k) * logOther(p, q));
  return logBinomial(n, k) + logs;
}

function logOther(p: number, q: number): number {
  return p < 0.5 ? Math.log1p(-p) : Math.log(q);
}
