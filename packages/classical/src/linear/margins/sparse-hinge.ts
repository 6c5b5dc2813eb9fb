/**
 * A support vector machine with coefficients of 0: Σ|w_j| + |b/s| + Σ Cᵢ (1 − yᵢ (xᵢᵀw + b))₊², by the proximal Newton method of logistic
 * regression. Its smooth part has the gradient −2 Σ Cᵢ mᵢ yᵢ x̃ᵢ and the generalised Hessian 2 Σ_{mᵢ > 0} Cᵢ x̃ᵢx̃ᵢᵀ, mᵢ = (1 − yᵢ w̃ᵀx̃ᵢ)₊.
 *
 * Fan, Chang, Hsieh, Wang and Lin 2008, https://www.jmlr.org/papers/v9/fan08a.html, section 2, for the problem.
 */

import { augmentedGram } from "../../generalized-linear/logistic/binary-loss.ts";
import { proximalNewton } from "../../generalized-linear/logistic/proximal-newton.ts";
import { Matrix } from "../../matrix/matrix.ts";
import { maxAbs } from "../../optimize/objective.ts";
import type { DualFit, DualProblem } from "./dual-coordinate-descent.ts";

/** All over Σ Cᵢ, so that tol means the same for any C. */
export function classifySparsely({ X, y, C, constant, maxIter, tol, onProgress }: DualProblem): DualFit {
  const wide = withConstant(X, constant);
  const F = wide.cols;
  const { data, rows } = wide;
  const total = C.reduce((sum, c) => sum + c, 0);
  const marginAt = (theta: Float64Array, i: number): number => {
    let score = 0;
    for (let j = 0; j < F; j++) score += data[i * F + j]! * theta[j]!;
    return Math.max(0, 1 - y[i]! * score);
  };
  const hessian = (theta: Float64Array) =>
    augmentedGram(
      wide,
      C.map((c, i) => (marginAt(theta, i) > 0 ? (2 * c) / total : 0)),
      false,
    );
  const objective = (theta: Float64Array, gradient: Float64Array) => {
    gradient.fill(0);
    let sum = 0;
    for (let i = 0; i < rows; i++) {
      const m = marginAt(theta, i);
      sum += (C[i]! / total) * m * m;
      const pull = ((-2 * C[i]!) / total) * m * y[i]!;
      for (let j = 0; j < F; j++) gradient[j]! += pull * data[i * F + j]!;
    }
    return sum;
  };
  const size = F + 1; // the last is the intercept that the constant column stands for
  const found = proximalNewton(
    {
      ...{ loss: { size, objective, hessian }, features: F, l1: 1 / total, fitIntercept: false },
      ...{ block: size, curvature: hessian, maxIter, tol },
      onStep: (done) => onProgress(done, maxIter),
    },
    new Float64Array(size),
  );
  return {
    w: found.x.slice(0, X.cols),
    b: constant > 0 ? found.x[X.cols]! * constant : 0,
    iterations: found.iterations,
    violation: maxAbs(found.gradient),
    converged: found.converged,
  };
}

function withConstant(X: Matrix, constant: number): Matrix {
  if (constant === 0) return X;
  const out = Matrix.zeros(X.rows, X.cols + 1);
  for (let i = 0; i < X.rows; i++) {
    out.data.set(X.row(i), i * out.cols);
    out.data[i * out.cols + X.cols] = constant;
  }
  return out;
}
