export interface Outcome {
  chance: number;
  reward: number;
  next: number;
}

/** process[s][a]: the outcomes of action a in state s; a state without actions is an end. */
export type Process = readonly (readonly (readonly Outcome[])[])[];

export interface Solution {
  /** S values, within ε of the best. */
  v: number[];
  /** S actions, greedy for v; −1 at an end. */
  policy: number[];
  sweeps: number;
}

/** q(s, a) for each state and action. */
export function actionValues(process: Process, v: readonly number[], gamma: number): number[][] {
  throw new Error("actionValues is not written yet");
}

/** The largest of them for each state, 0 at an end. */
export function sweep(process: Process, v: readonly number[], gamma: number): number[] {
  throw new Error("sweep is not written yet");
}

/** From v = 0 until γ/(1 − γ) · change ≤ ε. */
export function valueIteration(process: Process, gamma: number, epsilon: number): Solution {
  throw new Error("valueIteration is not written yet");
}
