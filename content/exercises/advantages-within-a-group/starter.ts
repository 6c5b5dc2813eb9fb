/** One answer: a reward and three arrays of its T tokens. */
export interface Answer {
  reward: number;
  /** log π of each token now. */
  logProbs: readonly number[];
  /** log π when the answer was drawn. */
  oldLogProbs: readonly number[];
  /** log π of the reference. */
  refLogProbs: readonly number[];
}

export interface Settings {
  /** The clip range, above 0. */
  epsilon: number;
  /** The weight of the penalty, at least 0. */
  beta: number;
}

/** (r_i − r̄)/s, or r_i − r̄ where `divide` is false; zeros where all rewards are equal. */
export function groupAdvantages(rewards: readonly number[], divide: boolean): number[] {
  throw new Error("groupAdvantages is not written yet");
}

/** π_ref/π − log(π_ref/π) − 1 for each token. */
export function klTerms(logProbs: readonly number[], refLogProbs: readonly number[]): number[] {
  throw new Error("klTerms is not written yet");
}

/** J and ∂J/∂ log π for each token of each answer. */
export function grpoObjective(
  answers: readonly Answer[],
  settings: Settings,
): { value: number; gradient: number[][] } {
  throw new Error("grpoObjective is not written yet");
}
