import type { Philox } from "@blankfile/tensor";
import { logsumexp } from "../../special/logs/logsumexp.ts";
import { checkCount } from "../check-options.ts";
import { effectiveSampleSize, type Resampler, systematicResample } from "./resample.ts";

export interface ParticleFilterOptions<Y> {
  /** A draw of x₀, [D]. */
  sampleInitial: (rng: Philox) => ArrayLike<number>;
  /** A draw of x_t given x_{t−1}, t ≥ 1. */
  sampleTransition: (x: Float64Array, t: number, rng: Philox) => ArrayLike<number>;
  /** ln p(y_t | x_t). */
  logObservation: (y: Y, x: Float64Array, t: number) => number;
  /** y_0 … y_{T−1}; null where nothing was observed. */
  observations: readonly (Y | null)[];
  rng: Philox;
  /** N; default 1,000. */
  particles?: number;
  /** Resample when fewer than this share of N is effective; default 0.5; 1 resamples every time. */
  essShare?: number;
  resampler?: Resampler;
}

export interface ParticleFilterResult {
  /** E[x_t | y_0 … y_t], [T][D]. */
  means: Float64Array[];
  /** Var[x_t | y_0 … y_t] by coordinate, [T][D]. */
  variances: Float64Array[];
  /** ln of the unbiased estimate of p(y_0 … y_{T−1}). */
  logLikelihood: number;
  /** 1 / Σ w² before resampling, [T]. */
  effectiveSampleSizes: Float64Array;
  /** The particles and their weights at the end. */
  particles: Float64Array[];
  weights: Float64Array;
}

/**
 * The bootstrap particle filter: sequential importance sampling with the transition as proposal.
 *
 *   x_t^i ~ p(x_t | x_{t−1}^i);   w_t^i ∝ w_{t−1}^i p(y_t | x_t^i);   p̂(y_t | y_<t) = Σ w_{t−1}^i p(y_t | x_t^i)
 *   resampled when 1 / Σ w² falls below essShare · N
 *
 * Gordon, Salmond and Smith 1993, https://doi.org/10.1049/ip-f-2.1993.0015; unbiasedness of the likelihood: Del Moral 2004,
 * Feynman–Kac Formulae, proposition 7.4.1.
 */
export function particleFilter<Y>(options: ParticleFilterOptions<Y>): ParticleFilterResult {
  const { sampleInitial, sampleTransition, logObservation, observations, rng } = options;
  const { essShare = 0.5, resampler = systematicResample } = options;
  const N = checkCount("particleFilter", "particles", options.particles ?? 1000);
  let particles = Array.from({ length: N }, () => Float64Array.from(sampleInitial(rng)));
  let logWeights = new Float64Array(N).fill(-Math.log(N));
  let weights = logWeights.map((value) => Math.exp(value));
  const result = { means: [] as Float64Array[], variances: [] as Float64Array[], logLikelihood: 0 };
  const effectiveSampleSizes = new Float64Array(observations.length);

  observations.forEach((y, t) => {
    if (t > 0) {
      if (effectiveSampleSize(weights) < essShare * N) {
        particles = Array.from(resampler(weights, rng), (i) => particles[i]!);
        logWeights.fill(-Math.log(N));
      }
      particles = particles.map((x) => Float64Array.from(sampleTransition(x, t, rng)));
    }
    if (y !== null) logWeights = logWeights.map((value, i) => value + logObservation(y, particles[i]!, t));
    const total = logsumexp(logWeights);
    if (!Number.isFinite(total)) {
      throw new RangeError(
        `particleFilter: ln p(y_${t}) over the particles is ${total}, a particle near the observation is needed; take more of them`,
      );
    }
    result.logLikelihood += total;
    logWeights = logWeights.map((value) => value - total);
    weights = logWeights.map((value) => Math.exp(value));
    effectiveSampleSizes[t] = effectiveSampleSize(weights);
    const { mean, variance } = moments(particles, weights);
    result.means.push(mean);
    result.variances.push(variance);
  });
  return { ...result, effectiveSampleSizes, particles, weights };
}

function moments(particles: readonly Float64Array[], weights: Float64Array) {
  const D = particles[0]!.length;
  const [mean, variance] = [new Float64Array(D), new Float64Array(D)];
  particles.forEach((x, i) => {
    for (let j = 0; j < D; j++) mean[j]! += weights[i]! * x[j]!;
  });
  particles.forEach((x, i) => {
    for (let j = 0; j < D; j++) variance[j]! += weights[i]! * (x[j]! - mean[j]!) ** 2;
  });
  return { mean, variance };
}
