/**
 * Weighted least squares with all that inference needs, by the singular values of √W X = U S Vᵀ.
 *
 *   (√W X)⁺ = V S⁻¹ Uᵀ,   β = (√W X)⁺ √W y,   (Xᵀ W X)⁻¹ = V S⁻² Vᵀ,   h_i = ‖U_i‖²
 *
 * Where columns depend on each other, singular values below max(n, k) · ε · s₁ are left out: β is then the solution of least norm, and
 * the rank takes the place of k in all degrees of freedom. Golub and Van Loan, Matrix Computations, 4th edition, section 5.5.
 */

import { svd, tensor } from "@blankfile/tensor";
import { type FlatMatrix, type MatrixInput, matrixOf } from "../matrix-input/matrix-of.ts";
import { requireEqualLengths, requirePositive, type Sample, sampleOf } from "../samples/sample.ts";

export interface LeastSquaresFit {
  X: FlatMatrix;
  y: Float64Array;
  /** w_i, or null for all 1. */
  weights: Float64Array | null;
  /** √W X, [N, K] in rows. */
  whitened: Float64Array;
  /** (√W X)⁺, [K, N] in rows. */
  pseudoinverse: Float64Array;
  /** (Xᵀ W X)⁻¹, [K, K] in rows. */
  unscaledCovariance: Float64Array;
  params: Float64Array;
  fitted: Float64Array;
  /** y − Xβ. */
  residuals: Float64Array;
  /** √w (y − Xβ). */
  whitenedResiduals: Float64Array;
  /** h_i, the diagonal of the projection onto the columns. */
  leverage: Float64Array;
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
  const whitened = matrix.data.map((value, at) =>
    roots === null ? value : value * roots[Math.floor(at / k)]!,
  );
  const { u, s, v, rank } = decompose(whitened, n, k);
  const pseudoinverse = new Float64Array(k * n);
  const unscaledCovariance = new Float64Array(k * k);
  const leverage = new Float64Array(n);
  for (let r = 0; r < rank; r++) {
    for (let a = 0; a < k; a++) {
      const factor = v[r * k + a]! / s[r]!;
      for (let i = 0; i < n; i++) pseudoinverse[a * n + i]! += factor * u[i * s.length + r]!;
      for (let b = 0; b < k; b++) unscaledCovariance[a * k + b]! += (factor * v[r * k + b]!) / s[r]!;
    }
    for (let i = 0; i < n; i++) leverage[i]! += u[i * s.length + r]! ** 2;
  }
  const params = multiply(pseudoinverse, scaled(target), k);
  const fitted = multiply(matrix.data, params, n);
  const residuals = target.map((value, i) => value - fitted[i]!);
  return {
    X: matrix,
    y: target,
    weights: w,
    whitened,
    pseudoinverse,
    unscaledCovariance,
    params,
    fitted,
    residuals,
    whitenedResiduals: scaled(residuals),
    leverage,
    rank,
    conditionNumber: s[0]! / s[k - 1]!,
    hasConstant: spansConstant(matrix),
  };
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

/** U [n, min(n, k)], S, Vᵀ [min(n, k), k] of a matrix in rows, and how many singular values count. */
function decompose(data: Float64Array, n: number, k: number) {
  const { U, S, Vh } = svd(tensor(data.slice(), { shape: [n, k], dtype: "float64" }));
  const [u, singular, v] = [U, S, Vh].map(({ data: values }) =>
    Float64Array.from(values as ArrayLike<number>),
  ) as [Float64Array, Float64Array, Float64Array];
  const smallest = singular[0]! * Math.max(n, k) * Number.EPSILON;
  const rank = singular.reduce((count, value) => count + (value > smallest ? 1 : 0), 0);
  return { u, s: singular, v, rank };
}

/** Whether 1 is a column, or the residual of 1 on the columns vanishes. */
function spansConstant({ rows: n, cols: k, data }: FlatMatrix): boolean {
  for (let j = 0; j < k; j++) {
    const first = data[j]!;
    if (first !== 0 && data.every((value, at) => at % k !== j || value === first)) return true;
  }
  const { u, s, rank } = decompose(data, n, k);
  let rest = n;
  for (let r = 0; r < rank; r++) {
    let along = 0;
    for (let i = 0; i < n; i++) along += u[i * s.length + r]!;
    rest -= along * along;
  }
  return Math.abs(rest) < 1e-10 * n;
}
