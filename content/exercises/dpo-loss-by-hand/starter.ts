/** Log-probabilities of whole answers, each of shape N. */
export interface Pairs {
  chosen: readonly number[];
  rejected: readonly number[];
  referenceChosen: readonly number[];
  referenceRejected: readonly number[];
}

export interface DpoLoss {
  loss: number;
  /** ∂loss/∂chosen, shape N. */
  chosenGradient: number[];
  /** ∂loss/∂rejected, shape N. */
  rejectedGradient: number[];
}

export function dpoLoss(pairs: Pairs, beta: number): DpoLoss {
  throw new Error("dpoLoss is not written yet");
}
