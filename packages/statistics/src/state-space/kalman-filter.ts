/**
 * The Kalman filter.
 *
 *   predict   m⁻ = F m,   P⁻ = F P Fᵀ + Q
 *   update    e = y − H m⁻,   S = H P⁻ Hᵀ + R,   K = P⁻ Hᵀ S⁻¹
 *             m = m⁻ + K e,   P = (I − K H) P⁻ (I − K H)ᵀ + K R Kᵀ        (Joseph's form)
 *   ln p(y_t | y_<t) = −½ (k ln 2π + ln |S| + eᵀ S⁻¹ e),   k numbers observed
 *
 * Kalman 1960, https://doi.org/10.1115/1.3662552. Joseph's form is a sum of two matrices that cannot lose their sign to
 * rounding, and is right for any K (Bucy and Joseph 1968). Rows of H and R whose observation is missing are left out; with
 * none observed the update is skipped.
 */
import {
  apply,
  choleskyOf,
  column,
  type Dense,
  identity,
  logDeterminant,
  minus,
  plus,
  solveByCholesky,
  solveLower,
  symmetrized,
  times,
  timesTransposed,
  transposed,
} from "../dense/dense.ts";
import {
  type CheckedModel,
  checkModel,
  type Gaussian,
  type LinearGaussianModel,
  type Observations,
  observedOf,
  selectBlock,
  selectRows,
} from "./linear-gaussian-model.ts";

export interface KalmanFilterResult {
  /** x_t given y_0 … y_{t−1}, [T]. */
  predicted: Gaussian[];
  /** x_t given y_0 … y_t, [T]. */
  filtered: Gaussian[];
  /** Σ_t ln p(y_t | y_<t). */
  logLikelihood: number;
  /** Its terms, [T]; 0 where nothing was observed. */
  logLikelihoods: Float64Array;
}

export function kalmanFilter(model: LinearGaussianModel, observations: Observations): KalmanFilterResult {
  const checked = checkModel("kalmanFilter", model);
  const { F, H, Q, R, start } = checked;
  const predicted: Gaussian[] = [];
  const filtered: Gaussian[] = [];
  const logLikelihoods = new Float64Array(observations.length);
  let state = start;
  observations.forEach((row, t) => {
    if (t > 0) state = predict(state, F, Q);
    predicted.push(state);
    const { values, places } = observedOf("kalmanFilter", row, H.rows, t);
    if (places.length > 0) {
      const rows = selectRows(H, places);
      const { mean } = state;
      const innovation = apply(rows, mean).map((value, i) => values[i]! - value);
      const updated = update("kalmanFilter", state, { innovation, H: rows, R: selectBlock(R, places) });
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

export interface Forecast {
  /** x_{T−1+s} given all observations, s = 1 … steps. */
  states: Gaussian[];
  /** y_{T−1+s}. */
  observations: Gaussian[];
}

/** What comes after the last observation: the predict step again and again, and y = H x + v from each. */
export function kalmanForecast(
  model: LinearGaussianModel,
  filter: KalmanFilterResult,
  steps: number,
): Forecast {
  const { F, H, Q, R, start }: CheckedModel = checkModel("kalmanForecast", model);
  const forecast: Forecast = { states: [], observations: [] };
  let state = filter.filtered.at(-1);
  for (let s = 0; s < steps; s++) {
    state = state ? predict(state, F, Q) : start;
    forecast.states.push(state);
    const covariance = symmetrized(plus(timesTransposed(times(H, state.covariance), H), R));
    forecast.observations.push({ mean: apply(H, state.mean), covariance });
  }
  return forecast;
}

export function predict({ mean, covariance }: Gaussian, F: Dense, Q: Dense): Gaussian {
  return {
    mean: apply(F, mean),
    covariance: symmetrized(plus(timesTransposed(times(F, covariance), F), Q)),
  };
}

/** The update by an innovation e, with the H and R of the numbers observed. */
export function update(
  where: string,
  { mean, covariance }: Gaussian,
  { innovation, H, R }: { innovation: Float64Array; H: Dense; R: Dense },
): { state: Gaussian; logLikelihood: number } {
  const HP = times(H, covariance);
  const S = symmetrized(plus(timesTransposed(HP, H), R));
  const L = choleskyOf(where, "the innovation's covariance", S);
  const K = transposed(solveByCholesky(L, HP));
  const correction = apply(K, innovation);
  const rest = minus(identity(mean.length), times(K, H));
  const joseph = plus(timesTransposed(times(rest, covariance), rest), timesTransposed(times(K, R), K));
  return {
    state: { mean: mean.map((value, i) => value + correction[i]!), covariance: symmetrized(joseph) },
    logLikelihood: logDensityOf(innovation, L),
  };
}

/** ln N(e; 0, L Lᵀ). */
export function logDensityOf(innovation: Float64Array, L: Dense): number {
  const whitened = solveLower(L, column(innovation)).data;
  const square = whitened.reduce((sum, value) => sum + value * value, 0);
  return -0.5 * (innovation.length * Math.log(2 * Math.PI) + logDeterminant(L) + square);
}
