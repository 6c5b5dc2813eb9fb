export interface Mixture {
  /** π, K numbers that add up to 1. */
  weights: readonly number[];
  /** μ, K. */
  means: readonly number[];
  /** σ², K. */
  variances: readonly number[];
}

export type Matrix = readonly (readonly number[])[];

/** log π_k + log N(x_n; μ_k, σ_k²), N × K. */
export function logJoint(x: readonly number[], parameters: Mixture): number[][] {
  throw new Error("logJoint is not written yet");
}

/** Σ_n log Σ_k π_k N(x_n; μ_k, σ_k²) */
export function logLikelihood(x: readonly number[], parameters: Mixture): number {
  throw new Error("logLikelihood is not written yet");
}

/** The responsibilities, N × K. */
export function expect(x: readonly number[], parameters: Mixture): number[][] {
  throw new Error("expect is not written yet");
}

/** The parameters that the responsibilities lead to. */
export function maximise(x: readonly number[], r: Matrix, floor: number, before: Mixture): Mixture {
  throw new Error("maximise is not written yet");
}

/** The parameters after so many rounds, and the log-likelihood on the way. */
export function fit(
  x: readonly number[],
  start: Mixture,
  rounds: number,
  floor: number,
): { parameters: Mixture; history: number[] } {
  throw new Error("fit is not written yet");
}
