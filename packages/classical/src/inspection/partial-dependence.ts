import type { AnyEstimator } from "../estimator/known.ts";
import type { Label } from "../estimator/labels.ts";
import { Matrix } from "../matrix/matrix.ts";
import { type MatrixLike, toMatrix } from "../matrix/matrix-like.ts";
import { responseOf } from "./response.ts";

export interface PartialDependence {
  /** The values at which each feature was set, one list for each of the features. */
  gridValues: Float64Array[];
  /** The mean response over the rows, of one feature [G], of two [G₁ · G₂] with the second changing fastest. */
  average: Float64Array;
  /** The response of each row, [N, G]: individual conditional expectation. */
  individual: Matrix;
}

/**
 * What a fitted estimator says on average when a feature is set to a value in every row:
 *
 *   f̄(v) = (1/N) Σᵢ f(xᵢ with x_j ← v)
 *
 * Where features depend on each other it also averages over rows that could not be. Friedman 2001, https://doi.org/10.1214/aos/1013203451; the curves of
 * single rows: Goldstein et al. 2015, https://arxiv.org/abs/1309.6392
 */
export function partialDependence(
  estimator: AnyEstimator,
  X: MatrixLike,
  features: readonly (number | string)[],
  options: {
    /** Quantiles between which the grid lies; 0.05 and 0.95 unless told. */
    percentiles?: readonly [number, number];
    /** Values at most on each axis; a feature of fewer different values has those. */
    gridResolution?: number;
    /** The class whose probability is asked for. */
    target?: Label;
    sampleWeight?: ArrayLike<number>;
  } = {},
): PartialDependence {
  const where = "partialDependence";
  const { percentiles = [0.05, 0.95], gridResolution = 100, sampleWeight } = options;
  const matrix = toMatrix(where, X);
  if (features.length !== 1 && features.length !== 2)
    throw new RangeError(`${where}: ${features.length} features, one or two are needed`);
  if (!(percentiles[0] >= 0 && percentiles[0] < percentiles[1] && percentiles[1] <= 1))
    throw new RangeError(
      `${where}: percentiles ${percentiles.join(", ")}, two rising numbers from 0 to 1 are needed`,
    );
  if (!(Number.isInteger(gridResolution) && gridResolution >= 2))
    throw new RangeError(`${where}: gridResolution is ${gridResolution}, a whole number ≥ 2 is needed`);
  const places = features.map((feature) => placeOf(where, matrix, feature));
  const gridValues = places.map((j) => axis(matrix.column(j), percentiles, gridResolution));
  const points =
    gridValues.length === 1
      ? Array.from(gridValues[0]!, (v) => [v])
      : product(gridValues[0]!, gridValues[1]!);
  const f = responseOf(where, estimator, options.target);
  const individual = Matrix.zeros(matrix.rows, points.length);
  const average = new Float64Array(points.length);
  const total = sampleWeight ? Array.from(sampleWeight).reduce((sum, w) => sum + w, 0) : matrix.rows;
  for (const [g, point] of points.entries()) {
    const changed = matrix.data.slice();
    for (let i = 0; i < matrix.rows; i++)
      for (const [at, j] of places.entries()) changed[i * matrix.cols + j] = point[at]!;
    const values = f(new Matrix(changed, [matrix.rows, matrix.cols], matrix.names));
    for (const [i, value] of values.entries()) {
      individual.data[i * points.length + g] = value;
      average[g]! += ((sampleWeight?.[i] ?? 1) * value) / total;
    }
  }
  return { gridValues, average, individual };
}

function placeOf(where: string, { cols, names }: Matrix, feature: number | string): number {
  const place = typeof feature === "string" ? (names?.indexOf(feature) ?? -1) : feature;
  if (Number.isInteger(place) && place >= 0 && place < cols) return place;
  throw new RangeError(
    `${where}: feature ${JSON.stringify(feature)}, ${names ? names.map((name) => JSON.stringify(name)).join(", ") : `a place from 0 to ${cols - 1}`} is needed`,
  );
}

/** The different values where they are few, else evenly between two quantiles. */
function axis(
  values: Float64Array,
  [low, high]: readonly [number, number],
  resolution: number,
): Float64Array {
  const sorted = values.slice().sort();
  const different = Float64Array.from(new Set(sorted));
  if (different.length < resolution) return different;
  const [from, to] = [quantile(sorted, low), quantile(sorted, high)];
  if (from === to)
    throw new RangeError(
      `partialDependence: the quantiles ${low} and ${high} are both ${from}, wider percentiles are needed`,
    );
  return Float64Array.from({ length: resolution }, (_, i) => from + ((to - from) * i) / (resolution - 1));
}

/** Linear between the sorted values, value k (from 1) at q = (k − 0.4) / (n + 0.2), as scikit-learn takes it. Cunnane 1978 */
function quantile(sorted: Float64Array, q: number): number {
  const n = sorted.length;
  const at = 0.4 + q * (n + 0.2);
  const below = Math.floor(Math.min(n - 1, Math.max(1, at)));
  const share = Math.min(1, Math.max(0, at - below));
  return (1 - share) * sorted[below - 1]! + share * (sorted[below] ?? sorted[below - 1]!);
}

function product(a: Float64Array, b: Float64Array): number[][] {
  return Array.from(a).flatMap((x) => Array.from(b, (y) => [x, y]));
}
