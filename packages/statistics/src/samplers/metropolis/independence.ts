import type { Philox } from "@blankfile/tensor";
import { checkSize } from "../check-options.ts";
import type { ChainStart, MarkovChain, Sampler } from "../sampler.ts";
import { checkStart, type Target } from "../targets/target.ts";
import { metropolisChain, type Proposal } from "./metropolis-hastings.ts";

export interface IndependenceMetropolisOptions {
  target: Target;
  /** D. */
  size: number;
  /** A draw from q, [D]. */
  propose: (rng: Philox) => ArrayLike<number>;
  /** ln q(x) up to a constant. */
  logProposal: (x: Float64Array) => number;
}

/**
 * Metropolis–Hastings whose proposals q(x′) do not look at x.
 *
 *   α = min(1, w(x′) / w(x)),   w = p / q
 *
 * Tierney 1994, https://doi.org/10.1214/aos/1176325750. Where w is bounded by M the chain converges at the rate 1 − 1/M
 * (Mengersen and Tweedie 1996); where q has thinner tails than p it gets stuck in them.
 */
export class IndependenceMetropolis implements Sampler {
  readonly size: number;
  readonly #options: IndependenceMetropolisOptions;

  constructor(options: IndependenceMetropolisOptions) {
    this.size = checkSize("IndependenceMetropolis", options.size);
    this.#options = options;
  }

  start(initial: ArrayLike<number>, { rng }: ChainStart): MarkovChain {
    const { target, propose, logProposal } = this.#options;
    const proposal: Proposal = {
      propose: (x, out) => {
        out.set(propose(rng));
        return logProposal(x) - logProposal(out);
      },
    };
    const start = checkStart("IndependenceMetropolis", target, initial, this.size);
    return metropolisChain("IndependenceMetropolis", { target, proposal, start, rng });
  }
}
