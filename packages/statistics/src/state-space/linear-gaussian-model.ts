import { type Dense, denseOf, type Rows } from "../dense/dense.ts";

/**
 * The linear Gaussian state space model.
 *
 *   x_0 ~ N(mean, covariance);   x_{t+1} = F x_t + w_t,  w_t ~ N(0, Q);   y_t = H x_t + v_t,  v_t ~ N(0, R)
 */
export interface LinearGaussianModel {
  /** Transition, [n, n]. */
  F: Rows;
  /** Observation, [m, n]. */
  H: Rows;
  /** Covariance of the state's noise, [n, n]; may be singular. */
  Q: Rows;
  /** Covariance of the observation's noise, [m, m]; may be singular where H P Hᵀ + R is not. */
  R: Rows;
  /** Of x_0 before y_0 is seen, [n]. */
  mean: ArrayLike<number>;
  /** [n, n]. */
  covariance: Rows;
}

/** y_0 … y_{T−1}, [T][m]. NaN is a number that was not observed; null a whole row of them. */
export type Observations = readonly (ArrayLike<number> | null)[];

export interface Gaussian {
  mean: Float64Array;
  covariance: Dense;
}

/** The model as matrices that fit together. */
export interface CheckedModel {
  F: Dense;
  H: Dense;
  Q: Dense;
  R: Dense;
  start: Gaussian;
}

export function checkModel(where: string, model: LinearGaussianModel): CheckedModel {
  const [n, m] = [model.mean.length, model.H.length];
  if (n === 0 || m === 0) {
    throw new RangeError(`${where}: ${n} states and ${m} observations, at least one of each is needed`);
  }
  const start = {
    mean: Float64Array.from(model.mean),
    covariance: symmetric(where, "covariance", model.covariance, n),
  };
  for (let i = 0; i < n; i++) {
    if (!Number.isFinite(start.mean[i])) {
      throw new RangeError(`${where}: mean[${i}] is ${start.mean[i]}, finite numbers are needed`);
    }
  }
  return {
    F: denseOf(where, "F", model.F, [n, n]),
    H: denseOf(where, "H", model.H, [m, n]),
    Q: symmetric(where, "Q", model.Q, n),
    R: symmetric(where, "R", model.R, m),
    start,
  };
}

/** The numbers of a row that were observed, and their places. */
export interface Observed {
  values: Float64Array;
  places: number[];
}

export function observedOf(where: string, row: ArrayLike<number> | null, m: number, t: number): Observed {
  if (row === null) return { values: new Float64Array(0), places: [] };
  if (row.length !== m) {
    throw new RangeError(
      `${where}: observation ${t} has ${row.length} numbers, ${m} as H has rows are needed`,
    );
  }
  const places: number[] = [];
  for (let i = 0; i < m; i++) {
    if (Math.abs(row[i]!) === Number.POSITIVE_INFINITY) {
      throw new RangeError(
        `${where}: observation ${t} has ${row[i]} at ${i}, finite numbers, or NaN where missing, are needed`,
      );
    }
    if (!Number.isNaN(row[i]!)) places.push(i);
  }
  return { values: Float64Array.from(places, (i) => row[i]!), places };
}

/** Rows of a matrix by their places. */
export function selectRows(a: Dense, places: readonly number[]): Dense {
  if (places.length === a.rows) return a;
  const data = new Float64Array(places.length * a.columns);
  places.forEach((row, i) => {
    data.set(a.data.subarray(row * a.columns, (row + 1) * a.columns), i * a.columns);
  });
  return { rows: places.length, columns: a.columns, data };
}

/** Rows and columns of a square matrix by their places. */
export function selectBlock(a: Dense, places: readonly number[]): Dense {
  if (places.length === a.rows) return a;
  const k = places.length;
  const data = new Float64Array(k * k);
  places.forEach((row, i) => {
    places.forEach((from, j) => {
      data[i * k + j] = a.data[row * a.columns + from]!;
    });
  });
  return { rows: k, columns: k, data };
}

function symmetric(where: string, name: string, rows: Rows, n: number): Dense {
  const a = denseOf(where, name, rows, [n, n]);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < i; j++) {
      const [lower, upper] = [a.data[i * n + j]!, a.data[j * n + i]!];
      if (Math.abs(lower - upper) <= 1e-9 * (Math.abs(lower) + Math.abs(upper))) continue;
      throw new RangeError(
        `${where}: ${name}[${i}][${j}] is ${lower} and ${name}[${j}][${i}] is ${upper}, a symmetric matrix is needed`,
      );
    }
    if (a.data[i * n + i]! < 0) {
      throw new RangeError(
        `${where}: ${name}[${i}][${i}] is ${a.data[i * n + i]}, a variance of at least 0 is needed`,
      );
    }
  }
  return a;
}
