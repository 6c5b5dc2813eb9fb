import type { Sums } from "./node-value.ts";

/** What a split may be. */
export interface SplitRules {
  minSamplesLeaf: number;
  /** Σ h of each side at least so much. */
  minHessian: number;
  /** The gain must be more. */
  minGain: number;
  /** λ, weight of the squared leaf values. */
  lambda: number;
  /** α, weight of the absolute leaf values. */
  alpha: number;
  /** 1 where the prediction must not fall with the column, −1 where it must not rise, else 0, [F]; undefined for none. */
  monotone: Int8Array | undefined;
  /** 1 for columns of categories, [F]. */
  isCategorical: Uint8Array;
  /** 1 for columns of which some row has no value, [F]. */
  hasMissing: Uint8Array;
}

/** The rows of a node, as far as a split depends on them. */
export interface Divided {
  histogram: Float64Array;
  sums: Sums;
  /** The node's own value, which the gain is against. */
  value: number;
  /** Between these the values of what comes of it must lie. */
  lower: number;
  upper: number;
}

/** Two parts of a node's rows. */
export interface Split {
  gain: number;
  column: number;
  /** Bins up to it go left. */
  bin: number;
  missingLeft: boolean;
  left: Sums;
  right: Sums;
  valueLeft: number;
  valueRight: number;
  /** For categories: 1 for the bins that go left, that of missing values last, [nBins + 1]. */
  goesLeft: Uint8Array | null;
}
