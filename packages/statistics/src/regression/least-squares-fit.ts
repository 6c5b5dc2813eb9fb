/**
 * Weighted least squares with all that inference needs, from the singular values of Z = √W X = Q R, R = U S Vᵀ.
 *
 *   T = V S⁻¹,   Z T has orthonormal columns,   (ZᵀZ)⁻¹ = T Tᵀ,   β = T Tᵀ Zᵀ √W y,   h_i = ‖Tᵀ z_i‖²
 *
 * β is refined once with the residuals in the place of y, which makes up for what products with T lose in ill-conditioned problems (the
 * corrected seminormal equations of Björck 1987, https://doi.org/10.1016/0024-3795(87)90101-7). Where columns depend on each other,
 * singular values up to max(n, k) · ε · s₁ are left out: β is then the solution of least norm, and the rank takes the place of k in all
 * degrees of freedom.
 */

import { svd, tensor } from "@blankfile/tensor";
import { type FlatMatrix, type MatrixInput, matrixOf } from "../matrix-input/matrix-of.ts";
import { requireEqualLengths, requirePositive, type Sample, sampleOf } from "../samples/sample.ts";
import { triangularFactor } from "./triangular-factor.ts";

export interface LeastSquaresFit {
  X: FlatMatrix;
  y: Float64Array;
  /** w_i, or null for all 1. */
  weights: Float64Array | null;
  /** Z = √W X, [N, K] in rows. */
  whitened: Float64Array;
  /** T, [rank, K] in rows: its columns here. */
  coordinates: Float64Array;
  /** (ZᵀZ)⁻¹, [K, K] in rows. */
  unscaledCovariance: Float64Array;
  params: Float64Array;
  /** Xβ. */
  fitted: Float64Array;
  /** y − Xβ. */
  residuals: Float64Array;
  /** √w (y − Xβ). */
  whitenedResiduals: Float64Array;
  rank: number;
  /** s₁/s_K. */
  conditionNumber: number;
  /** Whether a constant is among the combinations of the columns. */
  hasConstant: boolean;
}

export function fitLeastSquares(
  where: string,
  y: Sample,
  X: MatrixInput,
  weights: Sample | null = null,
): LeastSquaresFit {
  const matrix = matrixOf(where, X);
  const { rows: n, cols: k } = matrix;
  const target = sampleOf(where, "y", y);
  requireEqualLengths(where, ["y", "X"], [target.length, n]);
  const w = weights === null ? null : checkedWeights(where, weights, n);
  const roots = w?.map(Math.sqrt) ?? null;
  const scaled = (values: Float64Array) =>
    roots === null ? values.slice() : values.map((v, i) => v * roots[i]!);
  const whitened =
    roots === null ? matrix.data : matrix.data.map((value, at) => value * roots[Math.floor(at / k)]!);
  const { coordinates, rank, conditionNumber } = orthogonalize(whitened, n, k);
  const solve = (b: Float64Array) => solveWith({ coordinates, rank, whitened, k }, b);
  const params = solve(scaled(target));
  const first = multiply(matrix.data, params, n);
  const correction = solve(scaled(target.map((value, i) => value - first[i]!)));
  for (let j = 0; j < k; j++) params[j]! += correction[j]!;
  const fitted = multiply(matrix.data, params, n);
  const residuals = target.map((value, i) => value - fitted[i]!);
  return {
    X: matrix,
    y: target,
    weights: w,
    whitened,
    coordinates,
    unscaledCovariance: outerSum(coordinates, rank, k),
    params,
    fitted,
    residuals,
    whitenedResiduals: scaled(residuals),
    rank,
    conditionNumber,
    hasConstant: hasConstantColumn(matrix) || spansOnes(matrix, solve(roots ?? new Float64Array(n).fill(1))),
  };
}

/** h_i, the diagonal of the projection onto the columns of Z. */
export function leverageOf({ X, whitened, coordinates, rank }: LeastSquaresFit): Float64Array {
  const { rows: n, cols: k } = X;
  const leverage = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    for (let r = 0; r < rank; r++) {
      let along = 0;
      for (let j = 0; j < k; j++) along += coordinates[r * k + j]! * whitened[i * k + j]!;
      leverage[i]! += along * along;
    }
  }
  return leverage;
}

/** A x with A in rows. */
export function multiply(a: Float64Array, x: Float64Array, rows: number): Float64Array {
  const cols = x.length;
  const out = new Float64Array(rows);
  for (let i = 0; i < rows; i++) {
    let total = 0;
    for (let j = 0; j < cols; j++) total += a[i * cols + j]! * x[j]!;
    out[i] = total;
  }
  return out;
}

function checkedWeights(where: string, weights: Sample, n: number): Float64Array {
  const w = sampleOf(where, "weights", weights);
  requireEqualLengths(where, ["weights", "X"], [w.length, n]);
  for (const [i, weight] of w.entries()) requirePositive(where, `weights[${i}]`, weight);
  return w;
}

function orthogonalize(whitened: Float64Array, n: number, k: number) {
  const r = triangularFactor(whitened, n, k);
  const { S, Vh } = svd(tensor(r, { shape: [k, k], dtype: "float64" }));
  const [s, v] = [S.data as Float64Array, Vh.data as Float64Array];
  const smallest = s[0]! * Math.max(n, k) * Number.EPSILON;
  const rank = s.reduce((count, value) => count + (value > smallest ? 1 : 0), 0);
  const coordinates = Float64Array.from({ length: rank * k }, (_, at) => v[at]! / s[Math.floor(at / k)]!);
  return { coordinates, rank, conditionNumber: s[0]! / s[k - 1]! };
}

type System = Pick<LeastSquaresFit, "coordinates" | "rank" | "whitened"> & { k: number };

/** T Tᵀ Zᵀ b. */
function solveWith({ coordinates, rank, whitened, k }: System, b: Float64Array): Float64Array {
  const projected = new Float64Array(k);
  for (let i = 0; i < b.length; i++) {
    const factor = b[i]!;
    for (let j = 0; j < k; j++) projected[j]! += whitened[i * k + j]! * factor;
  }
  const inner = multiply(coordinates, projected, rank);
  const out = new Float64Array(k);
  for (let r = 0; r < rank; r++) for (let j = 0; j < k; j++) out[j]! += coordinates[r * k + j]! * inner[r]!;
  return out;
}

/** T Tᵀ. */
function outerSum(coordinates: Float64Array, rank: number, k: number): Float64Array {
  const out = new Float64Array(k * k);
  for (let r = 0; r < rank; r++) {
    for (let a = 0; a < k; a++) {
      for (let b = 0; b < k; b++) out[a * k + b]! += coordinates[r * k + a]! * coordinates[r * k + b]!;
    }
  }
  return out;
}

function hasConstantColumn({ rows, cols, data }: FlatMatrix): boolean {
  for (let j = 0; j < cols; j++) {
    let i = 1;
    while (i < rows && data[i * cols + j] === data[j]) i++;
    if (i === rows && data[j] !== 0) return true;
  }
  return false;
}

/** Whether Xc is 1 for the c that comes nearest. */
function spansOnes({ rows, data }: FlatMatrix, c: Float64Array): boolean {
  return multiply(data, c, rows).every((value) => Math.abs(value - 1) < 1e-8);
}
