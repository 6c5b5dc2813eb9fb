import type { Philox } from "@blankfile/tensor";
import { choleskyOf, type Dense, identity } from "../../dense/dense.ts";
import { checkPositive, checkRate, checkSize } from "../check-options.ts";
import { RunningCovariance } from "../running-covariance.ts";
import type { ChainStart, MarkovChain, Sampler } from "../sampler.ts";
import { checkStart, type Target } from "../targets/target.ts";
import { metropolisChain, type Proposal } from "./metropolis-hastings.ts";

export interface RandomWalkOptions {
  target: Target;
  /** D. */
  size: number;
  /** s at the start; default 2.38 / √D, the best for a standard normal target. */
  scale?: number;
  /** The acceptance rate that the warm-up steers s to; default 0.44 for D = 1, else 0.234. */
  targetAcceptance?: number;
  /** Whether the warm-up also learns Σ, the covariance of the steps; default false: Σ = I. */
  adaptCovariance?: boolean;
}

/**
 * Random-walk Metropolis that adapts while it warms up.
 *
 *   x′ = x + s L z,   z ~ N(0, I),   L Lᵀ = Σ
 *   ln s ← ln s + n^(−0.6) (α_n − α*)                        (Robbins and Monro 1951)
 *   Σ ← the covariance of what came after the first quarter (Haario et al. 2001, https://doi.org/10.2307/3318737)
 *
 * Rates of 0.44 and 0.234 are those of Roberts, Gelman and Gilks 1997, https://doi.org/10.1214/aoap/1034625254. After the
 * warm-up s and Σ stand still, so p is stationary exactly. Statistics: those of `MetropolisHastings`.
 */
export class RandomWalkMetropolis implements Sampler {
  readonly size: number;
  readonly #options: Required<RandomWalkOptions>;

  constructor(options: RandomWalkOptions) {
    const where = "RandomWalkMetropolis";
    this.size = checkSize(where, options.size);
    const scale = checkPositive(where, "scale", options.scale ?? 2.38 / Math.sqrt(this.size));
    const rate = options.targetAcceptance ?? (this.size === 1 ? 0.44 : 0.234);
    const targetAcceptance = checkRate(where, "targetAcceptance", rate);
    this.#options = { adaptCovariance: false, ...options, scale, targetAcceptance };
  }

  start(initial: ArrayLike<number>, { rng, warmup }: ChainStart): MarkovChain {
    const start = checkStart("RandomWalkMetropolis", this.#options.target, initial, this.size);
    const proposal = new RandomWalk(this.#options, warmup);
    return metropolisChain("RandomWalkMetropolis", { target: this.#options.target, proposal, start, rng });
  }
}

class RandomWalk implements Proposal {
  readonly #options: Required<RandomWalkOptions>;
  readonly #warmup: number;
  readonly #seen: RunningCovariance;
  readonly #z: Float64Array;
  #logScale: number;
  #factor: Dense;
  #step = 0;

  constructor(options: Required<RandomWalkOptions>, warmup: number) {
    this.#options = options;
    this.#warmup = warmup;
    this.#seen = new RunningCovariance(options.size);
    this.#z = new Float64Array(options.size);
    this.#logScale = Math.log(options.scale);
    this.#factor = identity(options.size);
  }

  propose(x: Float64Array, out: Float64Array, rng: Philox): number {
    const { rows, data } = this.#factor;
    const scale = Math.exp(this.#logScale);
    for (let i = 0; i < rows; i++) {
      this.#z[i] = rng.normal();
      let step = 0;
      for (let j = 0; j <= i; j++) step += data[i * rows + j]! * this.#z[j]!;
      out[i] = x[i]! + scale * step;
    }
    return 0;
  }

  adapt(acceptance: number, position: Float64Array): void {
    this.#step++;
    this.#logScale += this.#step ** -0.6 * (acceptance - this.#options.targetAcceptance);
    if (!this.#options.adaptCovariance || this.#step < this.#warmup / 4) return;
    this.#seen.add(position);
    if (this.#step % 50 !== 0 || this.#seen.count < 10 * this.#options.size) return;
    this.#factor = choleskyOf("RandomWalkMetropolis", "the covariance", this.#seen.regularized());
  }
}
