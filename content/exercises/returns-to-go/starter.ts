/** T steps one after the other; four arrays of shape T. */
export interface Rollout {
  rewards: number[];
  /** The process ended after this step. */
  terminated: boolean[];
  /** The recording of the episode was cut off after this step. */
  truncated: boolean[];
  /** An estimate of the value of the state that the step led to. */
  nextValues: number[];
}

/** G_0 = Σ_k γ^k r_k */
export function discountedReturn(rewards: readonly number[], gamma: number): number {
  throw new Error("discountedReturn is not written yet");
}

/** G_t for every step of one whole episode. */
export function returnsToGo(rewards: readonly number[], gamma: number): number[] {
  throw new Error("returnsToGo is not written yet");
}

/** G_t for every step of a recording of several episodes. */
export function rolloutReturns(rollout: Rollout, gamma: number): number[] {
  throw new Error("rolloutReturns is not written yet");
}

/** The smallest n ≥ 1 with 1 − γ^n ≥ share. */
export function stepsForShare(gamma: number, share: number): number {
  throw new Error("stepsForShare is not written yet");
}
