import { betaincinv } from "../special/beta/betaincinv.ts";

/** The p-quantile of the beta distribution with parameters a and b. */
export function betaQuantile(p: number, a: number, b: number): number {
  return betaincinv(a, b, p);
}
