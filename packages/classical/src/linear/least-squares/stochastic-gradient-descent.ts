/**
 * Stochastic gradient descent on the squared error: a step after every sample, in an order drawn anew each epoch.
 *
 *   e = b + xᵢᵀw − yᵢ,   w ← w − η wᵢ e xᵢ,   b ← b − η wᵢ e
 *   η = η₀ / (1 + k),    k = 0, 1, … the epoch
 *
 * Σ η diverges and Σ η² does not, so that the steps reach everywhere and their noise dies: Robbins and Monro 1951,
 * https://doi.org/10.1214/aoms/1177729586. With one sample at a time a step of η₀ < 2/‖(x, 1)‖² does not overshoot;
 * half of 1/max ‖(x, 1)‖² is taken where no η₀ is given.
 */

import type { Philox } from "@blankfile/tensor";
import type { Given } from "../centre.ts";
import type { Descent, DescentOptions } from "./gradient-descent.ts";

/** `maxIter` counts epochs; it stops where an epoch moves no coefficient by more than `tol`. */
export function stochasticGradientDescent(given: Given, options: DescentOptions, rng: Philox): Descent {
  const { X, y, sampleWeight } = given;
  const { fitIntercept, maxIter, tol } = options;
  const F = X.cols;
  const eta0 = options.learningRate ?? 0.5 / longestRow(given);
  const order = Array.from({ length: X.rows }, (_, i) => i);
  const w = new Float64Array(F);
  let b = 0;
  for (let epoch = 0; epoch < maxIter; epoch++) {
    const before = [...w, b];
    const eta = eta0 / (1 + epoch);
    for (const i of rng.shuffle(order)) {
      const x = X.row(i);
      let error = b - y[i]!;
      for (let j = 0; j < F; j++) error += x[j]! * w[j]!;
      const step = eta * (sampleWeight?.[i] ?? 1) * error;
      for (let j = 0; j < F; j++) w[j]! -= step * x[j]!;
      if (fitIntercept) b -= step;
    }
    const isStill = [...w, b].every((value, j) => Math.abs(value - before[j]!) <= tol);
    if (isStill) return { coef: w, intercept: b, iterations: epoch + 1, converged: true };
  }
  return { coef: w, intercept: b, iterations: maxIter, converged: false };
}

/** max wᵢ ‖(xᵢ, 1)‖². */
function longestRow({ X, sampleWeight }: Given): number {
  let longest = 0;
  for (let i = 0; i < X.rows; i++) {
    let square = 1;
    for (const value of X.row(i)) square += value * value;
    longest = Math.max(longest, square * (sampleWeight?.[i] ?? 1));
  }
  return longest;
}
