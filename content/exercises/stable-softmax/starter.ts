/** p_i = exp(z_i) / Σ_j exp(z_j), for K scores. */
export function softmax(scores: readonly number[]): number[] {
  throw new Error("softmax is not written yet");
}

/** log p_i, for K scores. */
export function logSoftmax(scores: readonly number[]): number[] {
  throw new Error("logSoftmax is not written yet");
}

/** −log p_target */
export function crossEntropy(scores: readonly number[], target: number): number {
  throw new Error("crossEntropy is not written yet");
}

/** ∂(−log p_target) / ∂z_i, for K scores. */
export function crossEntropyGradient(scores: readonly number[], target: number): number[] {
  throw new Error("crossEntropyGradient is not written yet");
}
