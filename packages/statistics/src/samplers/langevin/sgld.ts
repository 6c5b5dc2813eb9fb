import type { Philox } from "@blankfile/tensor";
import { checkPositive, checkSize } from "../check-options.ts";
import type { ChainStart, MarkovChain, Sampler } from "../sampler.ts";

export interface SGLDOptions {
  /** D. */
  size: number;
  /** An unbiased estimate of ∇ ln p(x): of the prior plus N/n times a minibatch's likelihood. */
  stochasticGradient: (x: Float64Array, rng: Philox) => ArrayLike<number>;
  /** ε_t for t = 0, 1, …; `polynomialSteps` makes the usual ones. */
  stepSize: (t: number) => number;
}

/**
 * Stochastic gradient Langevin dynamics.
 *
 *   x ← x + ε_t / 2 ĝ(x) + η,   η ~ N(0, ε_t I)
 *
 * Welling and Teh 2011, https://www.stats.ox.ac.uk/~teh/research/compstats/WelTeh2011a.pdf, equation 4. With Σ ε = ∞ and Σ
 * ε² < ∞ the noise of the gradient dies out before the injected one, and averages weighted by ε_t (equation 11) converge to
 * those of p. Warm-up steps count as t. Statistics: `stepSize` ε_t.
 */
export class SGLD implements Sampler {
  readonly size: number;
  readonly #options: SGLDOptions;

  constructor(options: SGLDOptions) {
    this.size = checkSize("SGLD", options.size);
    this.#options = options;
  }

  start(initial: ArrayLike<number>, { rng }: ChainStart): MarkovChain {
    if (initial.length !== this.size) {
      throw new RangeError(`SGLD: initial has ${initial.length} numbers, size ${this.size} is needed`);
    }
    const { stochasticGradient, stepSize } = this.#options;
    const position = Float64Array.from(initial);
    const statistics = { stepSize: 0 };
    let t = 0;
    const step = () => {
      const epsilon = checkPositive("SGLD", `stepSize(${t})`, stepSize(t));
      t++;
      const gradient = stochasticGradient(position, rng);
      for (let i = 0; i < position.length; i++) {
        position[i]! += (epsilon / 2) * gradient[i]! + Math.sqrt(epsilon) * rng.normal();
        if (!Number.isFinite(position[i])) {
          throw new RangeError(`SGLD: x[${i}] is ${position[i]} after ${t} steps, smaller steps are needed`);
        }
      }
      statistics.stepSize = epsilon;
    };
    return { position, statistics, step };
  }
}

/** ε_t = a (b + t)^(−γ), Welling and Teh's schedule; γ in (½, 1] meets both conditions. */
export function polynomialSteps({
  a,
  b,
  gamma,
}: {
  a: number;
  b: number;
  gamma: number;
}): (t: number) => number {
  checkPositive("polynomialSteps", "a", a);
  checkPositive("polynomialSteps", "b", b);
  if (!(gamma > 0.5 && gamma <= 1)) {
    throw new RangeError(`polynomialSteps: gamma ${gamma}, a number above 0.5 and up to 1 is needed`);
  }
  return (t) => a * (b + t) ** -gamma;
}
