export type Matrix = readonly (readonly number[])[];
export type Criterion = "gini" | "entropy" | "squared-error";

export interface Split {
  /** Counted from 0. */
  feature: number;
  /** Samples with at most this value go to the left. */
  threshold: number;
  decrease: number;
}

/** 1 − Σ p_k² */
export function gini(counts: readonly number[]): number {
  throw new Error("gini is not written yet");
}

/** −Σ p_k log₂ p_k, in bits. */
export function entropy(counts: readonly number[]): number {
  throw new Error("entropy is not written yet");
}

/** The mean of (y − ȳ)². */
export function squaredError(y: readonly number[]): number {
  throw new Error("squaredError is not written yet");
}

/** The split with the largest decrease of impurity, or null where none is allowed. */
export function bestSplit(
  X: Matrix,
  y: readonly number[],
  criterion: Criterion,
  minLeaf: number,
): Split | null {
  throw new Error("bestSplit is not written yet");
}
