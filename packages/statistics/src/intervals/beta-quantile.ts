import { FDistribution } from "../distributions/continuous/f-distribution.ts";

/** The p-quantile of the beta distribution with parameters a and b: a f/(b + a f), f the quantile of F(2a, 2b). */
export function betaQuantile(p: number, a: number, b: number): number {
  const f = new FDistribution({ dfn: 2 * a, dfd: 2 * b }).ppf(p);
  return f === Infinity ? 1 : (a * f) / (b + a * f);
}
