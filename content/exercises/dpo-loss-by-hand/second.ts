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

/**
 * The margin as two gaps, the policy's less the reference's: m = β [(c − r) − (c_ref − r_ref)]. Each pair adds −log σ(m) / N to
 * the loss and has the slope −β σ(−m) / N in c, the opposite in r.
 */
export function dpoLoss(pairs: Pairs, beta: number): DpoLoss {
  const N = pairs.chosen.length;
  const answer: DpoLoss = { loss: 0, chosenGradient: [], rejectedGradient: [] };
  for (let n = 0; n < N; n++) {
    const gap = pairs.chosen[n]! - pairs.rejected[n]!;
    const referenceGap = pairs.referenceChosen[n]! - pairs.referenceRejected[n]!;
    const margin = beta * (gap - referenceGap);
    const slope = -beta / (1 + Math.exp(margin)) / N;
    answer.loss += (Math.max(0, -margin) + Math.log1p(Math.exp(-Math.abs(margin)))) / N;
    answer.chosenGradient.push(slope);
    answer.rejectedGradient.push(-slope);
  }
  return answer;
}
