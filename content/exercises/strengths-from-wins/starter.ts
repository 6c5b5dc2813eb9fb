/** wins[i][j]: how often i beat j, K × K. */
export type Wins = readonly (readonly number[])[];

/** σ(a − b) */
export function winChance(a: number, b: number): number {
  throw new Error("winChance is not written yet");
}

/** Σ_{i≠j} w_ij log σ(θ_i − θ_j) */
export function logLikelihood(wins: Wins, strengths: readonly number[]): number {
  throw new Error("logLikelihood is not written yet");
}

/** Its slopes in the K strengths. */
export function gradient(wins: Wins, strengths: readonly number[]): number[] {
  throw new Error("gradient is not written yet");
}

/** The most likely strengths with mean 0. */
export function fit(wins: Wins): number[] {
  throw new Error("fit is not written yet");
}

/** The strengths with mean 1500, where 400 points are odds of 10 to 1. */
export function elo(strengths: readonly number[]): number[] {
  throw new Error("elo is not written yet");
}
