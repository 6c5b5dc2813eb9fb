import { inv, tensor } from "@blankfile/tensor";
import { columnMeans, subtractColumns } from "../../matrix/columns.ts";
import { Matrix } from "../../matrix/matrix.ts";
import { type MatrixLike, toMatrix } from "../../matrix/matrix-like.ts";
import { transposedMultiply } from "../../matrix/products.ts";
import { requireNumbers } from "../samples.ts";
import { booleanDistances } from "./boolean-distances.ts";
import * as rows from "./row-distances.ts";

export const distanceNames = [
  "euclidean",
  "sqeuclidean",
  "manhattan",
  "chebyshev",
  "minkowski",
  "seuclidean",
  "mahalanobis",
  "cosine",
  "correlation",
  "hamming",
  "jaccard",
  "canberra",
  "braycurtis",
  "haversine",
  "nan_euclidean",
  "dice",
  "rogerstanimoto",
  "russellrao",
  "sokalsneath",
  "yule",
] as const;

export type DistanceName = (typeof distanceNames)[number] | "cityblock" | "l1" | "l2";

export interface DistanceOptions {
  /** A name, or a function of two rows. */
  metric?: DistanceName | ((x: Float64Array, y: Float64Array) => number);
  /** The power of "minkowski", 2 unless given. */
  p?: number;
  /** Weights of the columns for "minkowski", [F]. */
  w?: ArrayLike<number> | undefined;
  /** Variances of the columns for "seuclidean", [F]; those of X unless given. */
  V?: ArrayLike<number> | undefined;
  /** The inverse of the covariance for "mahalanobis", [F, F]; that of X unless given. */
  VI?: MatrixLike | undefined;
}

/** A distance of rows, and the rows that it is made for: checked, and centred where the metric needs it. */
export interface PreparedDistance {
  distance: rows.RowDistance;
  A: Matrix;
  B: Matrix;
}

/** The metric by its name, and X and Y checked for it. Without Y the rows of X are compared with each other. */
export function rowDistance(
  where: string,
  X: MatrixLike,
  Y: MatrixLike | undefined,
  options: DistanceOptions,
): PreparedDistance {
  const metric = options.metric ?? "euclidean";
  const [A, B] = requirePair(where, X, Y, { allowNaN: metric === "nan_euclidean" });
  if (typeof metric === "function") {
    // A function of the caller need be neither symmetric nor 0 for equal rows: X stands on both sides as if it were two.
    const other = A === B ? new Matrix(A.data, [A.rows, A.cols]) : B;
    return {
      distance: (a, at, b, to, F) => metric(a.subarray(at, at + F), b.subarray(to, to + F)),
      A,
      B: other,
    };
  }
  if (metric !== "correlation") return { distance: byName(where, metric, { A, B }, options), A, B };
  const centred = (M: Matrix) => subtractRowMeans(where, M);
  const first = centred(A);
  return { distance: rows.cosine, A: first, B: A === B ? first : centred(B) };
}

/** X and Y as matrices of one width, finite; Y is X where it is not given. */
export function requirePair(
  where: string,
  X: MatrixLike,
  Y: MatrixLike | undefined,
  { allowNaN = false }: { allowNaN?: boolean } = {},
): [A: Matrix, B: Matrix] {
  const A = toMatrix(where, X);
  const B = Y === undefined || Y === X ? A : toMatrix(where, Y);
  if (A.cols !== B.cols) {
    throw new RangeError(`${where}: X has ${A.cols} columns, Y ${B.cols}; both need the same number`);
  }
  for (const [name, M] of Object.entries({ X: A, Y: B })) {
    if (M.data.length === 0)
      throw new RangeError(`${where}: ${name} is ${M.rows} × ${M.cols}, at least 1 × 1 is needed`);
    if (!allowNaN) requireNumbers(where, name, M.data);
  }
  return [A, B];
}

function byName(
  where: string,
  metric: Exclude<DistanceName, "correlation">,
  { A, B }: { A: Matrix; B: Matrix },
  { p = 2, w, V, VI }: DistanceOptions,
): rows.RowDistance {
  const F = A.cols;
  switch (metric) {
    case "euclidean":
    case "l2":
      return rows.euclidean;
    case "sqeuclidean":
      return rows.squaredEuclidean;
    case "manhattan":
    case "cityblock":
    case "l1":
      return rows.manhattan;
    case "chebyshev":
      return rows.chebyshev;
    case "minkowski":
      if (!(p > 0)) throw new RangeError(`${where}: p ${p}, a number above 0 is needed`);
      if (w !== undefined)
        requireColumnNumbers(where, "w", w, { F, least: "at least 0", within: (value) => value >= 0 });
      if (p === Number.POSITIVE_INFINITY) return rows.chebyshev;
      return p === 2 && w === undefined
        ? rows.euclidean
        : p === 1 && w === undefined
          ? rows.manhattan
          : rows.minkowskiOf(p, w);
    case "seuclidean": {
      const variances = V ?? ofX(where, "V", A === B, () => columnVariances(A));
      requireColumnNumbers(where, "V", variances, { F, least: "above 0", within: (value) => value > 0 });
      return rows.seuclideanOf(variances);
    }
    case "mahalanobis":
      return rows.mahalanobisOf(inverseCovariance(where, VI, A, B));
    case "haversine":
      if (F !== 2)
        throw new RangeError(
          `${where}: ${F} columns and metric "haversine", two are needed: latitude, longitude`,
        );
      return rows.haversine;
    case "cosine":
      return rows.cosine;
    case "hamming":
      return rows.hamming;
    case "jaccard":
      return rows.jaccard;
    case "canberra":
      return rows.canberra;
    case "braycurtis":
      return rows.braycurtis;
    case "nan_euclidean":
      return rows.nanEuclidean;
    case "dice":
      return booleanDistances.dice;
    case "rogerstanimoto":
      return booleanDistances.rogerstanimoto;
    case "russellrao":
      return booleanDistances.russellrao;
    case "sokalsneath":
      return booleanDistances.sokalsneath;
    case "yule":
      return booleanDistances.yule;
    default:
      throw new RangeError(
        `${where}: metric ${JSON.stringify(metric)}, a function of two rows or one of ${distanceNames.join(", ")} is needed`,
      );
  }
}

function requireColumnNumbers(
  where: string,
  name: string,
  values: ArrayLike<number>,
  { F, least, within }: { F: number; least: string; within: (value: number) => boolean },
): void {
  if (values.length !== F)
    throw new RangeError(`${where}: ${name} has ${values.length} numbers, ${F} are needed, one a column`);
  for (let f = 0; f < F; f++) {
    if (!within(values[f]!))
      throw new RangeError(`${where}: ${name}[${f}] is ${values[f]}, a number ${least} is needed`);
  }
}

function ofX<T>(where: string, name: string, alone: boolean, compute: () => T): T {
  if (alone) return compute();
  throw new RangeError(`${where}: X and Y without ${name}, which of them it is of is needed; give ${name}`);
}

function columnVariances(X: Matrix): Float64Array {
  if (X.rows < 2)
    throw new RangeError("pairwiseDistances: one row has no variance, at least two or V are needed");
  const { data, rows: N, cols: F } = subtractColumns(X, columnMeans(X));
  const out = new Float64Array(F);
  for (let i = 0, at = 0; i < N; i++) for (let f = 0; f < F; f++, at++) out[f]! += data[at]! ** 2 / (N - 1);
  return out;
}

function inverseCovariance(where: string, VI: MatrixLike | undefined, A: Matrix, B: Matrix): Float64Array {
  const F = A.cols;
  if (VI !== undefined) {
    const given = toMatrix(where, VI);
    if (given.rows === F && given.cols === F) return given.data;
    throw new RangeError(`${where}: VI is ${given.rows} × ${given.cols}, ${F} × ${F} is needed`);
  }
  return ofX(where, "VI", A === B, () => {
    if (A.rows <= F) {
      throw new RangeError(
        `${where}: ${A.rows} rows of ${F} columns have no invertible covariance, at least ${F + 1} or VI are needed`,
      );
    }
    const centred = subtractColumns(A, columnMeans(A));
    const V = transposedMultiply(centred, centred).data.map((value) => value / (A.rows - 1));
    return inv(tensor(V, { dtype: "float64" }).reshape([F, F])).data as Float64Array;
  });
}

function subtractRowMeans(where: string, { data, rows: N, cols: F }: Matrix): Matrix {
  const out = new Float64Array(data.length);
  for (let i = 0; i < N; i++) {
    const row = data.subarray(i * F, (i + 1) * F);
    if (row.every((value) => value === row[0])) {
      throw new RangeError(
        `${where}: row ${i} is constant and metric "correlation", rows that vary are needed`,
      );
    }
    const mean = row.reduce((sum, value) => sum + value, 0) / F;
    for (let f = 0; f < F; f++) out[i * F + f] = row[f]! - mean;
  }
  return new Matrix(out, [N, F]);
}
