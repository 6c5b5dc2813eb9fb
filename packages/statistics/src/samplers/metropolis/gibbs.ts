import type { Philox } from "@blankfile/tensor";
import { checkSize } from "../check-options.ts";
import type { ChainStart, MarkovChain, Sampler } from "../sampler.ts";

/** Draws one coordinate or block of x from its conditional given the rest, in place. */
export type Conditional = (x: Float64Array, rng: Philox) => void;

export interface GibbsOptions {
  /** D. */
  size: number;
  conditionals: readonly Conditional[];
  /** All conditionals in their order at each step, or one step of as many drawn by chance; default "systematic". */
  scan?: "systematic" | "random";
}

/**
 * Gibbs sampling: x_i ~ p(x_i | x_{−i}), one conditional after the other.
 *
 * Geman and Geman 1984, https://doi.org/10.1109/TPAMI.1984.4767596. Each draw leaves p as it is, so their sequence does; a
 * random scan is reversible too, a systematic one is not. No statistics.
 */
export class Gibbs implements Sampler {
  readonly size: number;
  readonly #conditionals: readonly Conditional[];
  readonly #random: boolean;

  constructor({ size, conditionals, scan = "systematic" }: GibbsOptions) {
    this.size = checkSize("Gibbs", size);
    if (conditionals.length === 0) throw new RangeError("Gibbs: no conditionals, at least one is needed");
    if (scan !== "systematic" && scan !== "random") {
      throw new RangeError(`Gibbs: scan ${scan}, "systematic" or "random" is needed`);
    }
    this.#conditionals = conditionals;
    this.#random = scan === "random";
  }

  start(initial: ArrayLike<number>, { rng }: ChainStart): MarkovChain {
    if (initial.length !== this.size) {
      throw new RangeError(`Gibbs: initial has ${initial.length} numbers, size ${this.size} is needed`);
    }
    const position = Float64Array.from(initial);
    const all = this.#conditionals;
    const step = () => {
      for (const next of all) (this.#random ? all[rng.integer(all.length)]! : next)(position, rng);
    };
    return { position, statistics: {}, step };
  }
}
