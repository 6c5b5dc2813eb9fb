import type { Philox } from "@blankfile/tensor";
import { logFactorial } from "../../special/gamma/factorial.ts";
import { xlogy } from "../../special/logs/xlogy.ts";
import { requireWhole } from "../base/parameters.ts";
import { requireProbabilities } from "../discrete/categorical.ts";
import { drawBinomial } from "../discrete/draw-binomial.ts";
import { requirePoint } from "./cholesky.ts";
import { MultivariateDistribution } from "./multivariate-distribution.ts";

export interface MultinomialParameters {
  /** Number of trials, whole, from 0 on. */
  n: number;
  /** Probabilities, [K], with the sum 1. */
  p: ArrayLike<number>;
}

/**
 * The multinomial distribution: how often each of K outcomes comes in n trials.
 *
 *   P(x) = n! / Π x_k! · Π p_k^(x_k),   Σ x_k = n
 *
 * Drawn outcome by outcome: x_k is binomial with what is left of n and p_k / (p_k + … + p_K).
 */
export class Multinomial extends MultivariateDistribution {
  readonly name = "Multinomial";
  readonly dimension: number;
  readonly params: Readonly<{ n: number; p: Float64Array }>;

  constructor({ n, p }: MultinomialParameters) {
    super();
    requireWhole("Multinomial", { n });
    this.params = { n, p: requireProbabilities("Multinomial", p) };
    this.dimension = p.length;
  }

  get mean(): Float64Array {
    return this.params.p.map((value) => value * this.params.n);
  }

  get covariance(): Float64Array[] {
    const { n, p } = this.params;
    return Array.from(p, (a, i) => p.map((b, j) => n * ((i === j ? a : 0) - a * b)));
  }

  /** −∞ for counts that do not sum to n. */
  logpmf(x: ArrayLike<number>): number {
    requirePoint("Multinomial", x, this.dimension);
    const { n, p } = this.params;
    let [sum, total] = [logFactorial(n), 0];
    for (let k = 0; k < this.dimension; k++) {
      const count = x[k]!;
      if (!Number.isInteger(count) || count < 0) return Number.NEGATIVE_INFINITY;
      sum += xlogy(count, p[k]!) - logFactorial(count);
      total += count;
    }
    return total === n ? sum : Number.NEGATIVE_INFINITY;
  }

  pmf(x: ArrayLike<number>): number {
    return Math.exp(this.logpmf(x));
  }

  protected drawWith(rng: Philox): Float64Array {
    let [left, share] = [this.params.n, 1];
    return this.params.p.map((p, k) => {
      if (k === this.dimension - 1) return left;
      const count = drawBinomial(left, share > 0 ? Math.min(1, p / share) : 0, rng);
      left -= count;
      share -= p;
      return count;
    });
  }
}
