/** The logarithms come first here; an exponential of a number that is at most 0 cannot overflow. */
export function softmax(scores: readonly number[]): number[] {
  return logSoftmax(scores).map(Math.exp);
}

/** −log p_i = log Σ_j exp(z_j − z_i), added up two terms at a time. */
export function logSoftmax(scores: readonly number[]): number[] {
  if (scores.length === 0) throw new RangeError("logSoftmax: no scores; at least one is needed");
  return scores.map((own) =>
    own === Number.NEGATIVE_INFINITY ? own : -scores.map((other) => other - own).reduce(logOfSum),
  );
}

/** −log p_target */
export function crossEntropy(scores: readonly number[], target: number): number {
  refuseUnlessClass(scores, target);
  return -logSoftmax(scores)[target]!;
}

/** p_i off the target; at the target minus the sum of all the others, since the slopes add up to 0. */
export function crossEntropyGradient(scores: readonly number[], target: number): number[] {
  refuseUnlessClass(scores, target);
  const slopes = softmax(scores);
  slopes[target] = 0;
  slopes[target] = -slopes.reduce((sum, slope) => sum + slope, 0);
  return slopes;
}

/** log(e^a + e^b) = max + log(1 + e^(min − max)) */
function logOfSum(a: number, b: number): number {
  const [low, high] = a < b ? [a, b] : [b, a];
  return low === Number.NEGATIVE_INFINITY ? high : high + Math.log1p(Math.exp(low - high));
}

function refuseUnlessClass(scores: readonly number[], target: number): void {
  if (!scores.some((_, index) => index === target))
    throw new RangeError(
      `crossEntropy: target is ${target}; a whole number from 0 to ${scores.length - 1} is needed`,
    );
}
