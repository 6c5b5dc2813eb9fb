import {
  apply,
  choleskyOf,
  type Dense,
  minus,
  plus,
  solveByCholesky,
  symmetrized,
  times,
  timesTransposed,
  transposed,
  zerosOf,
} from "../dense/dense.ts";
import { type KalmanFilterResult, logDensityOf } from "./kalman-filter.ts";
import { type Gaussian, type Observations, observedOf, selectBlock } from "./linear-gaussian-model.ts";
import { checkedVector, checkNonlinear, type NonlinearGaussianModel } from "./nonlinear-model.ts";

export interface SigmaPointOptions {
  /** Spread of the points about the mean; default 1: points at √(n + κ) deviations, no large weights of either sign. */
  alpha?: number;
  /** What is known of the tails; 2, the default, is best for Gaussians. */
  beta?: number;
  /** Default 0. */
  kappa?: number;
}

/**
 * The unscented Kalman filter: 2n + 1 points go through f and h, and their moments stand for those of the images.
 *
 *   λ = α² (n + κ) − n,   L Lᵀ = (n + λ) P,   points m, m ± L_i
 *   weights of means λ/(n + λ), 1/(2(n + λ)), …;   of covariances the same, the first + 1 − α² + β
 *   predict   m⁻, P⁻ = moments of f(points), + Q;   update   ŷ, S = moments of h(points of N(m⁻, P⁻)), + R
 *             K = Cov(x, y) S⁻¹,   m = m⁻ + K (y − ŷ),   P = P⁻ − K S Kᵀ
 *
 * Julier and Uhlmann 1997, https://doi.org/10.1117/12.280797; weights of Wan and van der Merwe 2000,
 * https://doi.org/10.1109/ASSPCC.2000.882463. Exact for linear models; right to second order otherwise, without
 * derivatives. The points are drawn anew after each prediction.
 */
export function unscentedKalmanFilter(
  model: NonlinearGaussianModel,
  observations: Observations,
  { alpha = 1, beta = 2, kappa = 0 }: SigmaPointOptions = {},
): KalmanFilterResult {
  const where = "unscentedKalmanFilter";
  const { Q, R, start } = checkNonlinear(where, model);
  const [n, m] = [start.mean.length, R.rows];
  const spread = alpha * alpha * (n + kappa);
  if (!(spread > 0)) throw new RangeError(`${where}: α² (n + κ) is ${spread}, a positive number is needed`);
  const rest = 1 / (2 * spread);
  const first = (spread - n) / spread;
  const weights = (center: number) =>
    Float64Array.from({ length: 2 * n + 1 }, (_, i) => (i === 0 ? center : rest));
  const sigma: SigmaWeights = {
    spread,
    mean: weights(first),
    covariance: weights(first + 1 - alpha * alpha + beta),
  };

  const predicted: Gaussian[] = [];
  const filtered: Gaussian[] = [];
  const logLikelihoods = new Float64Array(observations.length);
  let state = start;
  observations.forEach((row, t) => {
    if (t > 0) {
      const images = sigmaPoints(state, sigma).map((x) => checkedVector(where, "f", model.f(x, t - 1), n));
      const image = cloudOf(images, sigma);
      state = { mean: image.mean, covariance: symmetrized(plus(cross(image, image, sigma), Q)) };
    }
    predicted.push(state);
    const { values, places } = observedOf(where, row, m, t);
    if (places.length > 0) {
      const points = sigmaPoints(state, sigma);
      const images = points.map((x) => {
        const y = checkedVector(where, "h", model.h(x, t), m);
        return Float64Array.from(places, (place) => y[place]!);
      });
      const image = cloudOf(images, sigma);
      const S = symmetrized(plus(cross(image, image, sigma), selectBlock(R, places)));
      const L = choleskyOf(where, "the innovation's covariance", S);
      const K = transposed(solveByCholesky(L, cross(image, { points, mean: state.mean }, sigma)));
      const innovation = values.map((value, i) => value - image.mean[i]!);
      logLikelihoods[t] = logDensityOf(innovation, L);
      const correction = apply(K, innovation);
      state = {
        mean: state.mean.map((value, i) => value + correction[i]!),
        covariance: symmetrized(minus(state.covariance, timesTransposed(times(K, S), K))),
      };
    }
    filtered.push(state);
  });
  return {
    predicted,
    filtered,
    logLikelihood: logLikelihoods.reduce((sum, value) => sum + value, 0),
    logLikelihoods,
  };
}

/** Points and their weighted mean. */
interface Cloud {
  points: readonly Float64Array[];
  mean: Float64Array;
}

interface SigmaWeights {
  /** n + λ. */
  spread: number;
  mean: Float64Array;
  covariance: Float64Array;
}

function sigmaPoints({ mean, covariance }: Gaussian, { spread }: SigmaWeights): Float64Array[] {
  const n = mean.length;
  const root = choleskyOf("unscentedKalmanFilter", "the state's covariance", covariance);
  const shifted = (j: number, sign: number) =>
    mean.map((value, i) => value + sign * Math.sqrt(spread) * root.data[i * n + j]!);
  const columns = Array.from({ length: n }, (_, j) => j);
  return [
    Float64Array.from(mean),
    ...columns.map((j) => shifted(j, 1)),
    ...columns.map((j) => shifted(j, -1)),
  ];
}

function cloudOf(points: readonly Float64Array[], { mean: weights }: SigmaWeights): Cloud {
  const mean = new Float64Array(points[0]!.length);
  points.forEach((point, k) => {
    for (let i = 0; i < mean.length; i++) mean[i]! += weights[k]! * point[i]!;
  });
  return { points, mean };
}

/** Σ_k w_k (a_k − ā)(b_k − b̄)ᵀ. */
function cross(a: Cloud, b: Cloud, { covariance: weights }: SigmaWeights): Dense {
  const out = zerosOf(a.mean.length, b.mean.length);
  weights.forEach((weight, k) => {
    const [left, right] = [a.points[k]!, b.points[k]!];
    for (let i = 0; i < out.rows; i++) {
      const factor = weight * (left[i]! - a.mean[i]!);
      for (let j = 0; j < out.columns; j++)
        out.data[i * out.columns + j]! += factor * (right[j]! - b.mean[j]!);
    }
  });
  return out;
}
