import { checkCount, checkPositive, checkSize } from "../check-options.ts";
import type { ChainStart, MarkovChain, Sampler } from "../sampler.ts";
import { checkStart, logDensityAt, type Target } from "../targets/target.ts";

export interface SliceOptions {
  target: Target;
  /** D. */
  size: number;
  /** w, the guessed width of a slice, for all coordinates or one for each; default 1. */
  width?: number | readonly number[];
  /** m, the most steps of w that an interval grows by; default 100. */
  maxSteps?: number;
}

/**
 * Slice sampling, a coordinate after the other.
 *
 *   ln y = ln p(x) + ln u;   the slice {x_i : ln p > ln y} is bracketed by stepping out in steps of w from a random offset,
 *   and points are drawn from the bracket, which shrinks to each one outside the slice, until one lies inside
 *
 * Neal 2003, https://doi.org/10.1214/aos/1056562461, figures 3 and 5. Nothing is rejected and nothing needs tuning for
 * correctness; a wrong w costs evaluations only. Statistics: `evaluations` of ln p in the step, `logDensity`.
 */
export class SliceSampler implements Sampler {
  readonly size: number;
  readonly #target: Target;
  readonly #widths: readonly number[];
  readonly #maxSteps: number;

  constructor({ target, size, width = 1, maxSteps = 100 }: SliceOptions) {
    this.size = checkSize("SliceSampler", size);
    this.#target = target;
    this.#widths = typeof width === "number" ? new Array(size).fill(width) : width;
    if (this.#widths.length !== size) {
      throw new RangeError(`SliceSampler: ${this.#widths.length} widths, size ${size} is needed`);
    }
    for (const w of this.#widths) checkPositive("SliceSampler", "width", w);
    this.#maxSteps = checkCount("SliceSampler", "maxSteps", maxSteps);
  }

  start(initial: ArrayLike<number>, { rng }: ChainStart): MarkovChain {
    const target = this.#target;
    const position = checkStart("SliceSampler", target, initial, this.size);
    const statistics = { evaluations: 0, logDensity: logDensityAt("SliceSampler", target, position) };

    const densityAt = (i: number, value: number) => {
      position[i] = value;
      statistics.evaluations++;
      return logDensityAt("SliceSampler", target, position);
    };
    const bracket = (i: number, logY: number): [number, number] => {
      const [w, x] = [this.#widths[i]!, position[i]!];
      let left = x - w * rng.uniform();
      let right = left + w;
      // The steps are shared out between the sides by chance, which the reverse move would do as likely.
      let leftSteps = Math.floor(this.#maxSteps * rng.uniform());
      let rightSteps = this.#maxSteps - 1 - leftSteps;
      while (leftSteps-- > 0 && densityAt(i, left) > logY) left -= w;
      while (rightSteps-- > 0 && densityAt(i, right) > logY) right += w;
      return [left, right];
    };
    const updateCoordinate = (i: number) => {
      const x = position[i]!;
      const logY = statistics.logDensity + Math.log(1 - rng.uniform());
      let [left, right] = bracket(i, logY);
      for (;;) {
        const next = left + rng.uniform() * (right - left);
        const logDensity = densityAt(i, next);
        if (logDensity > logY || next === x) {
          statistics.logDensity = logDensity;
          return;
        }
        if (next < x) left = next;
        else right = next;
      }
    };
    const step = () => {
      statistics.evaluations = 0;
      for (let i = 0; i < this.size; i++) updateCoordinate(i);
    };
    return { position, statistics, step };
  }
}
