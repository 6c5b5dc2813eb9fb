/**
 * Distances of counts O from expected counts E, all asymptotically χ²: the family of Cressie and Read,
 *
 *   2/(λ(λ + 1)) Σ O [(O/E)^λ − 1]
 *
 *   pearson          λ = 1:    Σ (O − E)²/E
 *   log-likelihood   λ → 0:    2 Σ O log(O/E), the G test
 *   cressie-read     λ = 2/3
 *
 * Cressie and Read 1984, https://doi.org/10.1111/j.2517-6161.1984.tb01318.x.
 */

import { requireOneOf } from "../../samples/sample.ts";

export type Divergence = "pearson" | "log-likelihood" | "cressie-read";

export interface DivergenceOption {
  /** Default "pearson". */
  divergence?: Divergence;
}

export function powerDivergence(
  where: string,
  observed: ArrayLike<number>,
  expected: ArrayLike<number>,
  divergence: Divergence,
): number {
  requireOneOf(where, "divergence", divergence, ["pearson", "log-likelihood", "cressie-read"]);
  let total = 0;
  for (let i = 0; i < observed.length; i++) {
    const [o, e] = [observed[i]!, expected[i]!];
    if (divergence === "pearson") total += (o - e) ** 2 / e;
    else if (divergence === "cressie-read") total += (9 / 5) * o * ((o / e) ** (2 / 3) - 1);
    else if (o > 0) total += 2 * o * Math.log(o / e);
  }
  return total;
}
