import type { Philox } from "@blankfile/tensor";
import { ndtri } from "../../special/error/ndtri.ts";
import { solveIncreasing } from "../../special/solve-increasing.ts";
import { UnivariateDistribution } from "./univariate-distribution.ts";
import { type Mapped, mapValues, type Values } from "./values.ts";

/**
 * A distribution with a density.
 *
 *   pdf(x) = d/dx cdf(x)
 *
 * A subclass gives ln pdf, cdf and sf; the quantile is solved for here where it has no closed form: of ln cdf = ln p for p ≤ ½ and
 * ln sf = ln(1 − p) above, by Newton's method in a bracket (at most 200 evaluations), so that both tails come out as exact as cdf and sf
 * are.
 */
export abstract class ContinuousDistribution extends UnivariateDistribution {
  protected abstract logpdfAt(x: number): number;

  pdf<X extends Values>(x: X): Mapped<X> {
    return mapValues(x, (value) =>
      this.inside(value) ? this.pdfAt(value) : Number.isNaN(value) ? value : 0,
    );
  }

  logpdf<X extends Values>(x: X): Mapped<X> {
    const none = Number.NEGATIVE_INFINITY;
    return mapValues(x, (value) => {
      if (Number.isNaN(value)) return Number.NaN;
      return this.inside(value) ? this.logpdfAt(value) : none;
    });
  }

  protected pdfAt(x: number): number {
    return Math.exp(this.logpdfAt(x));
  }

  protected ppfAt(p: number): number {
    return p <= 0.5 ? this.solveLower(p) : this.solveUpper(1 - p);
  }

  protected isfAt(q: number): number {
    return q <= 0.5 ? this.solveUpper(q) : this.solveLower(1 - q);
  }

  /** Where the solver of ppf(p) starts, q = 1 − p; any value will do, a near one is faster. */
  protected quantileStart(p: number, q: number): number {
    const z = p < q ? ndtri(p) : -ndtri(q);
    const guess = this.mean + z * this.std;
    if (guess > this.support[0] && guess < this.support[1]) return guess;
    return this.mean;
  }

  /** By inversion where a subclass knows nothing better. */
  protected drawWith(rng: Philox): number {
    return this.ppfAt(openUniform(rng));
  }

  private inside(x: number): boolean {
    return x >= this.support[0] && x <= this.support[1] && Number.isFinite(x);
  }

  private solveLower(p: number): number {
    const logP = Math.log(p);
    return solveIncreasing({
      f: (x) => {
        const logCdf = this.logcdf(x);
        return [difference(logCdf, logP), Math.exp(this.logpdf(x) - logCdf)];
      },
      low: this.support[0],
      high: this.support[1],
      start: this.quantileStart(p, 1 - p),
    });
  }

  private solveUpper(q: number): number {
    const logQ = Math.log(q);
    return solveIncreasing({
      f: (x) => {
        const logSf = this.logsf(x);
        return [difference(logQ, logSf), Math.exp(this.logpdf(x) - logSf)];
      },
      low: this.support[0],
      high: this.support[1],
      start: this.quantileStart(1 - q, q),
    });
  }
}

/** Evenly from the open interval (0, 1). */
export function openUniform(rng: Philox): number {
  for (;;) {
    const u = rng.uniform();
    if (u > 0) return u;
  }
}

// −∞ − ln p must keep its sign.
function difference(a: number, b: number): number {
  return a === b ? 0 : a - b;
}
