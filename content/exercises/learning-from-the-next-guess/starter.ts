export interface Step {
  state: number;
  reward: number;
  next: number;
  /** The process ended with this step. */
  terminated: boolean;
}

export interface Episode {
  /** T + 1 states. */
  states: number[];
  /** T rewards; rewards[t] is earned on the way from states[t] to states[t + 1]. */
  rewards: number[];
  /** The process ended in the last state; otherwise the recording was cut off there. */
  terminated: boolean;
}

/** δ = r + γ v(s′) − v(s), with 0 for v(s′) after the end. */
export function tdError(v: readonly number[], step: Step, gamma: number): number {
  throw new Error("tdError is not written yet");
}

/** The values after one update for each step, in order. */
export function td0(v: readonly number[], steps: readonly Step[], alpha: number, gamma: number): number[] {
  throw new Error("td0 is not written yet");
}

/** At most n rewards from step t on, and the value of where they lead. */
export function nStepReturn(
  v: readonly number[],
  episode: Episode,
  t: number,
  n: number,
  gamma: number,
): number {
  throw new Error("nStepReturn is not written yet");
}

/** The values after one update towards the n-step return for each step of the episode, in order. */
export function nStepEvaluate(
  v: readonly number[],
  episode: Episode,
  n: number,
  alpha: number,
  gamma: number,
): number[] {
  throw new Error("nStepEvaluate is not written yet");
}
