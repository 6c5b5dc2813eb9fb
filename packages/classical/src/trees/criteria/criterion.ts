/** The samples of the node measured last, in the order of one feature: the first `n` elements of both arrays. */
export interface Run {
  /** Places of samples within the node: 0 is the first that was measured. */
  places: Int32Array;
  /** Their ranks in the feature, upwards. */
  keys: Int32Array;
  n: number;
  /** Only cuts up to here are asked for; n where all are. */
  until: number;
}

/** What both sides of a cut need. */
export interface Limits {
  minSamplesLeaf: number;
  minWeightLeaf: number;
}

/** A monotone constraint on a cut: `sign` 1, the right side's value is not below the left's; −1, not above; 0, none. Both values lie between the bounds. */
export interface Monotone {
  sign: number;
  lower: number;
  upper: number;
}

/**
 * What makes a node impure, and where to cut it. One object serves a whole tree and keeps its sums between calls:
 * first `measure` of a node, then `scan` along each of its features.
 */
export interface Criterion {
  /** How many numbers `value` has. */
  readonly width: number;
  /** Of the node measured last: the sum of weights, the impurity, and the prediction. */
  weight: number;
  impurity: number;
  readonly value: Float64Array;
  /** How good the cut is that `scan` returned: larger is better, within one node. */
  score: number;
  /** Scores closer than this are equal: they differ by rounding. */
  slack: number;
  /** Of the rows ids[start … end). Targets and weights of the node are copied to the front of own arrays: a scan finds them close together. */
  measure(ids: Int32Array, start: number, end: number): void;
  /** The best cut: the first p samples of the run go left; of equally good ones the first. −1 where none is allowed. */
  scan(run: Run, limits: Limits, monotone: Monotone): number;
}

/** Relative rounding that two equally good cuts may differ by. */
export const ROUNDING = 1e-12;

/** No constraint. */
export const FREE: Monotone = { sign: 0, lower: Number.NEGATIVE_INFINITY, upper: Number.POSITIVE_INFINITY };

export function isMonotone({ sign, lower, upper }: Monotone, left: number, right: number): boolean {
  const within = left >= lower && left <= upper && right >= lower && right <= upper;
  return within && (right - left) * sign >= 0;
}
