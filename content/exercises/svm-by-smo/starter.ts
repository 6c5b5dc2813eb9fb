export type Matrix = readonly (readonly number[])[];

export interface Bounds {
  /** The bias is at least this, says sample i. */
  lower: number;
  i: number;
  /** The bias is at most this, says sample j. */
  upper: number;
  j: number;
}

export interface Solution {
  alpha: number[];
  bias: number;
  /** Pairs that were changed. */
  steps: number;
}

/** W(α). */
export function objective(K: Matrix, y: readonly number[], alpha: readonly number[]): number {
  throw new Error("objective is not written yet");
}

/** The bounds on the bias that are hardest to satisfy together. */
export function biasBounds(K: Matrix, y: readonly number[], C: number, alpha: readonly number[]): Bounds {
  throw new Error("biasBounds is not written yet");
}

/** The multipliers with the largest W that changing α_i and α_j alone can reach. */
export function pairStep(
  K: Matrix,
  y: readonly number[],
  C: number,
  alpha: readonly number[],
  i: number,
  j: number,
): number[] {
  throw new Error("pairStep is not written yet");
}

/** Multipliers and bias for which the conditions hold within the tolerance. */
export function smo(K: Matrix, y: readonly number[], C: number, tolerance: number): Solution {
  throw new Error("smo is not written yet");
}
