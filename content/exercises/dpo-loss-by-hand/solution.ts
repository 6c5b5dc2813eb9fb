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
  const { chosen, rejected, referenceChosen, referenceRejected } = pairs;
  const N = chosen.length;
  const margins = chosen.map(
    (logP, n) => beta * (logP - referenceChosen[n]! - (rejected[n]! - referenceRejected[n]!)),
  );
  const loss = margins.reduce((sum, m) => sum + softplus(-m), 0) / N;
  const chosenGradient = margins.map((m) => (-beta * sigmoid(-m)) / N);
  return { loss, chosenGradient, rejectedGradient: chosenGradient.map((slope) => -slope) };
}

/** log(1 + e^x) = −log σ(−x), with no exponent above 0. */
function softplus(x: number): number {
  return Math.max(0, x) + Math.log1p(Math.exp(-Math.abs(x)));
}

function sigmoid(x: number): number {
  return x >= 0 ? 1 / (1 + Math.exp(-x)) : Math.exp(x) / (1 + Math.exp(x));
}
