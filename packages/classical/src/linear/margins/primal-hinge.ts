/**
 * Support vector machines with the squared hinge by their own variables, all over Σ Cᵢ, so that tol means the same for any C:
 *
 *   R(w̃) + Σ Cᵢ mᵢ²,   mᵢ = (1 − yᵢ w̃ᵀx̃ᵢ)₊,   x̃ = (x, s),   R = ½ ‖w̃‖² or Σ|w̃_j|
 *   gradient −2 Σ Cᵢ mᵢ yᵢ x̃ᵢ,   generalised Hessian 2 Σ_{mᵢ > 0} Cᵢ x̃ᵢx̃ᵢᵀ
 *
 * With ½ ‖w̃‖² by Newton's method: Mangasarian 2002, https://doi.org/10.1080/1055678021000028375; Keerthi and DeCoste 2005,
 * https://www.jmlr.org/papers/v6/keerthi05a.html. With Σ|w̃_j|, which sets coefficients to 0, by the proximal Newton method of logistic
 * regression: Fan, Chang, Hsieh, Wang and Lin 2008, https://www.jmlr.org/papers/v9/fan08a.html, section 2, for the problem.
 */

import { augmentedGram } from "../../generalized-linear/logistic/binary-loss.ts";
import { proximalNewton } from "../../generalized-linear/logistic/proximal-newton.ts";
import { Matrix } from "../../matrix/matrix.ts";
import { minimizeNewton } from "../../optimize/minimize-newton.ts";
import { type Minimum, maxAbs } from "../../optimize/objective.ts";
import type { DualFit, DualProblem } from "./dual-coordinate-descent.ts";

/** R = ½ ‖w̃‖². */
export function classifyByNewton(problem: DualProblem): DualFit {
  const { maxIter, tol, onProgress } = problem;
  const { objective, hessian, size } = squaredHinge(problem, 1);
  const rules = { maxIter, gtol: tol, onStep: (done: number) => onProgress(done, maxIter) };
  return answer(problem, minimizeNewton(objective, hessian, new Float64Array(size), rules));
}

/** R = Σ|w̃_j|. */
export function classifySparsely(problem: DualProblem): DualFit {
  const { maxIter, tol, onProgress } = problem;
  const { total, size, ...loss } = squaredHinge(problem, 0);
  const found = proximalNewton(
    {
      // The last of θ is the intercept for which the constant column stands.
      ...{ loss: { size, ...loss }, features: size - 1, l1: 1 / total, fitIntercept: false },
      ...{ block: size, curvature: loss.hessian, maxIter, tol },
      onStep: (done) => onProgress(done, maxIter),
    },
    new Float64Array(size),
  );
  return answer(problem, found);
}

/** (ridge/2 ‖w̃‖² + Σ Cᵢ mᵢ²) / Σ Cᵢ of θ = (w̃, 0). */
function squaredHinge({ X, y, C, constant }: DualProblem, ridge: number) {
  const wide = withConstant(X, constant);
  const F = wide.cols;
  const { data, rows } = wide;
  const total = C.reduce((sum, c) => sum + c, 0);
  const marginAt = (theta: Float64Array, i: number): number => {
    let score = 0;
    for (let j = 0; j < F; j++) score += data[i * F + j]! * theta[j]!;
    return Math.max(0, 1 - y[i]! * score);
  };
  return {
    total,
    size: F + 1,
    objective(theta: Float64Array, gradient: Float64Array): number {
      gradient.fill(0);
      let sum = 0;
      for (let i = 0; i < rows; i++) {
        const m = marginAt(theta, i);
        sum += (C[i]! / total) * m * m;
        const pull = ((-2 * C[i]!) / total) * m * y[i]!;
        for (let j = 0; j < F; j++) gradient[j]! += pull * data[i * F + j]!;
      }
      for (let j = 0; j < F; j++) {
        sum += ((0.5 * ridge) / total) * theta[j]! ** 2;
        gradient[j]! += (ridge / total) * theta[j]!;
      }
      return sum;
    },
    hessian(theta: Float64Array): Float64Array {
      const H = augmentedGram(
        wide,
        C.map((c, i) => (marginAt(theta, i) > 0 ? (2 * c) / total : 0)),
        false,
      );
      for (let j = 0; j < F; j++) H[j * (F + 1) + j]! += ridge / total;
      return H;
    },
  };
}

function answer({ X, constant }: DualProblem, found: Minimum): DualFit {
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
