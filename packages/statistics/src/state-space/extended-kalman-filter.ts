import { denseOf, type Rows } from "../dense/dense.ts";
import { type KalmanFilterResult, predict, update } from "./kalman-filter.ts";
import {
  type Gaussian,
  type Observations,
  observedOf,
  selectBlock,
  selectRows,
} from "./linear-gaussian-model.ts";
import { checkedVector, checkNonlinear, type NonlinearGaussianModel } from "./nonlinear-model.ts";

export interface ExtendedModel extends NonlinearGaussianModel {
  /** ∂f/∂x at (x, t), [n, n]. */
  fJacobian: (x: Float64Array, t: number) => Rows;
  /** ∂h/∂x at (x, t), [m, n]. */
  hJacobian: (x: Float64Array, t: number) => Rows;
}

/**
 * The extended Kalman filter: Kalman's equations on the model's tangents.
 *
 *   m⁻ = f(m),  P⁻ = F P Fᵀ + Q,  F = ∂f/∂x at m;   e = y − h(m⁻),  H = ∂h/∂x at m⁻;   then as `kalmanFilter`
 *
 * Jazwinski 1970, Stochastic Processes and Filtering Theory, chapter 8. Exact for linear f and h; else the errors are
 * those of the first-order expansion, and the covariance may be too small. t is that of the state from which f starts.
 */
export function extendedKalmanFilter(model: ExtendedModel, observations: Observations): KalmanFilterResult {
  const where = "extendedKalmanFilter";
  const { Q, R, start } = checkNonlinear(where, model);
  const [n, m] = [start.mean.length, R.rows];
  const predicted: Gaussian[] = [];
  const filtered: Gaussian[] = [];
  const logLikelihoods = new Float64Array(observations.length);
  let state = start;
  observations.forEach((row, t) => {
    if (t > 0) {
      const F = denseOf(where, "fJacobian", model.fJacobian(state.mean, t - 1), [n, n]);
      const mean = checkedVector(where, "f", model.f(state.mean, t - 1), n);
      state = { ...predict(state, F, Q), mean };
    }
    predicted.push(state);
    const { values, places } = observedOf(where, row, m, t);
    if (places.length > 0) {
      const H = denseOf(where, "hJacobian", model.hJacobian(state.mean, t), [m, n]);
      const expected = checkedVector(where, "h", model.h(state.mean, t), m);
      const innovation = values.map((value, i) => value - expected[places[i]!]!);
      const updated = update(where, state, {
        innovation,
        H: selectRows(H, places),
        R: selectBlock(R, places),
      });
      logLikelihoods[t] = updated.logLikelihood;
      state = updated.state;
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
