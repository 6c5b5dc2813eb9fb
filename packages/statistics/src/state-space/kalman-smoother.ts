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
} from "../dense/dense.ts";
import { type KalmanFilterResult, kalmanFilter } from "./kalman-filter.ts";
import {
  checkModel,
  type Gaussian,
  type LinearGaussianModel,
  type Observations,
} from "./linear-gaussian-model.ts";

export interface KalmanSmootherResult extends KalmanFilterResult {
  /** x_t given all observations, [T]. */
  smoothed: Gaussian[];
  /** Cov[x_{t+1}, x_t] given all observations, [T − 1]. */
  lagCovariances: Dense[];
}

/**
 * The smoother of Rauch, Tung and Striebel: back from the filter's last state.
 *
 *   C_t = P_t Fᵀ (P⁻_{t+1})⁻¹
 *   m̂_t = m_t + C_t (m̂_{t+1} − m⁻_{t+1}),   P̂_t = P_t + C_t (P̂_{t+1} − P⁻_{t+1}) C_tᵀ
 *   Cov[x_{t+1}, x_t | y] = P̂_{t+1} C_tᵀ
 *
 * Rauch, Tung and Striebel 1965, https://doi.org/10.2514/3.3166. P⁻ must be positive definite: a state that is known
 * exactly, with no noise, is refused.
 */
export function kalmanSmoother(model: LinearGaussianModel, observations: Observations): KalmanSmootherResult {
  const { F } = checkModel("kalmanSmoother", model);
  const filter = kalmanFilter(model, observations);
  const { predicted, filtered } = filter;
  const T = observations.length;
  const smoothed = filtered.slice();
  const lagCovariances = new Array<Dense>(Math.max(0, T - 1));
  for (let t = T - 2; t >= 0; t--) {
    const [now, prior, next] = [filtered[t]!, predicted[t + 1]!, smoothed[t + 1]!];
    const L = choleskyOf("kalmanSmoother", `the predicted covariance of x_${t + 1}`, prior.covariance);
    const C = transposed(solveByCholesky(L, times(F, now.covariance)));
    const shift = apply(
      C,
      next.mean.map((value, i) => value - prior.mean[i]!),
    );
    const change = timesTransposed(times(C, minus(next.covariance, prior.covariance)), C);
    smoothed[t] = {
      mean: now.mean.map((value, i) => value + shift[i]!),
      covariance: symmetrized(plus(now.covariance, change)),
    };
    lagCovariances[t] = timesTransposed(next.covariance, C);
  }
  return { ...filter, smoothed, lagCovariances };
}
