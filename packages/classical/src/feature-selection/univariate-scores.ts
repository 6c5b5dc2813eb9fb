import { encodeLabels, type Labels } from "../estimator/labels.ts";
import { requireLength, validateTarget, validateX } from "../estimator/validate.ts";
import type { Matrix } from "../matrix/matrix.ts";
import type { MatrixLike } from "../matrix/matrix-like.ts";
import { columnMoments } from "../preprocessing/scaling/column-moments.ts";
import { chiSquaredTail, fTail } from "./tail-probabilities.ts";

/** How much each column says about y. */
export interface ColumnScores {
  /** The greater, the more, [F]. */
  scores: Float64Array;
  /** P of a score as great by chance, [F]; null where there is no test. */
  pValues: Float64Array | null;
}

/**
 * One-way analysis of variance of each column over the classes of y.
 *
 *   F = (Σ_k n_k (x̄_k − x̄)² / (K − 1)) / (Σ_k Σ_{i ∈ k} (x_i − x̄_k)² / (N − K)),   of F(K − 1, N − K) if all classes have one mean
 *
 * A constant column has F 0 and P 1 (NaN in scikit-learn), one that is constant in each class F infinite and P 0.
 */
export function fClassif(X: MatrixLike, y: Labels): ColumnScores {
  const { matrix, codes, count: K } = classified("fClassif", X, y);
  const { rows: N, cols } = matrix;
  if (N <= K) throw new RangeError(`fClassif: ${N} rows in ${K} classes, more rows than classes are needed`);
  const { mean } = columnMoments(matrix);
  const sizes = new Float64Array(K);
  for (const code of codes) sizes[code]! += 1;
  const means = classSums(matrix, codes, K).map((sum, at) => sum / sizes[Math.floor(at / cols)]!);
  const [between, within] = [new Float64Array(cols), new Float64Array(cols)];
  for (let k = 0; k < K; k++)
    for (let j = 0; j < cols; j++) between[j]! += sizes[k]! * (means[k * cols + j]! - mean[j]!) ** 2;
  for (let i = 0, at = 0; i < N; i++)
    for (let j = 0; j < cols; j++, at++) within[j]! += (matrix.data[at]! - means[codes[i]! * cols + j]!) ** 2;
  const scores = between.map((b, j) => {
    // What rounding leaves of 0.
    const floor = 1e-28 * N * (mean[j]! ** 2 + Number.MIN_VALUE);
    if (b + within[j]! <= floor) return 0;
    return within[j]! <= floor ? Number.POSITIVE_INFINITY : b / (K - 1) / (within[j]! / (N - K));
  });
  return { scores, pValues: fTail(scores, K - 1, N - K) };
}

/**
 * Pearson's correlation of each column with y, from −1 to 1; 0 of a constant one.
 *
 *   r = Σ (x − x̄)(y − ȳ) / √(Σ (x − x̄)² Σ (y − ȳ)²),   without the means where not `center`
 */
export function rRegression(X: MatrixLike, y: ArrayLike<number>, { center = true } = {}): Float64Array {
  const matrix = validateX("rRegression", X);
  const target = validateTarget("rRegression", y, matrix.rows);
  return correlations(matrix, target, center);
}

/**
 * The test that a line of one column explains y.
 *
 *   F = r² / (1 − r²) · d,   of F(1, d),   d = N − 2, or N − 1 where not `center`
 *
 * A constant column has F 0 and P 1; one on a line with y has F = 1.8e308, the greatest number, and P 0.
 */
export function fRegression(X: MatrixLike, y: ArrayLike<number>, { center = true } = {}): ColumnScores {
  const matrix = validateX("fRegression", X);
  const target = validateTarget("fRegression", y, matrix.rows);
  const d = matrix.rows - (center ? 2 : 1);
  if (d < 1) throw new RangeError(`fRegression: ${matrix.rows} rows, at least ${center ? 3 : 2} are needed`);
  const scores = correlations(matrix, target, center).map((r) => {
    const explained = r * r;
    return explained >= 1 ? Number.MAX_VALUE : (explained / (1 - explained)) * d;
  });
  return { scores, pValues: fTail(scores, 1, d) };
}

/**
 * The χ² test of counts: whether a column's sum is spread over the classes as the rows are.
 *
 *   χ² = Σ_k (O_k − E_k)² / E_k,   O_k = Σ_{i ∈ k} x_i,   E_k = n_k / N · Σ x,   of χ²(K − 1)
 *
 * For counts and shares of words; negative numbers are refused. A column of zeros has 0 and P 1 (NaN in scikit-learn).
 */
export function chi2(X: MatrixLike, y: Labels): ColumnScores {
  const { matrix, codes, count: K } = classified("chi2", X, y, true);
  const { rows: N, cols } = matrix;
  const observed = classSums(matrix, codes, K);
  const sizes = new Float64Array(K);
  for (const code of codes) sizes[code]! += 1;
  const scores = Float64Array.from({ length: cols }, (_, j) => {
    let total = 0;
    for (let k = 0; k < K; k++) total += observed[k * cols + j]!;
    if (total === 0) return 0;
    let sum = 0;
    for (let k = 0; k < K; k++) {
      const expected = (sizes[k]! / N) * total;
      sum += (observed[k * cols + j]! - expected) ** 2 / expected;
    }
    return sum;
  });
  return { scores, pValues: chiSquaredTail(scores, K - 1) };
}

function correlations({ data, rows, cols }: Matrix, y: Float64Array, center: boolean): Float64Array {
  let yMean = 0;
  const means = new Float64Array(cols);
  if (center) {
    for (const value of y) yMean += value / rows;
    for (let i = 0, at = 0; i < rows; i++) for (let j = 0; j < cols; j++) means[j]! += data[at++]! / rows;
  }
  const [products, squares] = [new Float64Array(cols), new Float64Array(cols)];
  let ySquares = 0;
  for (let i = 0, at = 0; i < rows; i++) {
    const v = y[i]! - yMean;
    ySquares += v * v;
    for (let j = 0; j < cols; j++) {
      const u = data[at++]! - means[j]!;
      products[j]! += u * v;
      squares[j]! += u * u;
    }
  }
  return products.map((product, j) => {
    // What rounding leaves of a constant.
    const floor = 1e-28 * rows * means[j]! ** 2;
    const r = product / Math.sqrt(squares[j]! * ySquares);
    return squares[j]! <= floor || ySquares <= 1e-28 * rows * yMean ** 2 ? 0 : Math.min(Math.max(r, -1), 1);
  });
}

/** Sums of the columns in each class, [K · F]. */
function classSums({ data, rows, cols }: Matrix, codes: Int32Array, K: number): Float64Array {
  const out = new Float64Array(K * cols);
  for (let i = 0, at = 0; i < rows; i++)
    for (let j = 0; j < cols; j++) out[codes[i]! * cols + j]! += data[at++]!;
  return out;
}

function classified(where: string, X: MatrixLike, y: Labels, nonNegative = false) {
  const matrix = validateX(where, X, { nonNegative });
  if (y !== undefined && y !== null) requireLength(where, "y", y.length, matrix.rows);
  const { classes, codes } = encodeLabels(where, y);
  if (classes.length < 2)
    throw new RangeError(
      `${where}: y has the one class ${JSON.stringify(classes[0])}, at least 2 are needed`,
    );
  return { matrix, codes, count: classes.length };
}
