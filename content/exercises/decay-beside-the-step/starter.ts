export interface Settings {
  /** η. */
  rate: number;
  /** λ. */
  decay: number;
  beta1: number;
  beta2: number;
  epsilon: number;
}

export interface State {
  /** Steps taken so far. */
  step: number;
  w: number[];
  /** The running mean of the gradients. */
  m: number[];
  /** The running mean of their squares. */
  v: number[];
}

/** Before the first step. */
export function startOf(w: readonly number[]): State {
  throw new Error("startOf is not written yet");
}

/** A step of Adam whose gradient has the penalty's slope in it. */
export function penaltyStep(state: State, g: readonly number[], settings: Settings): State {
  throw new Error("penaltyStep is not written yet");
}

/** A step of AdamW. */
export function adamWStep(
  state: State,
  g: readonly number[],
  settings: Settings,
  decays?: readonly boolean[],
): State {
  throw new Error("adamWStep is not written yet");
}

/** Steps until a weight without a gradient has shrunk to half of what it was. */
export function halfLife(settings: Settings): number {
  throw new Error("halfLife is not written yet");
}
