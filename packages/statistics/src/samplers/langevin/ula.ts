import { checkPositive, checkSize } from "../check-options.ts";
import type { ChainStart, MarkovChain, Sampler } from "../sampler.ts";
import { checkStart, gradientOf, type Target } from "../targets/target.ts";

export interface ULAOptions {
  target: Target;
  /** D. */
  size: number;
  /** h. */
  stepSize: number;
}

/**
 * The unadjusted Langevin algorithm: the Euler step of dx = ∇ ln p(x) dt + √2 dW, taken every time.
 *
 *   x ← x + h ∇ ln p(x) + √(2h) z,   z ~ N(0, I)
 *
 * Its stationary law is p up to O(h): for N(0, 1) it is N(0, 1 / (1 − h/2)), and from h = 2 on there is none. Roberts and
 * Tweedie 1996, https://doi.org/10.2307/3318418. Nothing is adapted. Statistics: `logDensity`.
 */
export class ULA implements Sampler {
  readonly size: number;
  readonly #target: Target;
  readonly #stepSize: number;

  constructor({ target, size, stepSize }: ULAOptions) {
    this.size = checkSize("ULA", size);
    this.#target = target;
    this.#stepSize = checkPositive("ULA", "stepSize", stepSize);
  }

  start(initial: ArrayLike<number>, { rng }: ChainStart): MarkovChain {
    const position = checkStart("ULA", this.#target, initial, this.size);
    const at = gradientOf("ULA", this.#target);
    const h = this.#stepSize;
    let current = at(position);
    const statistics = { logDensity: current.logDensity };
    const step = () => {
      for (let i = 0; i < position.length; i++) {
        position[i]! += h * current.gradient[i]! + Math.sqrt(2 * h) * rng.normal();
      }
      current = at(position);
      if (!Number.isFinite(current.logDensity)) {
        throw new RangeError(
          `ULA: the chain ran away to [${position.join(", ")}], a stepSize below ${h} is needed`,
        );
      }
      statistics.logDensity = current.logDensity;
    };
    return { position, statistics, step };
  }
}
