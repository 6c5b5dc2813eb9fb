import { nameClass } from "../estimator/known.ts";
import { type Options, real, withDefault } from "../estimator/parameters.ts";
import { scoreFunc, UnivariateSelector } from "./univariate-selector.ts";

const parameters = {
  scoreFunc,
  /** α */
  alpha: withDefault(0.05, real(0.05, { min: 0, max: 1 })),
};

export type SelectByPValueOptions = Options<typeof parameters>;

/** Keeps the columns with P < α: of columns that say nothing, α of them are kept. */
export class SelectFpr extends UnivariateSelector<typeof parameters> {
  static {
    nameClass("SelectFpr", SelectFpr);
  }

  constructor(options: SelectByPValueOptions = {}) {
    super(parameters, options);
  }

  protected chosen(): number[] {
    return places(this.needPValues(), (p) => p < this.params.alpha);
  }
}

/**
 * Keeps columns so that of those kept at most α say nothing, on average.
 *
 *   P₍₁₎ ≤ … ≤ P₍F₎;  those up to the last with P₍ᵢ₎ ≤ α i / F
 *
 * Benjamini and Hochberg 1995, https://doi.org/10.1111/j.2517-6161.1995.tb02031.x
 */
export class SelectFdr extends UnivariateSelector<typeof parameters> {
  static {
    nameClass("SelectFdr", SelectFdr);
  }

  constructor(options: SelectByPValueOptions = {}) {
    super(parameters, options);
  }

  protected chosen(): number[] {
    const p = this.needPValues();
    const sorted = p.slice().sort();
    const last = sorted.findLastIndex((value, i) => value <= (this.params.alpha * (i + 1)) / p.length);
    return last < 0 ? [] : places(p, (value) => value <= sorted[last]!);
  }
}

/** Keeps the columns with P < α / F: of columns that say nothing, one or more are kept with chance α at most (Bonferroni). */
export class SelectFwe extends UnivariateSelector<typeof parameters> {
  static {
    nameClass("SelectFwe", SelectFwe);
  }

  constructor(options: SelectByPValueOptions = {}) {
    super(parameters, options);
  }

  protected chosen(): number[] {
    const p = this.needPValues();
    return places(p, (value) => value < this.params.alpha / p.length);
  }
}

function places(p: Float64Array, isKept: (p: number) => boolean): number[] {
  return Array.from(p.keys()).filter((j) => isKept(p[j]!));
}
