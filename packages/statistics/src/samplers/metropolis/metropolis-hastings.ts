import type { Philox } from "@blankfile/tensor";
import { checkSize } from "../check-options.ts";
import type { ChainStart, MarkovChain, Sampler } from "../sampler.ts";
import { checkStart, logDensityAt, type Target } from "../targets/target.ts";

/** A way to propose a next point. */
export interface Proposal {
  /** Writes x′ ~ q(· | x) into `out` and returns ln q(x | x′) − ln q(x′ | x), 0 for a symmetric q. */
  propose(x: Float64Array, out: Float64Array, rng: Philox): number;
  /** Hears of each step of the warm-up: its acceptance probability, and where the chain stands after it. */
  adapt?(acceptance: number, position: Float64Array): void;
}

export interface MetropolisHastingsOptions {
  target: Target;
  /** D. */
  size: number;
  /** A fresh proposal for each chain, since it may adapt. */
  proposal: () => Proposal;
}

/**
 * Metropolis–Hastings with any proposal.
 *
 *   x′ ~ q(· | x);   x ← x′ with probability α = min(1, p(x′) q(x | x′) / (p(x) q(x′ | x)))
 *
 * Metropolis et al. 1953, https://doi.org/10.1063/1.1699114; Hastings 1970, https://doi.org/10.1093/biomet/57.1.97. α makes
 * p(x) q(x′ | x) α(x, x′) symmetric in x and x′ (detailed balance), so p is stationary.
 *
 * Statistics: `acceptance` α, `accepted` 0 or 1, `logDensity`.
 */
export class MetropolisHastings implements Sampler {
  readonly size: number;
  readonly #options: MetropolisHastingsOptions;

  constructor(options: MetropolisHastingsOptions) {
    this.size = checkSize("MetropolisHastings", options.size);
    this.#options = options;
  }

  start(initial: ArrayLike<number>, { rng }: ChainStart): MarkovChain {
    const { target, proposal } = this.#options;
    return metropolisChain("MetropolisHastings", {
      target,
      proposal: proposal(),
      start: checkStart("MetropolisHastings", target, initial, this.size),
      rng,
    });
  }
}

/** The chain of a proposal; the samplers beside this one make theirs by it. */
export function metropolisChain(
  where: string,
  { target, proposal, start, rng }: { target: Target; proposal: Proposal; start: Float64Array; rng: Philox },
): MarkovChain {
  const statistics = { acceptance: 0, accepted: 0, logDensity: logDensityAt(where, target, start) };
  const chain = { position: start, statistics, step };
  let proposed: Float64Array = new Float64Array(start.length);

  function step(warming: boolean): void {
    const logQ = proposal.propose(chain.position, proposed, rng);
    const logDensity = logDensityAt(where, target, proposed);
    const logAlpha = logDensity - statistics.logDensity + logQ;
    // Also refuses a NaN that an infinite logQ can make.
    const acceptance = logAlpha >= 0 ? 1 : Math.exp(logAlpha) || 0;
    const accepted = rng.uniform() < acceptance;
    statistics.acceptance = acceptance;
    statistics.accepted = accepted ? 1 : 0;
    if (accepted) {
      statistics.logDensity = logDensity;
      [chain.position, proposed] = [proposed, chain.position];
    }
    if (warming) proposal.adapt?.(acceptance, chain.position);
  }
  return chain;
}
