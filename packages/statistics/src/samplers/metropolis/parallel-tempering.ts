import { checkPositive, checkSize } from "../check-options.ts";
import type { ChainStart, MarkovChain, Sampler } from "../sampler.ts";
import { checkStart, logDensityAt, type Target } from "../targets/target.ts";

export interface ParallelTemperingOptions {
  target: Target;
  /** D. */
  size: number;
  /**
   * 1 = β₀ > β₁ > … > 0: replica k samples p^β_k. p^β must be proper, as it is on a bounded support or with light tails.
   */
  inverseTemperatures: readonly number[];
  /** The step of replica k is scale / √β_k; adapted for each in the warm-up; default 2.38 / √D. */
  scale?: number;
}

/**
 * Parallel tempering: random walks on p^β at several β, whose points change places.
 *
 *   replicas i, i + 1 swap with probability min(1, exp((β_i − β_{i+1}) (ln p(x_{i+1}) − ln p(x_i))))
 *
 * Geyer 1991, "Markov chain Monte Carlo maximum likelihood"; Earl and Deem 2005, https://doi.org/10.1039/b509983h. The flat
 * replicas cross between modes and hand over what they find; replica 0 is the chain. At odd steps the pairs (1, 2), (3, 4),
 * … swap, at even ones (0, 1), (2, 3), …. Statistics: `acceptance` of replica 0, `swap` (mean swap probability of the pairs
 * tried), `logDensity`.
 */
export class ParallelTempering implements Sampler {
  readonly size: number;
  readonly #target: Target;
  readonly #betas: readonly number[];
  readonly #scale: number;

  constructor({ target, size, inverseTemperatures, scale }: ParallelTemperingOptions) {
    this.size = checkSize("ParallelTempering", size);
    this.#target = target;
    this.#betas = inverseTemperatures;
    const falling = inverseTemperatures.every(
      (beta, i) => beta > 0 && beta < (inverseTemperatures[i - 1] ?? 2),
    );
    if (inverseTemperatures[0] !== 1 || inverseTemperatures.length < 2 || !falling) {
      throw new RangeError(
        `ParallelTempering: inverseTemperatures [${inverseTemperatures.join(", ")}], two or more that fall from 1 and stay above 0 are needed`,
      );
    }
    this.#scale = checkPositive("ParallelTempering", "scale", scale ?? 2.38 / Math.sqrt(size));
  }

  start(initial: ArrayLike<number>, { rng }: ChainStart): MarkovChain {
    const [target, betas, D] = [this.#target, this.#betas, this.size];
    const first = checkStart("ParallelTempering", target, initial, D);
    const replicas = betas.map((beta) => ({
      x: Float64Array.from(first),
      logDensity: logDensityAt("ParallelTempering", target, first),
      logScale: Math.log(this.#scale / Math.sqrt(beta)),
    }));
    const rate = D === 1 ? 0.44 : 0.234;
    const statistics = { acceptance: 0, swap: 0, logDensity: replicas[0]!.logDensity };
    const chain = { position: replicas[0]!.x, statistics, step };
    let t = 0;

    function walk(k: number, warming: boolean): number {
      const replica = replicas[k]!;
      const scale = Math.exp(replica.logScale);
      const x = replica.x.map((value) => value + scale * rng.normal());
      const logDensity = logDensityAt("ParallelTempering", target, x);
      const acceptance = Math.min(1, Math.exp(betas[k]! * (logDensity - replica.logDensity)));
      if (rng.uniform() < acceptance) Object.assign(replica, { x, logDensity });
      if (warming) replica.logScale += t ** -0.6 * (acceptance - rate);
      return acceptance;
    }
    function swap(k: number): number {
      const [a, b] = [replicas[k]!, replicas[k + 1]!];
      const probability = Math.min(1, Math.exp((betas[k]! - betas[k + 1]!) * (b.logDensity - a.logDensity)));
      if (rng.uniform() < probability) {
        [a.x, b.x] = [b.x, a.x];
        [a.logDensity, b.logDensity] = [b.logDensity, a.logDensity];
      }
      return probability;
    }
    function step(warming: boolean): void {
      t++;
      const acceptances = betas.map((_, k) => walk(k, warming));
      let [sum, pairs] = [0, 0];
      for (let k = t % 2; k + 1 < betas.length; k += 2) {
        sum += swap(k);
        pairs++;
      }
      chain.position = replicas[0]!.x;
      statistics.acceptance = acceptances[0]!;
      statistics.swap = pairs ? sum / pairs : 0;
      statistics.logDensity = replicas[0]!.logDensity;
    }
    return chain;
  }
}
