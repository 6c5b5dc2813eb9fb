/**
 * Estimates of a covariance from N rows of F features.
 *
 *   S = 1/N Σᵢ (xᵢ − x̄)(xᵢ − x̄)ᵀ,   μ = tr S / F
 *   shrunk:  (1 − δ) S + δ μ I
 *
 * S is noisy, and singular where N ≤ F; δ > 0 pulls its eigenvalues together. Ledoit and Wolf choose the δ that has the least expected
 * squared error whatever the distribution; OAS assumes a normal one, for which it does better with few rows.
 *
 *   Ledoit–Wolf:  δ = min(β², d²)/d²,   d² = ‖S − μI‖²/F,   β² = 1/(F N²) Σᵢ ‖(xᵢ − x̄)(xᵢ − x̄)ᵀ − S‖²
 *   OAS:          δ = min(1, (a + μ²) / ((N + 1)(a − μ²/F))),   a = mean of s_jk²
 *
 * Ledoit and Wolf 2004, https://doi.org/10.1016/S0047-259X(03)00096-4, lemma 3.2 to 3.4; Chen, Wiesel, Eldar and Hero 2010,
 * https://arxiv.org/abs/0907.4698, eq. 23 without its 2/F, as scikit-learn has it.
 */

import { validateX } from "../estimator/validate.ts";
import { columnMeans } from "../matrix/columns.ts";
import { Matrix } from "../matrix/matrix.ts";
import type { MatrixLike } from "../matrix/matrix-like.ts";
import { gramSums } from "../optimize/gram.ts";

export interface CovarianceOptions {
  /** Whether x̄ is 0 and not to be taken away. */
  assumeCentered?: boolean;
}

export interface Shrunk {
  /** [F, F] */
  covariance: Matrix;
  /** δ */
  shrinkage: number;
}

/** S, [F, F]: the maximum-likelihood estimate, over N and not N − 1. */
export function empiricalCovariance(
  X: MatrixLike,
  { assumeCentered = false }: CovarianceOptions = {},
): Matrix {
  const matrix = validateX("empiricalCovariance", X);
  const { G } = gramSums(matrix, assumeCentered ? {} : { xShift: columnMeans(matrix) });
  return new Matrix(
    G.map((sum) => sum / matrix.rows),
    [matrix.cols, matrix.cols],
  );
}

/** (1 − δ) S + δ μ I of a covariance S. */
export function shrunkCovariance(covariance: Matrix, shrinkage = 0.1): Matrix {
  if (!(shrinkage >= 0 && shrinkage <= 1))
    throw new RangeError(`shrunkCovariance: shrinkage is ${shrinkage}, a number from 0 to 1 is needed`);
  const F = covariance.rows;
  const out = new Matrix(
    covariance.data.map((value) => (1 - shrinkage) * value),
    [F, F],
  );
  const mu = traceOf(covariance) / F;
  for (let j = 0; j < F; j++) out.data[j * F + j]! += shrinkage * mu;
  return out;
}

export function ledoitWolf(X: MatrixLike, options: CovarianceOptions = {}): Shrunk {
  const matrix = validateX("ledoitWolf", X);
  const S = empiricalCovariance(matrix, options);
  const [N, F] = [matrix.rows, matrix.cols];
  if (F === 1) return { covariance: S, shrinkage: 0 };
  const mean = options.assumeCentered ? new Float64Array(F) : columnMeans(matrix);
  // In units of μ, as fourth powers of large numbers are infinite: δ is the same in all units.
  const mu = traceOf(S) / F;
  if (mu === 0) return { covariance: S, shrinkage: 0 };
  let fourth = 0; // Σᵢ ‖xᵢ − x̄‖⁴ / μ²
  for (let i = 0; i < N; i++) {
    let square = 0;
    for (let j = 0; j < F; j++) square += (matrix.data[i * F + j]! - mean[j]!) ** 2;
    fourth += (square / mu) ** 2;
  }
  const size = squareSum(S, mu);
  const distance = (size - F) / F;
  const spread = Math.min((fourth / N - size) / (F * N), distance);
  const shrinkage = spread <= 0 ? 0 : spread / distance;
  return { covariance: shrunkCovariance(S, shrinkage), shrinkage };
}

/** Oracle approximating shrinkage. */
export function oas(X: MatrixLike, options: CovarianceOptions = {}): Shrunk {
  const matrix = validateX("oas", X);
  const S = empiricalCovariance(matrix, options);
  const F = matrix.cols;
  if (F === 1) return { covariance: S, shrinkage: 0 };
  const mu = traceOf(S) / F;
  if (mu === 0) return { covariance: S, shrinkage: 1 };
  const mean = squareSum(S, mu) / (F * F);
  const bottom = (matrix.rows + 1) * (mean - 1 / F);
  const shrinkage = bottom === 0 ? 1 : Math.min(1, (mean + 1) / bottom);
  return { covariance: shrunkCovariance(S, shrinkage), shrinkage };
}

function traceOf({ data, rows }: Matrix): number {
  let sum = 0;
  for (let j = 0; j < rows; j++) sum += data[j * rows + j]!;
  return sum;
}

/** Of the numbers over `unit`. */
const squareSum = ({ data }: Matrix, unit: number): number =>
  data.reduce((sum, value) => sum + (value / unit) ** 2, 0);
