import {
  apply,
  choleskyOf,
  column,
  type Dense,
  minus,
  outer,
  plus,
  rowsOf,
  scaled,
  solveByCholesky,
  symmetrized,
  times,
  timesTransposed,
  transposed,
  zerosOf,
} from "../dense/dense.ts";
import { type KalmanSmootherResult, kalmanSmoother } from "./kalman-smoother.ts";
import {
  checkModel,
  type LinearGaussianModel,
  type Observations,
  observedOf,
} from "./linear-gaussian-model.ts";

export type LearntParameter = keyof LinearGaussianModel;

export interface KalmanEMOptions {
  /** What is learnt; the rest stays as it is given. Default: all but H, which fixes what the states mean. */
  learn?: readonly LearntParameter[];
  /** Default 100. */
  maxIter?: number;
  /** Stops when the log-likelihood rises by less; default 1e-6. */
  tol?: number;
}

export interface KalmanEMResult {
  model: LinearGaussianModel;
  /** ln p(y) before each step and at the end; never falls. */
  logLikelihoods: number[];
  converged: boolean;
}

/**
 * Learns a linear Gaussian model by expectation and maximisation.
 *
 *   E step: the smoother's moments.   M step, with S_tt = E[x_t x_tᵀ | y] and S_t,t−1 = E[x_t x_{t−1}ᵀ | y]:
 *   F = Σ_{t≥1} S_t,t−1 (Σ_{t≥1} S_t−1,t−1)⁻¹,   Q = 1/(T − 1) Σ_{t≥1} (S_tt − F S_t,t−1ᵀ − S_t,t−1 Fᵀ + F S_t−1,t−1 Fᵀ)
 *   H = Σ y_t m̂_tᵀ (Σ S_tt)⁻¹,   R = 1/T Σ ((y_t − H m̂_t)(y_t − H m̂_t)ᵀ + H P̂_t Hᵀ);   mean = m̂_0,   covariance = P̂_0
 *
 * Shumway and Stoffer 1982, https://doi.org/10.1111/j.1467-9892.1982.tb00349.x; Ghahramani and Hinton 1996. A row may be
 * missing as a whole, not in part: a part would need its own moments of R.
 */
export function kalmanEM(
  start: LinearGaussianModel,
  observations: Observations,
  { learn = ["F", "Q", "R", "mean", "covariance"], maxIter = 100, tol = 1e-6 }: KalmanEMOptions = {},
): KalmanEMResult {
  const y = wholeRows(observations, checkModel("kalmanEM", start).H.rows);
  if (observations.length < 2) {
    throw new RangeError(`kalmanEM: ${observations.length} observations, at least two are needed`);
  }
  let model = start;
  const logLikelihoods: number[] = [];
  for (let iteration = 0; ; iteration++) {
    const smoother = kalmanSmoother(model, observations);
    const rise = smoother.logLikelihood - (logLikelihoods.at(-1) ?? Number.NEGATIVE_INFINITY);
    logLikelihoods.push(smoother.logLikelihood);
    if (rise < tol || iteration === maxIter) return { model, logLikelihoods, converged: rise < tol };
    model = maximize(model, smoother, y, new Set(learn));
  }
}

function maximize(
  model: LinearGaussianModel,
  smoother: KalmanSmootherResult,
  y: readonly (Float64Array | null)[],
  learn: ReadonlySet<LearntParameter>,
): LinearGaussianModel {
  const next = { ...model };
  const { smoothed } = smoother;
  const second = smoothed.map(({ mean, covariance }) => plus(covariance, outer(mean, mean)));
  if (learn.has("F") || learn.has("Q")) {
    const lagged = smoother.lagCovariances.map((C, t) =>
      plus(C, outer(smoothed[t + 1]!.mean, smoothed[t]!.mean)),
    );
    const [S11, S10, S00] = [total(second.slice(1)), total(lagged), total(second.slice(0, -1))];
    const F = learn.has("F") ? ratio(S10, S00) : checkModel("kalmanEM", model).F;
    const crossed = timesTransposed(F, S10);
    const Q = plus(minus(S11, plus(crossed, transposed(crossed))), timesTransposed(times(F, S00), F));
    if (learn.has("F")) next.F = rowsOf(F);
    if (learn.has("Q")) next.Q = rowsOf(symmetrized(scaled(Q, 1 / (y.length - 1))));
  }
  const seen = y.flatMap((row, t) => (row ? [{ row, state: smoothed[t]!, second: second[t]! }] : []));
  if (seen.length > 0 && learn.has("H")) {
    const yx = total(seen.map(({ row, state }) => outer(row, state.mean)));
    next.H = rowsOf(ratio(yx, total(seen.map((each) => each.second))));
  }
  if (seen.length > 0 && learn.has("R")) {
    const { H } = checkModel("kalmanEM", next);
    const R = total(
      seen.map(({ row, state }) => {
        const residual = minus(column(row), column(apply(H, state.mean))).data;
        return plus(outer(residual, residual), timesTransposed(times(H, state.covariance), H));
      }),
    );
    next.R = rowsOf(symmetrized(scaled(R, 1 / seen.length)));
  }
  const first = smoothed[0]!;
  if (learn.has("mean")) next.mean = first.mean;
  if (learn.has("covariance")) {
    const off = minus(column(first.mean), column(next.mean)).data;
    next.covariance = rowsOf(plus(first.covariance, outer(off, off)));
  }
  return next;
}

/** A B⁻¹ for a symmetric B. */
function ratio(a: Dense, b: Dense): Dense {
  const L = choleskyOf("kalmanEM", "the states' second moment", b);
  return transposed(solveByCholesky(L, transposed(a)));
}

function total(matrices: readonly Dense[]): Dense {
  const first = matrices[0]!;
  return matrices.reduce((sum, each) => plus(sum, each), zerosOf(first.rows, first.columns));
}

function wholeRows(observations: Observations, m: number): (Float64Array | null)[] {
  return observations.map((row, t) => {
    const { values, places } = observedOf("kalmanEM", row, m, t);
    if (places.length !== 0 && places.length !== m) {
      throw new RangeError(
        `kalmanEM: observation ${t} lacks ${m - places.length} of ${m} numbers, all or none are needed`,
      );
    }
    return places.length ? values : null;
  });
}
