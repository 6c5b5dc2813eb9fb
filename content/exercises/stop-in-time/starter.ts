export interface Mdp {
  /** P[s][a][t], S × A × S: the probability that action a leads from s to t. */
  P: number[][][];
  /** r[s][a], S × A: the mean reward of action a in state s. */
  r: number[][];
}

export interface Solution {
  /** S values, within ε of the optimal ones. */
  v: number[];
  /** S actions, greedy for v. */
  policy: number[];
  sweeps: number;
}

/** Every state backed up from the old values. */
export function sweep(mdp: Mdp, v: readonly number[], gamma: number): number[] {
  throw new Error("sweep is not written yet");
}

/** Every state backed up in ascending order, from values that are new where they have been made. */
export function sweepInPlace(mdp: Mdp, v: readonly number[], gamma: number): number[] {
  throw new Error("sweepInPlace is not written yet");
}

/** From v = 0 until γ/(1 − γ) · change ≤ ε. */
export function valueIteration(mdp: Mdp, gamma: number, epsilon: number): Solution {
  throw new Error("valueIteration is not written yet");
}

/** The smallest k ≥ 1 with γ^k/(1 − γ) · firstChange ≤ ε. */
export function sweepsEnough(gamma: number, epsilon: number, firstChange: number): number {
  throw new Error("sweepsEnough is not written yet");
}
