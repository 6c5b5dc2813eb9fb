import type { Philox } from "@blankfile/tensor";
import { checkCount, checkSize } from "../check-options.ts";
import type { ChainStart, MarkovChain, Sampler } from "../sampler.ts";
import { checkStart, type GradientOf, gradientOf, type Target } from "../targets/target.ts";
import { DIVERGENCE } from "./hmc.ts";
import { energy, leapfrog, type PhasePoint, withMomentum } from "./leapfrog.ts";
import type { Metric } from "./metric.ts";
import { grow, type Trajectory, type TreeWalk } from "./trajectory.ts";
import { type AdaptationOptions, checkAdaptation, WarmUp } from "./warm-up.ts";

export interface NUTSOptions extends AdaptationOptions {
  target: Target;
  /** D. */
  size: number;
  /** A trajectory has at most 2^maxTreeDepth points; default 10. */
  maxTreeDepth?: number;
}

/**
 * The no-U-turn sampler with multinomial draws from the trajectory.
 *
 *   p ~ N(0, M); the trajectory doubles forwards or backwards by chance until it turns back on itself (`trajectory.ts`), diverges
 *   or has 2^maxTreeDepth points; the next x is one of its points with weights exp(−H), later halves preferred
 *
 * Hoffman and Gelman 2014, https://arxiv.org/abs/1111.4246, in the form of Betancourt 2017,
 * https://arxiv.org/abs/1701.02434, appendix A, and of Stan: biased progressive sampling between doublings, uniform
 * sampling within a new half, the extra checks across halves. ε and M are adapted in the warm-up (`WarmUp`).
 *
 * Statistics: `acceptance` (mean over the trajectory), `divergent` (0 or 1), `energy` H, `leapfrogs`, `logDensity`,
 * `stepSize`, `treeDepth`.
 */
export class NUTS implements Sampler {
  readonly size: number;
  readonly #target: Target;
  readonly #maxTreeDepth: number;
  readonly #adaptation: Required<AdaptationOptions>;

  constructor({ target, size, maxTreeDepth = 10, ...adaptation }: NUTSOptions) {
    this.size = checkSize("NUTS", size);
    this.#target = target;
    this.#maxTreeDepth = checkCount("NUTS", "maxTreeDepth", maxTreeDepth);
    this.#adaptation = checkAdaptation("NUTS", adaptation);
  }

  start(initial: ArrayLike<number>, { rng, warmup }: ChainStart): MarkovChain {
    const x = checkStart("NUTS", this.#target, initial, this.size);
    const at = gradientOf("NUTS", this.#target);
    const rest = new Float64Array(this.size);
    let point: PhasePoint = { x, ...at(x), p: rest, velocity: rest };
    const adaptation = new WarmUp(this.#adaptation, { start: point, warmup, rng, gradientOf: at });
    let warm = false;
    const statistics = {
      acceptance: 0,
      divergent: 0,
      energy: 0,
      leapfrogs: 0,
      logDensity: 0,
      stepSize: 0,
      treeDepth: 0,
    };
    const chain = { position: x, statistics, step: (warming: boolean) => step(warming) };

    const step = (warming: boolean) => {
      if (!warming && !warm) adaptation.finish();
      warm = !warming;
      const { metric, stepSize } = adaptation;
      const before = withMomentum(point, metric.momentum(rng), metric);
      const drawn = this.#trajectory(before, { stepSize, metric, gradientOf: at, rng });
      point = drawn.point;
      chain.position = point.x;
      statistics.acceptance = drawn.walk.acceptanceSum / drawn.walk.leapfrogs;
      statistics.divergent = drawn.walk.divergent ? 1 : 0;
      statistics.energy = energy(point);
      statistics.leapfrogs = drawn.walk.leapfrogs;
      statistics.logDensity = point.logDensity;
      statistics.stepSize = stepSize;
      statistics.treeDepth = drawn.depth;
      if (warming) adaptation.learn(statistics.acceptance, point);
    };
    return chain;
  }

  #trajectory(
    before: PhasePoint,
    {
      stepSize,
      metric,
      gradientOf: at,
      rng,
    }: { stepSize: number; metric: Metric; gradientOf: GradientOf; rng: Philox },
  ): { point: PhasePoint; walk: TreeWalk; depth: number } {
    const walk: TreeWalk = {
      energy: energy(before),
      step: (from, direction) => leapfrog(from, direction * stepSize, metric, at),
      rng,
      leapfrogs: 0,
      acceptanceSum: 0,
      divergent: false,
      maxError: DIVERGENCE,
    };
    let whole: Trajectory = {
      begin: before,
      end: before,
      momentumSum: before.p,
      logWeight: 0,
      point: before,
      turned: false,
    };
    let depth = 0;
    while (depth < this.#maxTreeDepth && !whole.turned) {
      const grown = grow(whole, depth, walk);
      if (!grown) break;
      whole = grown;
      depth++;
    }
    return { point: whole.point, walk, depth };
  }
}
