/**
 * The mean and covariance of the h rows whose covariance has the least determinant: what outliers, up to N − h of them, cannot move.
 *
 *   C-step: of mean and covariance of h rows, take the h rows of the least (x − m)ᵀ S⁻¹ (x − m); the determinant does not grow
 *
 * From random subsets of F + 1 rows, two C-steps each; the ten best go on until nothing changes. Rows within the 0.975 quantile of χ²_F then
 * give the final mean and covariance. Both covariances are of the innermost share α of rows, too small by a factor that is known for normal
 * ones: c(α) = α / P(χ²_{F+2} ≤ q), q the quantile α of χ²_F.
 *
 * Rousseeuw and Van Driessen 1999, https://doi.org/10.1080/00401706.1999.10485670; c: Croux and Haesbroeck 1999,
 * https://doi.org/10.1006/jmva.1999.1839, eq. 4.2
 */

import { ChiSquared } from "@blankfile/statistics";
import { eigh, type Philox } from "@blankfile/tensor";
import { columnMeans } from "../matrix/columns.ts";
import { Matrix } from "../matrix/matrix.ts";
import { empiricalCovariance } from "./covariance.ts";

export interface MinCovDetOptions {
  /** h / N; null: (N + F + 1)/(2N), against as many outliers as can be. */
  supportFraction: number | null;
  /** Random subsets to start from. */
  trials: number;
  rng: Philox;
}

export interface RobustCovariance {
  /** [F] */
  location: Float64Array;
  /** [F, F] */
  covariance: Matrix;
  /** Its inverse; of a singular one the pseudoinverse, [F, F]. */
  precision: Matrix;
  /** 1 for rows that location and covariance are of, [N]. */
  support: Uint8Array;
  /** Squared Mahalanobis distances, [N]. */
  distances: Float64Array;
}

/** undefined where every subset that was tried lies in fewer dimensions than the rows together. */
export function minCovDet(
  X: Matrix,
  { supportFraction, trials, rng }: MinCovDetOptions,
): RobustCovariance | undefined {
  const [N, F] = [X.rows, X.cols];
  const wanted = supportFraction === null ? Math.ceil(0.5 * (N + F + 1)) : Math.floor(supportFraction * N);
  const h = Math.min(N, Math.max(F + 1, wanted));
  const whole = momentsOf(X);
  // All rows are the one subset of N.
  if (h === N) return reweighted(X, whole, h);
  const { rank } = whole;
  const tried = Array.from({ length: trials }, () => {
    let moments = momentsOf(X.takeRows(drawRows(rng, N, Math.min(F + 1, N))));
    for (let step = 0; step < 2; step++) moments = concentrate(X, moments, h);
    return moments;
  });
  const best = tried.filter((moments) => moments.rank === rank).sort((a, b) => a.logDet - b.logDet);
  if (best.length === 0) return undefined;
  const settled = best.slice(0, 10).map((moments) => settle(X, moments, h));
  const raw = settled.reduce((a, b) => (b.logDet < a.logDet ? b : a));
  return reweighted(X, raw, h);
}

interface Moments {
  location: Float64Array;
  covariance: Matrix;
  precision: Matrix;
  /** log of the product of the eigenvalues that are not 0. */
  logDet: number;
  rank: number;
}

function momentsOf(rows: Matrix): Moments {
  const F = rows.cols;
  const covariance = empiricalCovariance(rows);
  const { eigenvalues, eigenvectors } = eigh(covariance.toTensor());
  const [values, V] = [eigenvalues.data as Float64Array, eigenvectors.data as Float64Array];
  const limit = F * Number.EPSILON * Math.max(0, values[F - 1]!) * 10;
  const precision = Matrix.zeros(F, F);
  let [logDet, rank] = [0, 0];
  for (let k = 0; k < F; k++) {
    const value = values[k]!;
    if (!(value > limit)) continue;
    logDet += Math.log(value);
    rank++;
    for (let i = 0; i < F; i++)
      for (let j = 0; j < F; j++) precision.data[i * F + j]! += (V[i * F + k]! * V[j * F + k]!) / value;
  }
  return { location: columnMeans(rows), covariance, precision, logDet, rank };
}

/** (x − m)ᵀ P (x − m) of each row. */
export function squaredDistances(
  X: Matrix,
  { location, precision }: { location: Float64Array; precision: Matrix },
): Float64Array {
  const F = X.cols;
  const apart = new Float64Array(F);
  return Float64Array.from({ length: X.rows }, (_, i) => {
    for (let j = 0; j < F; j++) apart[j] = X.data[i * F + j]! - location[j]!;
    let sum = 0;
    for (let j = 0; j < F; j++)
      for (let k = 0; k < F; k++) sum += apart[j]! * precision.data[j * F + k]! * apart[k]!;
    return sum;
  });
}

/** A C-step. */
function concentrate(X: Matrix, moments: Moments, h: number): Moments {
  const distances = squaredDistances(X, moments);
  const order = [...distances.keys()].sort((a, b) => distances[a]! - distances[b]! || a - b);
  return momentsOf(X.takeRows(order.slice(0, h)));
}

function settle(X: Matrix, start: Moments, h: number): Moments {
  let moments = start;
  for (let step = 0; step < 100; step++) {
    const next = concentrate(X, moments, h);
    if (!(next.logDet < moments.logDet) || next.rank < moments.rank) return moments;
    moments = next;
  }
  return moments;
}

function reweighted(X: Matrix, raw: Moments, h: number): RobustCovariance {
  const factor = consistency(raw.rank, h / X.rows);
  const limit = new ChiSquared({ df: Math.max(1, raw.rank) }).ppf(0.975) * factor;
  // Where most rows are one point, that point's distance 0 is the only one within.
  const support = Uint8Array.from(squaredDistances(X, raw), (distance) => Number(distance < limit));
  const moments = momentsOf(X.takeRows([...support.keys()].filter((i) => support[i])));
  const { location, rank } = moments;
  const larger = consistency(rank, 0.975);
  const covariance = scaled(moments.covariance, larger);
  const precision = scaled(moments.precision, 1 / larger);
  return {
    location,
    covariance,
    precision,
    support,
    distances: squaredDistances(X, { location, precision }),
  };
}

/** c(α) in F dimensions. */
function consistency(F: number, alpha: number): number {
  if (alpha >= 1 || F === 0) return 1;
  const q = new ChiSquared({ df: F }).ppf(alpha);
  return alpha / new ChiSquared({ df: F + 2 }).cdf(q);
}

function scaled({ data, rows, cols }: Matrix, factor: number): Matrix {
  return new Matrix(
    data.map((value) => value * factor),
    [rows, cols],
  );
}

function drawRows(rng: Philox, N: number, size: number): number[] {
  const places = Array.from({ length: N }, (_, i) => i);
  for (let k = 0; k < size; k++) {
    const other = k + rng.integer(N - k);
    [places[k], places[other]] = [places[other]!, places[k]!];
  }
  return places.slice(0, size);
}
