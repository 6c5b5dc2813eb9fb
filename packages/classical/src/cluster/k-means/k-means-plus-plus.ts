import type { Philox } from "@blankfile/tensor";
import type { Matrix } from "../../matrix/matrix.ts";
import { multiplyTransposed } from "../../matrix/products.ts";
import { squaredNorms } from "./assign-by-product.ts";

/**
 * Starting centres far from each other: each next one is a row drawn with probability wᵢ D(xᵢ)², D its distance to the nearest centre so far.
 *
 * Of 2 + ⌊ln K⌋ such draws the one that lowers Σ wᵢ D(xᵢ)² most is taken. Arthur and Vassilvitskii 2007, k-means++: the advantages of careful seeding;
 * the expected sum is within 8 (ln K + 2) of the best.
 */
export function kMeansPlusPlus(X: Matrix, K: number, rng: Philox, weight?: Float64Array): Int32Array {
  const { rows } = X;
  const chosen = new Int32Array(K);
  const tries = 2 + Math.floor(Math.log(K));
  const norms = squaredNorms(X);
  chosen[0] = draw(weight ?? new Float64Array(rows).fill(1), rng);
  let nearest = new Float64Array(rows).fill(Number.POSITIVE_INFINITY);
  // Room for each try's distances, used again from centre to centre.
  const after = Array.from({ length: tries }, () => new Float64Array(rows));
  nearestWith(X, norms, nearest, chosen.subarray(0, 1), after);
  [nearest, after[0]] = [after[0]!, nearest];
  for (let k = 1; k < K; k++) {
    const shares = weight ? nearest.map((d, i) => d * weight[i]!) : nearest;
    const candidates = Int32Array.from({ length: tries }, () => draw(shares, rng));
    nearestWith(X, norms, nearest, candidates, after);
    const totals = after.map((distances) => sumOf(distances, weight));
    const best = totals.indexOf(Math.min(...totals));
    chosen[k] = candidates[best]!;
    [nearest, after[best]] = [after[best]!, nearest];
  }
  return chosen;
}

/** For each candidate row D² of all rows, were it chosen: min(D², ‖x‖² − 2 x · c + ‖c‖²), exactly 0 of the candidate itself. */
function nearestWith(
  X: Matrix,
  norms: Float64Array,
  nearest: Float64Array,
  candidates: Int32Array,
  out: readonly Float64Array[],
): void {
  const count = candidates.length;
  const products = multiplyTransposed(X, X.takeRows(candidates)).data;
  for (const [n, row] of candidates.entries()) {
    const to = out[n]!;
    const norm = norms[row]!;
    for (let i = 0, at = n; i < X.rows; i++, at += count) {
      const distance = norms[i]! + norm - 2 * products[at]!;
      const least = nearest[i]!;
      to[i] = distance < least ? Math.max(distance, 0) : least;
    }
    to[row] = 0;
  }
}

function sumOf(values: Float64Array, weight: Float64Array | undefined): number {
  let sum = 0;
  if (weight) for (let i = 0; i < values.length; i++) sum += weight[i]! * values[i]!;
  else for (let i = 0; i < values.length; i++) sum += values[i]!;
  return sum;
}

/** A place with probability in proportion to its share; where all are 0, as of rows that are all chosen already, any. */
function draw(shares: Float64Array, rng: Philox): number {
  let total = 0;
  for (let i = 0; i < shares.length; i++) total += shares[i]!;
  if (total === 0) return rng.integer(shares.length);
  let left = rng.uniform() * total;
  let last = 0;
  for (let i = 0; i < shares.length; i++) {
    if (shares[i] === 0) continue;
    last = i;
    left -= shares[i]!;
    if (left < 0) return i;
  }
  return last;
}
