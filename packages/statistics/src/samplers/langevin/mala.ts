import { checkPositive, checkRate, checkSize } from "../check-options.ts";
import { DualAveraging } from "../hamiltonian/dual-averaging.ts";
import type { ChainStart, MarkovChain, Sampler } from "../sampler.ts";
import { checkStart, gradientOf, type Target } from "../targets/target.ts";

export interface MALAOptions {
  target: Target;
  /** D. */
  size: number;
  /** h at the start; default D^(−1/3), the best order for a standard normal target. */
  stepSize?: number;
  /** The acceptance rate that the warm-up steers h to; default 0.574. */
  targetAcceptance?: number;
}

/**
 * The Metropolis-adjusted Langevin algorithm.
 *
 *   x′ = x + h ∇ ln p(x) + √(2h) z,   z ~ N(0, I)
 *   α = min(1, p(x′) q(x | x′) / (p(x) q(x′ | x))),   ln q(x′ | x) = −‖x′ − x − h ∇ ln p(x)‖² / 4h
 *
 * Roberts and Tweedie 1996, https://doi.org/10.2307/3318418; the rate of 0.574: Roberts and Rosenthal 1998,
 * https://doi.org/10.1111/1467-9868.00123. h is adapted by dual averaging in the warm-up. Statistics: `acceptance`,
 * `accepted`, `logDensity`, `stepSize`.
 */
export class MALA implements Sampler {
  readonly size: number;
  readonly #target: Target;
  readonly #stepSize: number;
  readonly #targetAcceptance: number;

  constructor({ target, size, stepSize, targetAcceptance = 0.574 }: MALAOptions) {
    this.size = checkSize("MALA", size);
    this.#target = target;
    this.#stepSize = checkPositive("MALA", "stepSize", stepSize ?? size ** (-1 / 3));
    this.#targetAcceptance = checkRate("MALA", "targetAcceptance", targetAcceptance);
  }

  start(initial: ArrayLike<number>, { rng }: ChainStart): MarkovChain {
    const x = checkStart("MALA", this.#target, initial, this.size);
    const at = gradientOf("MALA", this.#target);
    const averaging = new DualAveraging(this.#stepSize, this.#targetAcceptance);
    let current = at(x);
    let h = this.#stepSize;
    const statistics = { acceptance: 0, accepted: 0, logDensity: current.logDensity, stepSize: h };
    const chain = { position: x, statistics, step };

    function step(warming: boolean): void {
      const from = chain.position;
      const to = from.map((value, i) => value + h * current.gradient[i]! + Math.sqrt(2 * h) * rng.normal());
      const next = at(to);
      let logAlpha = next.logDensity - current.logDensity;
      for (let i = 0; i < to.length; i++) {
        const forth = to[i]! - from[i]! - h * current.gradient[i]!;
        const back = from[i]! - to[i]! - h * next.gradient[i]!;
        logAlpha += (forth * forth - back * back) / (4 * h);
      }
      const acceptance = logAlpha >= 0 ? 1 : Math.exp(logAlpha) || 0;
      const accepted = rng.uniform() < acceptance;
      if (accepted) {
        chain.position = to;
        current = next;
      }
      statistics.acceptance = acceptance;
      statistics.accepted = accepted ? 1 : 0;
      statistics.logDensity = current.logDensity;
      statistics.stepSize = h;
      if (!warming) return;
      averaging.learn(acceptance);
      h = averaging.averaged;
    }
    return chain;
  }
}
