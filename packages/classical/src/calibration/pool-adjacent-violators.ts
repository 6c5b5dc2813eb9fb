/**
 * Isotonic regression of a sequence, by pooling adjacent violators:
 *
 *   min Σ wᵢ (yᵢ − fᵢ)²   with   f₀ ≤ f₁ ≤ …
 *
 * From left to right each value is a block of its own; as long as the last block's mean is not above that of the one before, both become one,
 * with their weighted mean. The blocks that are left are f. Every merge makes one block less, so this takes N steps at most.
 *
 * Ayer et al. 1955, https://doi.org/10.1214/aoms/1177728423; Best and Chakravarti 1990, https://doi.org/10.1007/BF01580873.
 */

import { isWorkable, LARGEST, workableNeeded } from "../estimator/validate.ts";

export interface IsotonicOptions {
  /** Of each value, at least 0; 1 unless given. */
  sampleWeight?: ArrayLike<number>;
  /** f is cut at these. */
  yMin?: number | null;
  yMax?: number | null;
  /** false: f falls. */
  increasing?: boolean;
}

/** f of each y, [N]. */
export function isotonicRegression(
  y: ArrayLike<number>,
  { sampleWeight, yMin, yMax, increasing = true }: IsotonicOptions = {},
): Float64Array {
  requireFinite(y, sampleWeight);
  const N = y.length;
  const place = (i: number): number => (increasing ? i : N - 1 - i);
  const means = new Float64Array(N);
  const weights = new Float64Array(N);
  /** Where each block begins, and the end. */
  const starts = new Int32Array(N + 1);
  let blocks = 0;
  for (let i = 0; i < N; i++) {
    let [mean, weight] = [y[place(i)]!, sampleWeight?.[place(i)] ?? 1];
    let start = i;
    while (blocks > 0 && means[blocks - 1]! >= mean) {
      blocks--;
      const total = weights[blocks]! + weight;
      // Of two blocks without weight, the plain mean.
      mean =
        total > 0 ? (weights[blocks]! * means[blocks]! + weight * mean) / total : (means[blocks]! + mean) / 2;
      weight = total;
      start = starts[blocks]!;
    }
    means[blocks] = mean;
    weights[blocks] = weight;
    starts[blocks++] = start;
    starts[blocks] = i + 1;
  }
  const [low, high] = [yMin ?? Number.NEGATIVE_INFINITY, yMax ?? Number.POSITIVE_INFINITY];
  const out = new Float64Array(N);
  for (let b = 0; b < blocks; b++)
    for (let i = starts[b]!; i < starts[b + 1]!; i++)
      out[place(i)] = Math.min(high, Math.max(low, means[b]!));
  return out;
}

function requireFinite(y: ArrayLike<number>, weight?: ArrayLike<number>): void {
  for (let i = 0; i < y.length; i++)
    if (!isWorkable(y[i]!))
      throw new RangeError(`isotonicRegression: y[${i}] is ${y[i]}, ${workableNeeded(y[i]!, "target")}`);
  if (weight && weight.length !== y.length)
    throw new RangeError(
      `isotonicRegression: ${weight.length} weights for ${y.length} values, one for each is needed`,
    );
  for (let i = 0; i < (weight?.length ?? 0); i++)
    if (!(weight![i]! >= 0 && weight![i]! <= LARGEST))
      throw new RangeError(
        `isotonicRegression: sampleWeight[${i}] is ${weight![i]}, a finite number of at least 0 is needed`,
      );
}
