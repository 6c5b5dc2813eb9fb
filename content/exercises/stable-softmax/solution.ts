/** p_i = exp(z_i − m) / Σ_j exp(z_j − m) with m = max z: the same value, and no exponent above 0. */
export function softmax(scores: readonly number[]): number[] {
  const m = largest(scores);
  const weights = scores.map((z) => Math.exp(z - m));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => weight / total);
}

/** log p_i = z_i − m − log Σ_j exp(z_j − m) */
export function logSoftmax(scores: readonly number[]): number[] {
  const m = largest(scores);
  const total = scores.reduce((sum, z) => sum + Math.exp(z - m), 0);
  return scores.map((z) => z - m - Math.log(total));
}

/** −log p_target */
export function crossEntropy(scores: readonly number[], target: number): number {
  const logs = logSoftmax(scores);
  return -logs[classIndex(target, logs.length)]!;
}

/** ∂(−log p_target) / ∂z_i = p_i − y_i, where y is 1 at the target and 0 elsewhere. */
export function crossEntropyGradient(scores: readonly number[], target: number): number[] {
  const p = softmax(scores);
  p[classIndex(target, p.length)]! -= 1;
  return p;
}

function largest(scores: readonly number[]): number {
  if (scores.length === 0) throw new RangeError("softmax: the row is empty; at least one score is needed");
  return Math.max(...scores);
}

function classIndex(target: number, classes: number): number {
  if (!Number.isInteger(target) || target < 0 || target >= classes)
    throw new RangeError(`crossEntropy: target is ${target}, one of 0 to ${classes - 1} is needed`);
  return target;
}
