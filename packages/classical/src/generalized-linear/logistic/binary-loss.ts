/**
 * The loss of logistic regression for two classes, y ∈ {0, 1}, θ = (w, b):
 *
 *   L(θ) = 1/Σwᵢ · Σᵢ wᵢ (log(1 + e^zᵢ) − yᵢ zᵢ) + λ/2 ‖w‖²,   zᵢ = xᵢᵀw + b
 *   ∇L = 1/Σwᵢ · Σᵢ wᵢ (pᵢ − yᵢ) (xᵢ, 1) + λ (w, 0),   pᵢ = 1/(1 + e^−zᵢ)
 *   ∇²L = 1/Σwᵢ · Σᵢ wᵢ pᵢ (1 − pᵢ) (xᵢ, 1)(xᵢ, 1)ᵀ + λ diag(1, …, 1, 0)
 *
 * Cox 1958, https://doi.org/10.1111/j.2517-6161.1958.tb00292.x
 */

import type { Matrix } from "../../matrix/matrix.ts";
import { gramSums } from "../../optimize/gram.ts";
import type { Objective } from "../../optimize/objective.ts";

export interface LogisticProblem {
  X: Matrix;
  /** Places in the classes, [N]. */
  y: Int32Array;
  /** K */
  classes: number;
  sampleWeight: Float64Array | undefined;
  /** λ */
  l2: number;
  fitIntercept: boolean;
}

/** What a solver needs: θ holds F weights and an intercept for each row of coefficients; an intercept that is not fitted stays. */
export interface LogisticLoss {
  /** The length of θ. */
  size: number;
  objective: Objective;
  hessian: (theta: Float64Array) => Float64Array;
}

export function binaryLoss({ X, y, sampleWeight, l2, fitIntercept }: LogisticProblem): LogisticLoss {
  const { data, rows, cols: F } = X;
  const total = sampleWeight ? sampleWeight.reduce((sum, w) => sum + w, 0) : rows;
  return {
    size: F + 1,
    objective(theta, gradient) {
      gradient.fill(0);
      const b = theta[F]!;
      let sum = 0;
      let byIntercept = 0;
      for (let i = 0, start = 0; i < rows; i++, start += F) {
        let z = b;
        for (let j = 0; j < F; j++) z += data[start + j]! * theta[j]!;
        // log(1 + e^z) without overflow; e is the smaller of e^z and e^−z.
        const e = Math.exp(z > 0 ? -z : z);
        const weight = sampleWeight ? sampleWeight[i]! : 1;
        const target = y[i]!;
        sum += weight * (Math.max(z, 0) + Math.log1p(e) - target * z);
        const pull = weight * ((z > 0 ? 1 : e) / (1 + e) - target);
        byIntercept += pull;
        for (let j = 0; j < F; j++) gradient[j]! += pull * data[start + j]!;
      }
      let square = 0;
      for (let j = 0; j < F; j++) {
        gradient[j] = gradient[j]! / total + l2 * theta[j]!;
        square += theta[j]! ** 2;
      }
      gradient[F] = fitIntercept ? byIntercept / total : 0;
      return sum / total + 0.5 * l2 * square;
    },
    hessian(theta) {
      const curvature = new Float64Array(rows);
      for (let i = 0, start = 0; i < rows; i++, start += F) {
        let z = theta[F]!;
        for (let j = 0; j < F; j++) z += data[start + j]! * theta[j]!;
        const e = Math.exp(-Math.abs(z));
        curvature[i] = ((sampleWeight ? sampleWeight[i]! : 1) * e) / ((1 + e) * (1 + e)) / total;
      }
      const H = augmentedGram(X, curvature, fitIntercept);
      for (let j = 0; j < F; j++) H[j * (F + 1) + j]! += l2;
      return H;
    },
  };
}

/** Σᵢ cᵢ (xᵢ, 1)(xᵢ, 1)ᵀ, [F + 1, F + 1]; without an intercept the last row and column are those of the identity. */
export function augmentedGram(X: Matrix, weight: Float64Array, fitIntercept: boolean): Float64Array {
  const F = X.cols;
  const ones = new Float64Array(X.rows).fill(1);
  const { G, c, yy } = gramSums(X, { y: ones, weight });
  const H = new Float64Array((F + 1) ** 2);
  for (let i = 0; i < F; i++) {
    H.set(G.subarray(i * F, (i + 1) * F), i * (F + 1));
    if (fitIntercept) H[i * (F + 1) + F] = H[F * (F + 1) + i] = c[i]!;
  }
  H[F * (F + 1) + F] = fitIntercept ? yy : 1;
  return H;
}
