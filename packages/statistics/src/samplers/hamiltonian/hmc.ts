import { checkCount, checkSize } from "../check-options.ts";
import type { ChainStart, MarkovChain, Sampler } from "../sampler.ts";
import { checkStart, gradientOf, type Target } from "../targets/target.ts";
import { energy, leapfrog, type PhasePoint, withMomentum } from "./leapfrog.ts";
import { type AdaptationOptions, checkAdaptation, WarmUp } from "./warm-up.ts";

export interface HMCOptions extends AdaptationOptions {
  target: Target;
  /** D. */
  size: number;
  /** L, leapfrog steps a draw; default 10. */
  steps?: number;
  /** Each draw's step size is spread evenly over ε (1 ± jitter), so that no orbit closes on itself; default 0.1. */
  jitter?: number;
}

/** An energy error beyond this says that the integrator has left the trajectory. */
export const DIVERGENCE = 1000;

/**
 * Hamiltonian Monte Carlo with a fixed number of leapfrog steps.
 *
 *   p ~ N(0, M);   (x′, p′) = L leapfrog steps of size ε from (x, p);   accepted with min(1, exp(H(x, p) − H(x′, p′)))
 *
 * Duane et al. 1987, https://doi.org/10.1016/0370-2693(87)91197-X; Neal 2011, https://arxiv.org/abs/1206.1901. ε and M are
 * adapted in the warm-up (`WarmUp`). Statistics: `acceptance`, `accepted`, `divergent` (0 or 1), `energy` H, `logDensity`,
 * `stepSize`.
 */
export class HMC implements Sampler {
  readonly size: number;
  readonly #target: Target;
  readonly #steps: number;
  readonly #jitter: number;
  readonly #adaptation: Required<AdaptationOptions>;

  constructor({ target, size, steps = 10, jitter = 0.1, ...adaptation }: HMCOptions) {
    this.size = checkSize("HMC", size);
    this.#target = target;
    this.#steps = checkCount("HMC", "steps", steps);
    if (!(jitter >= 0 && jitter < 1)) {
      throw new RangeError(`HMC: jitter ${jitter}, a number from 0 to below 1 is needed`);
    }
    this.#jitter = jitter;
    this.#adaptation = checkAdaptation("HMC", adaptation);
  }

  start(initial: ArrayLike<number>, { rng, warmup }: ChainStart): MarkovChain {
    const x = checkStart("HMC", this.#target, initial, this.size);
    const at = gradientOf("HMC", this.#target);
    const rest = new Float64Array(this.size);
    let point: PhasePoint = { x, ...at(x), p: rest, velocity: rest };
    const adaptation = new WarmUp(this.#adaptation, { start: point, warmup, rng, gradientOf: at });
    let warm = false;
    const statistics = { acceptance: 0, accepted: 0, divergent: 0, energy: 0, logDensity: 0, stepSize: 0 };
    const chain = { position: x, statistics, step: (warming: boolean) => step(warming) };

    const step = (warming: boolean) => {
      if (!warming && !warm) adaptation.finish();
      warm = !warming;
      const { metric } = adaptation;
      const epsilon = adaptation.stepSize * (1 + this.#jitter * (2 * rng.uniform() - 1));
      const before = withMomentum(point, metric.momentum(rng), metric);
      let after = before;
      for (let l = 0; l < this.#steps && energy(after) < Number.POSITIVE_INFINITY; l++) {
        after = leapfrog(after, epsilon, metric, at);
      }
      const error = energy(after) - energy(before);
      const acceptance = Math.min(1, Math.exp(-error));
      const accepted = rng.uniform() < acceptance;
      point = accepted ? after : before;
      chain.position = point.x;
      statistics.acceptance = acceptance;
      statistics.accepted = accepted ? 1 : 0;
      statistics.divergent = error > DIVERGENCE ? 1 : 0;
      statistics.energy = energy(point);
      statistics.logDensity = point.logDensity;
      statistics.stepSize = epsilon;
      if (warming) adaptation.learn(acceptance, point);
    };
    return chain;
  }
}
