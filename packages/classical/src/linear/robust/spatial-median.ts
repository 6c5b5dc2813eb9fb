/**
 * The point with the least sum of distances to given ones, by Weiszfeld's iteration:
 *
 *   T(t) = Σ_{x ≠ t} x/‖x − t‖  /  Σ_{x ≠ t} 1/‖x − t‖
 *   t ← (1 − η)₊ T(t) + min(1, η) t,   η = [t is one of the points] / ‖Σ_{x ≠ t} (x − t)/‖x − t‖ ‖
 *
 * The second line keeps it from sticking at a point that is not the answer: Vardi and Zhang 2000,
 * https://doi.org/10.1073/pnas.97.4.1423, eq. 2.5 to 2.7.
 */

import { columnMeans } from "../../matrix/columns.ts";
import type { Matrix } from "../../matrix/matrix.ts";

export interface SpatialMedian {
  /** [F] */
  point: Float64Array;
  iterations: number;
  converged: boolean;
}

/** Of the rows of X. Stops where a step is shorter than `tol`. In one dimension it is the median. */
export function spatialMedian(X: Matrix, { maxIter, tol }: { maxIter: number; tol: number }): SpatialMedian {
  if (X.cols === 1) {
    const sorted = X.data.slice().sort();
    const half = sorted.length >> 1;
    const middle = sorted.length % 2 === 1 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2;
    return { point: Float64Array.of(middle), iterations: 1, converged: true };
  }
  let point = columnMeans(X);
  for (let iteration = 1; iteration <= maxIter; iteration++) {
    const next = weiszfeld(X, point);
    const moved = Math.hypot(...next.map((value, j) => value - point[j]!));
    point = next;
    if (moved < tol) return { point, iterations: iteration, converged: true };
  }
  return { point, iterations: maxIter, converged: false };
}

function weiszfeld(X: Matrix, point: Float64Array): Float64Array {
  const pull = new Float64Array(X.cols);
  const sum = new Float64Array(X.cols);
  let total = 0;
  let isPoint = 0;
  for (let i = 0; i < X.rows; i++) {
    const x = X.row(i);
    let square = 0;
    for (let j = 0; j < x.length; j++) square += (x[j]! - point[j]!) ** 2;
    const distance = Math.sqrt(square);
    if (distance < Number.EPSILON) {
      isPoint = 1;
      continue;
    }
    total += 1 / distance;
    for (let j = 0; j < x.length; j++) {
      sum[j]! += x[j]! / distance;
      pull[j]! += (x[j]! - point[j]!) / distance;
    }
  }
  const force = Math.hypot(...pull);
  if (force <= Number.EPSILON) return point.slice();
  const stay = Math.min(1, isPoint / force);
  return sum.map((value, j) => ((1 - stay) * value) / total + stay * point[j]!);
}
