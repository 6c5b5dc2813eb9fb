import { lgamma } from "./lgamma.ts";
import { halfLogTwoPi, stirlingSeries } from "./stirling-series.ts";

/** Δ(x) = ln Γ(x) − ((x − ½) ln x − x + ½ ln 2π) for every x > 0; below 10 by subtraction, with an absolute error of about 1e-15. */
export function stirlingRemainder(x: number): number {
  if (x >= 10) return stirlingSeries(x);
  return lgamma(x) - ((x - 0.5) * Math.log(x) - x + halfLogTwoPi);
}
