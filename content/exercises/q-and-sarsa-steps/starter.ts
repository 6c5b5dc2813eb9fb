/** Q[s][a], S × A. */
export type Table = readonly (readonly number[])[];

export interface Step {
  state: number;
  action: number;
  reward: number;
  next: number;
  /** The process ended with this step. */
  terminated: boolean;
}

/** The action with the largest value, the first one of equals. */
export function greedy(row: readonly number[]): number {
  throw new Error("greedy is not written yet");
}

/** With probability ε any action, otherwise the greedy one. */
export function epsilonGreedy(row: readonly number[], epsilon: number, random: () => number): number {
  throw new Error("epsilonGreedy is not written yet");
}

/** The probabilities of the A actions under the ε-greedy choice. */
export function greedyChances(row: readonly number[], epsilon: number): number[] {
  throw new Error("greedyChances is not written yet");
}

/** The table after a step towards r + γ max Q(s′, ·). */
export function qLearningStep(Q: Table, step: Step, alpha: number, gamma: number): number[][] {
  throw new Error("qLearningStep is not written yet");
}

/** The table after a step towards r + γ Q(s′, a′). */
export function sarsaStep(
  Q: Table,
  step: Step,
  nextAction: number,
  alpha: number,
  gamma: number,
): number[][] {
  throw new Error("sarsaStep is not written yet");
}

/** The table after a step towards r + γ times the mean of Q(s′, ·) under the ε-greedy choice. */
export function expectedSarsaStep(
  Q: Table,
  step: Step,
  epsilon: number,
  alpha: number,
  gamma: number,
): number[][] {
  throw new Error("expectedSarsaStep is not written yet");
}
