import { choleskyOf, type Dense, denseOf, type Rows } from "../../dense/dense.ts";
import type { ChainStart, MarkovChain, Sampler } from "../sampler.ts";
import { checkStart, logDensityAt } from "../targets/target.ts";

export interface EllipticalSliceOptions {
  /** ln L(x), what multiplies the prior. */
  logLikelihood: (x: Float64Array) => number;
  /** Of the prior N(mean, covariance): [D]. */
  mean: ArrayLike<number>;
  /** [D, D], positive definite. */
  covariance: Rows;
}

/**
 * Elliptical slice sampling of p(x) ∝ L(x) N(x; m, Σ).
 *
 *   ν ~ N(0, Σ);   ln y = ln L(x) + ln u;   θ evenly from [0, 2π), bracket [θ − 2π, θ]
 *   x′ = m + (x − m) cos θ + ν sin θ;   the bracket shrinks to θ until ln L(x′) > ln y
 *
 * Murray, Adams and MacKay 2010, https://arxiv.org/abs/1001.0175, figure 2. No tuning: the ellipse through x and ν leaves
 * the prior as it is. Statistics: `evaluations` of ln L in the step, `logLikelihood`.
 */
export class EllipticalSlice implements Sampler {
  readonly size: number;
  readonly #logLikelihood: (x: Float64Array) => number;
  readonly #mean: Float64Array;
  readonly #factor: Dense;

  constructor({ logLikelihood, mean, covariance }: EllipticalSliceOptions) {
    this.size = mean.length;
    this.#logLikelihood = logLikelihood;
    this.#mean = Float64Array.from(mean);
    const sigma = denseOf("EllipticalSlice", "covariance", covariance, [this.size, this.size]);
    this.#factor = choleskyOf("EllipticalSlice", "covariance", sigma);
  }

  start(initial: ArrayLike<number>, { rng }: ChainStart): MarkovChain {
    const [D, mean, L] = [this.size, this.#mean, this.#factor.data];
    const target = { logDensity: this.#logLikelihood };
    const first = checkStart("EllipticalSlice", target, initial, D);
    const statistics = { evaluations: 0, logLikelihood: logDensityAt("EllipticalSlice", target, first) };
    const chain = { position: first, statistics, step };
    const [z, nu] = [new Float64Array(D), new Float64Array(D)];
    let proposed: Float64Array = new Float64Array(D);

    function step(): void {
      for (let i = 0; i < D; i++) {
        z[i] = rng.normal();
        nu[i] = 0;
        for (let j = 0; j <= i; j++) nu[i]! += L[i * D + j]! * z[j]!;
      }
      const logY = statistics.logLikelihood + Math.log(1 - rng.uniform());
      let theta = 2 * Math.PI * rng.uniform();
      let [low, high] = [theta - 2 * Math.PI, theta];
      statistics.evaluations = 0;
      for (;;) {
        const [cos, sin] = [Math.cos(theta), Math.sin(theta)];
        for (let i = 0; i < D; i++) {
          proposed[i] = mean[i]! + (chain.position[i]! - mean[i]!) * cos + nu[i]! * sin;
        }
        statistics.evaluations++;
        const logLikelihood = logDensityAt("EllipticalSlice", target, proposed);
        if (logLikelihood > logY || theta === 0) {
          statistics.logLikelihood = logLikelihood;
          [chain.position, proposed] = [proposed, chain.position];
          return;
        }
        if (theta < 0) low = theta;
        else high = theta;
        theta = low + (high - low) * rng.uniform();
      }
    }
    return chain;
  }
}
