import { Matrix } from "../../matrix/matrix.ts";

export type CovarianceType = "full" | "tied" | "diag" | "spherical";

/** K normal distributions with their shares. */
export interface Gaussians {
  readonly kind: CovarianceType;
  /** π, [K], summing to 1. */
  readonly weights: Float64Array;
  /** μ, [K, F] */
  readonly means: Matrix;
  /** Σ: "full" [K · F, F], "tied" [F, F], "diag" [K, F], "spherical" [K, 1]. */
  readonly covariances: Matrix;
}

const log2Pi = Math.log(2 * Math.PI);

/** ln π_k + ln N(x_i; μ_k, Σ_k), [N, K]. Throws where a covariance is not positive definite. */
export function logJoint(X: Matrix, { kind, weights, means, covariances }: Gaussians): Matrix {
  const K = weights.length;
  const F = X.cols;
  const out = Matrix.zeros(X.rows, K);
  for (let k = 0; k < K; k++) {
    const { whiten, logDeterminant } = whiteningOf(kind, covariances, k, F);
    const constant = Math.log(weights[k]!) - (F * log2Pi + logDeterminant) / 2;
    const gap = new Float64Array(F);
    for (let i = 0; i < X.rows; i++) {
      for (let j = 0; j < F; j++) gap[j] = X.data[i * F + j]! - means.data[k * F + j]!;
      out.data[i * K + k] = constant - whiten(gap) / 2;
    }
  }
  return out;
}

interface Whitening {
  /** gapᵀ Σ⁻¹ gap; the gap may be overwritten. */
  whiten(gap: Float64Array): number;
  logDeterminant: number;
}

function whiteningOf(kind: CovarianceType, covariances: Matrix, k: number, F: number): Whitening {
  if (kind === "spherical") return ofDiagonal(new Float64Array(F).fill(covariances.data[k]!), k);
  if (kind === "diag") return ofDiagonal(covariances.row(k), k);
  const L = choleskyOf(
    covariances.data.subarray(kind === "tied" ? 0 : k * F * F, kind === "tied" ? F * F : (k + 1) * F * F),
    F,
    k,
  );
  let logDeterminant = 0;
  for (let j = 0; j < F; j++) logDeterminant += 2 * Math.log(L[j * F + j]!);
  return {
    logDeterminant,
    // L z = gap, and the square of z is what is asked.
    whiten(gap) {
      let sum = 0;
      for (let j = 0; j < F; j++) {
        let z = gap[j]!;
        for (let p = 0; p < j; p++) z -= L[j * F + p]! * gap[p]!;
        z /= L[j * F + j]!;
        gap[j] = z;
        sum += z * z;
      }
      return sum;
    },
  };
}

function ofDiagonal(variances: Float64Array, k: number): Whitening {
  if (variances.some((variance) => !(variance > 0))) throw notDefinite(k);
  const logDeterminant = variances.reduce((sum, variance) => sum + Math.log(variance), 0);
  return {
    logDeterminant,
    whiten: (gap) => gap.reduce((sum, value, j) => sum + value ** 2 / variances[j]!, 0),
  };
}

/** The lower triangle L with L Lᵀ = A. */
function choleskyOf(A: Float64Array, F: number, k: number): Float64Array {
  const L = new Float64Array(F * F);
  for (let i = 0; i < F; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = A[i * F + j]!;
      for (let p = 0; p < j; p++) sum -= L[i * F + p]! * L[j * F + p]!;
      if (i === j && !(sum > 0)) throw notDefinite(k);
      L[i * F + j] = i === j ? Math.sqrt(sum) : sum / L[j * F + j]!;
    }
  }
  return L;
}

function notDefinite(k: number): RangeError {
  return new RangeError(
    `GaussianMixture: the covariance of component ${k} is not positive definite, as of rows that lie in a line or repeat; a larger regCovar, fewer components or another covarianceType are needed`,
  );
}

/**
 * The parameters under which rows with these responsibilities are likeliest:
 *
 *   N_k = Σᵢ r_ik    π_k = N_k / N    μ_k = Σᵢ r_ik xᵢ / N_k    Σ_k = Σᵢ r_ik (xᵢ − μ_k)(xᵢ − μ_k)ᵀ / N_k + ε I
 *
 * "tied": one Σ, the mean of all; "diag": its diagonal alone; "spherical": the mean of that.
 */
export function estimateGaussians(
  X: Matrix,
  responsibilities: Matrix,
  kind: CovarianceType,
  regCovar: number,
): Gaussians {
  const [F, K] = [X.cols, responsibilities.cols];
  const counts = new Float64Array(K).fill(10 * Number.EPSILON);
  const means = Matrix.zeros(K, F);
  for (let i = 0; i < X.rows; i++) {
    for (let k = 0; k < K; k++) {
      const r = responsibilities.data[i * K + k]!;
      counts[k]! += r;
      for (let j = 0; j < F; j++) means.data[k * F + j]! += r * (X.data[i * F + j]! - X.data[j]!);
    }
  }
  // From the first row on, so that a constant column has exactly its value as mean, and no variance of roundings.
  for (let k = 0; k < K; k++)
    for (let j = 0; j < F; j++) means.data[k * F + j] = means.data[k * F + j]! / counts[k]! + X.data[j]!;
  const total = counts.reduce((sum, count) => sum + count, 0);
  return {
    kind,
    weights: counts.map((count) => count / total),
    means,
    covariances: covariancesOf(X, responsibilities, { kind, counts, means, regCovar }),
  };
}

interface Estimates {
  kind: CovarianceType;
  counts: Float64Array;
  means: Matrix;
  regCovar: number;
}

function covariancesOf(
  X: Matrix,
  responsibilities: Matrix,
  { kind, counts, means, regCovar }: Estimates,
): Matrix {
  const [F, K] = [X.cols, counts.length];
  if (kind === "diag" || kind === "spherical") {
    const variances = Matrix.zeros(K, F);
    for (let i = 0; i < X.rows; i++)
      for (let k = 0; k < K; k++)
        for (let j = 0; j < F; j++)
          variances.data[k * F + j]! +=
            (responsibilities.data[i * K + k]! * (X.at(i, j) - means.at(k, j)) ** 2) / counts[k]!;
    for (let at = 0; at < K * F; at++) variances.data[at]! += regCovar;
    if (kind === "diag") return variances;
    return Matrix.fromRows(
      Array.from({ length: K }, (_, k) => [variances.row(k).reduce((sum, v) => sum + v, 0) / F]),
    );
  }
  const full = Matrix.zeros(K * F, F);
  const gap = new Float64Array(F);
  for (let k = 0; k < K; k++) {
    const start = k * F * F;
    for (let i = 0; i < X.rows; i++) {
      const r = responsibilities.data[i * K + k]!;
      for (let j = 0; j < F; j++) gap[j] = X.data[i * F + j]! - means.data[k * F + j]!;
      for (let p = 0; p < F; p++)
        for (let q = 0; q <= p; q++) full.data[start + p * F + q]! += r * gap[p]! * gap[q]!;
    }
    for (let p = 0; p < F; p++) {
      for (let q = 0; q <= p; q++) {
        const value =
          full.data[start + p * F + q]! / counts[k]! + (p === q && kind === "full" ? regCovar : 0);
        full.data[start + p * F + q] = value;
        full.data[start + q * F + p] = value;
      }
    }
  }
  if (kind === "full") return full;
  const total = counts.reduce((sum, count) => sum + count, 0);
  const tied = Matrix.zeros(F, F);
  for (let k = 0; k < K; k++)
    for (let at = 0; at < F * F; at++) tied.data[at]! += (full.data[k * F * F + at]! * counts[k]!) / total;
  for (let j = 0; j < F; j++) tied.data[j * F + j]! += regCovar;
  return tied;
}
