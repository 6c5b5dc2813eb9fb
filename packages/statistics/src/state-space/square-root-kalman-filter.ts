import { apply, column, type Dense, solveLower, times, timesTransposed, zerosOf } from "../dense/dense.ts";
import { blocks, semidefiniteFactor, triangularize } from "../dense/triangularize.ts";
import { type KalmanFilterResult, logDensityOf } from "./kalman-filter.ts";
import {
  checkModel,
  type Gaussian,
  type LinearGaussianModel,
  type Observations,
  observedOf,
  selectBlock,
  selectRows,
} from "./linear-gaussian-model.ts";

/**
 * The Kalman filter on square roots P = U Uᵀ, so that P is a covariance by construction and only its root's condition
 * enters.
 *
 *   predict   U⁻ = tri [F U, Q^½]                                       tri A: lower triangular with tri A · (tri A)ᵀ = A Aᵀ
 *   update    [S^½ 0; K̄ U] = tri [R^½, H U⁻; 0, U⁻],   m = m⁻ + K̄ S^(−½) e
 *
 * Kaminski, Bryson and Schmidt 1971, https://doi.org/10.1109/TAC.1971.1099816. Equal to `kalmanFilter` where both are well
 * conditioned; better where observations are far more exact than the prior.
 */
export function squareRootKalmanFilter(
  model: LinearGaussianModel,
  observations: Observations,
): KalmanFilterResult {
  const where = "squareRootKalmanFilter";
  const { F, H, Q, R, start } = checkModel(where, model);
  const rootQ = semidefiniteFactor(where, "Q", Q);
  const predicted: Gaussian[] = [];
  const filtered: Gaussian[] = [];
  const logLikelihoods = new Float64Array(observations.length);
  let mean = start.mean;
  let U = semidefiniteFactor(where, "covariance", start.covariance);
  const gaussian = (): Gaussian => ({ mean, covariance: timesTransposed(U, U) });

  observations.forEach((row, t) => {
    if (t > 0) {
      mean = apply(F, mean);
      U = triangularize(blocks([[times(F, U), rootQ]]));
    }
    predicted.push(gaussian());
    const { values, places } = observedOf(where, row, H.rows, t);
    if (places.length > 0) {
      const rows = selectRows(H, places);
      const rootR = semidefiniteFactor(where, "R", selectBlock(R, places));
      const innovation = apply(rows, mean).map((value, i) => values[i]! - value);
      const joint = triangularize(
        blocks([
          [rootR, times(rows, U)],
          [null, U],
        ]),
      );
      const rootS = part(joint, 0, 0, places.length);
      if (rootS.data.some((value, i) => i % (places.length + 1) === 0 && value === 0)) {
        throw new RangeError(
          `${where}: the innovation of observation ${t} has no variance, a positive R is needed`,
        );
      }
      logLikelihoods[t] = logDensityOf(innovation, rootS);
      const gain = part(joint, places.length, 0, places.length, mean.length);
      const correction = apply(gain, solveLower(rootS, column(innovation)).data);
      mean = mean.map((value, i) => value + correction[i]!);
      U = part(joint, places.length, places.length, mean.length);
    }
    filtered.push(gaussian());
  });
  return {
    predicted,
    filtered,
    logLikelihood: logLikelihoods.reduce((sum, value) => sum + value, 0),
    logLikelihoods,
  };
}

/** The block whose first element is at [top, left]; square unless told. */
function part(a: Dense, top: number, left: number, columns: number, rows = columns): Dense {
  const out = zerosOf(rows, columns);
  for (let i = 0; i < rows; i++) {
    const from = (top + i) * a.columns + left;
    out.data.set(a.data.subarray(from, from + columns), i * columns);
  }
  return out;
}
