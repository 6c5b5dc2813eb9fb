import type { Matrix } from "../../matrix/matrix.ts";
import { type Assignment, assignToCentres, emptyAssignment, inertiaOf } from "./assign.ts";
import { assignByProduct, squaredNorms } from "./assign-by-product.ts";
import { meansOf, squaredShift } from "./centres.ts";

export interface KMeansRun {
  labels: Int32Array;
  centres: Matrix;
  inertia: number;
  iterations: number;
  /** Whether labels or centres came to rest before the iterations were used up. */
  converged: boolean;
}

export interface RunOptions {
  maxIter: number;
  /** Centres are at rest once they move by no more than this, in squares summed. */
  tol: number;
  weight: Float64Array | undefined;
  onIteration(iteration: number): void;
}

/**
 * Lloyd's algorithm: rows to their nearest centre, centres to the mean of their rows, until nothing changes. Each half lowers
 *
 *   J = Σᵢ wᵢ ‖xᵢ − c(xᵢ)‖²
 *
 * or leaves it, and there are finitely many ways to label, so it ends; in a minimum that depends on the start. It is EM with the variances of all
 * clusters going to 0. Lloyd 1957, published 1982, https://doi.org/10.1109/TIT.1982.1056489
 */
export function lloyd(
  X: Matrix,
  start: Matrix,
  { maxIter, tol, weight, onIteration }: RunOptions,
): KMeansRun {
  const K = start.rows;
  const assign = assignerOf(X, K);
  let [now, before]: [Assignment, Assignment] = [emptyAssignment(X.rows), emptyAssignment(X.rows)];
  before.labels.fill(-1);
  let centres = start;
  for (let iteration = 1; iteration <= maxIter; iteration++) {
    assign(centres, now);
    const moved = meansOf(X, now, K, weight);
    const shift = squaredShift(centres, moved);
    centres = moved;
    onIteration(iteration);
    const isSettled = now.labels.every((label, i) => label === before.labels[i]);
    if (isSettled || shift <= tol || iteration === maxIter) {
      // Where labels still changed, those of the last centres are not those that made them.
      if (!isSettled) assign(centres, now);
      updateDistances(X, centres, now);
      const inertia = inertiaOf(now, weight);
      return {
        labels: now.labels,
        centres,
        inertia,
        iterations: iteration,
        converged: isSettled || shift <= tol,
      };
    }
    [now, before] = [before, now];
  }
  throw new RangeError(`lloyd: maxIter is ${maxIter}, at least 1 is needed`);
}

/** Below so many multiplications a loop is as quick as a product of matrices. */
const worthwhile = 100_000;

function assignerOf(X: Matrix, K: number): (centres: Matrix, out: Assignment) => void {
  if (X.rows * X.cols * K < worthwhile) return (centres, out) => assignToCentres(X, centres, out);
  const norms = squaredNorms(X);
  return (centres, out) => assignByProduct(X, norms, centres, out);
}

function updateDistances({ data, cols }: Matrix, centres: Matrix, { labels, distances }: Assignment): void {
  for (let i = 0; i < labels.length; i++) {
    let sum = 0;
    for (let j = 0; j < cols; j++) sum += (data[i * cols + j]! - centres.data[labels[i]! * cols + j]!) ** 2;
    distances[i] = sum;
  }
}
