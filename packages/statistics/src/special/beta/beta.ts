import { gamma } from "../gamma/gamma.ts";
import { lgamma } from "../gamma/lgamma.ts";
import { halfLogTwoPi, stirlingSeries } from "../gamma/stirling-series.ts";

/** B(a, b) = Γ(a) Γ(b) / Γ(a + b), a, b > 0. Relative error below 2e-13 where the value is a normal number. */
export function beta(a: number, b: number): number {
  requirePositive("beta", a, b);
  if (a + b < 20) {
    const [small, large] = a < b ? [a, b] : [b, a];
    // Γ(large) / Γ(a + b) first: Γ of a tiny argument alone may overflow.
    return (gamma(large) / gamma(a + b)) * gamma(small);
  }
  return Math.exp(lbeta(a, b));
}

/**
 * ln B(a, b).
 *
 *   a, b ≥ 10:       ½ ln 2π − ½ ln b − (a − ½) log1p(b/a)… with the remainders Δ(a) + Δ(b) − Δ(a + b), so that nothing large cancels
 *   a < 10 ≤ b:      ln Γ(a) + a − a ln(a + b) + (b − ½) log1p(−a/(a + b)) + Δ(b) − Δ(a + b)
 *
 * with a ≤ b (DiDonato and Morris 1992, https://doi.org/10.1145/131766.131776, section on ln B). Error below 4 ulp of the largest term.
 */
export function lbeta(a: number, b: number): number {
  requirePositive("lbeta", a, b);
  const [small, large] = a < b ? [a, b] : [b, a];
  if (large === Number.POSITIVE_INFINITY) return Number.NEGATIVE_INFINITY;
  if (large < 10) {
    return small < 1e-300
      ? lgamma(small)
      : Math.log((gamma(large) / gamma(small + large)) * small * gamma(small)) - Math.log(small);
  }
  const sum = small + large;
  if (small < 10) {
    const ratio = stirlingSeries(large) - stirlingSeries(sum);
    return lgamma(small) + small - small * Math.log(sum) + (large - 0.5) * Math.log1p(-small / sum) + ratio;
  }
  const rest = stirlingSeries(small) + (stirlingSeries(large) - stirlingSeries(sum));
  return (
    (small - 0.5) * Math.log(small / sum) +
    large * Math.log1p(-small / sum) -
    0.5 * Math.log(large) +
    halfLogTwoPi +
    rest
  );
}

function requirePositive(where: string, a: number, b: number): void {
  if (a > 0 && b > 0) return;
  throw new RangeError(`${where}: a = ${a} and b = ${b}, both above 0 are needed`);
}
