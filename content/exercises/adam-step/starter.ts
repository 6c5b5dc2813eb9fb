export interface AdamState {
  /** Steps taken so far, 0 at first. */
  step: number;
  /** The running mean of the gradients, one number for each parameter. */
  m: number[];
  /** The running mean of their squares. */
  v: number[];
}

export interface AdamSettings {
  /** η. */
  rate: number;
  /** β₁, from 0 to below 1. */
  beta1: number;
  /** β₂, from 0 to below 1. */
  beta2: number;
  /** ε, added to the root. */
  epsilon: number;
}

/** The state before the first step of n parameters. */
export function startState(n: number): AdamState {
  throw new Error("startState is not written yet");
}

/** The parameters and the state after one more step. */
export function adamStep(
  theta: number[],
  gradient: number[],
  state: AdamState,
  settings: AdamSettings,
): { theta: number[]; state: AdamState } {
  throw new Error("adamStep is not written yet");
}
