/** Five arrays of shape T. */
export interface Recording {
  rewards: number[];
  /** v(s_t), before the step. */
  values: number[];
  /** v(s′_t), of the state that the step led to. */
  nextValues: number[];
  /** The process ended with this step. */
  terminated: boolean[];
  /** The recording of the episode was cut off after this step. */
  truncated: boolean[];
}

export interface Estimates {
  /** A_t, T numbers. */
  advantages: number[];
  /** A_t + v(s_t), T numbers. */
  targets: number[];
}

/** δ_t = r_t + γ v(s′_t) − v(s_t) */
export function tdErrors(recording: Recording, gamma: number): number[] {
  throw new Error("tdErrors is not written yet");
}

/** A_t = Σ_k (γλ)^k δ_{t+k} within the episode, and the critic's targets. */
export function gae(recording: Recording, gamma: number, lambda: number): Estimates {
  throw new Error("gae is not written yet");
}

/** Mean 0 and population standard deviation 1. */
export function standardise(advantages: readonly number[]): number[] {
  throw new Error("standardise is not written yet");
}
