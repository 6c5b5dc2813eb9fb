export interface SampleOptions {
  /** Logits are divided by it; at 0 the likeliest token is taken. 1 unless told. */
  temperature?: number;
  /** Only so many of the likeliest tokens stay. */
  topK?: number;
  /** Only the likeliest tokens stay, as few as have this share together. */
  topP?: number;
}

/** p_i ∝ exp(z_i / temperature) for the tokens that stay, 0 for the others. */
export function tokenProbabilities(logits: readonly number[], options: SampleOptions = {}): number[] {
  throw new Error("tokenProbabilities is not written yet");
}

/** The token at which the running sum of the probabilities passes `uniform`, a number from [0, 1). */
export function drawToken(probabilities: readonly number[], uniform: number): number {
  throw new Error("drawToken is not written yet");
}
