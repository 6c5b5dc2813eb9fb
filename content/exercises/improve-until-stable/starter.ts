export interface Mdp {
  /** P[s][a][t], S × A × S: the probability that action a leads from s to t. */
  P: number[][][];
  /** r[s][a], S × A: the mean reward of action a in state s. */
  r: number[][];
}

export interface Solution {
  /** S actions. */
  policy: number[];
  /** S values of that policy. */
  v: number[];
  /** Policies evaluated. */
  rounds: number;
}

/** v_π, S values. */
export function evaluate(mdp: Mdp, policy: readonly number[], gamma: number): number[] {
  throw new Error("evaluate is not written yet");
}

/** The policy that is greedy for v_π; a state keeps its action unless another one is better. */
export function improve(mdp: Mdp, policy: readonly number[], gamma: number): number[] {
  throw new Error("improve is not written yet");
}

/** Improves until a policy is its own improvement. */
export function policyIteration(mdp: Mdp, start: readonly number[], gamma: number): Solution {
  throw new Error("policyIteration is not written yet");
}
