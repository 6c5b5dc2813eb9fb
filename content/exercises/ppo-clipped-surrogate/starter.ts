/** Three arrays of shape N. */
export interface Batch {
  /** log π(a_i) now. */
  logProbs: readonly number[];
  /** log π(a_i) when the sample was drawn. */
  oldLogProbs: readonly number[];
  advantages: readonly number[];
}

export interface Surrogate {
  /** L, to be maximised. */
  value: number;
  /** ∂L/∂ log π(a_i), N numbers. */
  gradient: number[];
  /** The share of samples whose clipped term is strictly the smaller one. */
  clipped: number;
}

/** The mean of min(ρ A, clip(ρ, 1 − ε, 1 + ε) A). */
export function clippedSurrogate(batch: Batch, epsilon: number): Surrogate {
  throw new Error("clippedSurrogate is not written yet");
}

/** ∂L/∂z for a softmax policy with the scores z, N × K. */
export function scoresGradient(
  scores: readonly (readonly number[])[],
  actions: readonly number[],
  batch: Omit<Batch, "logProbs">,
  epsilon: number,
): number[][] {
  throw new Error("scoresGradient is not written yet");
}

/** The mean of (ρ − 1) − log ρ. */
export function approximateKl(batch: Pick<Batch, "logProbs" | "oldLogProbs">): number {
  throw new Error("approximateKl is not written yet");
}
