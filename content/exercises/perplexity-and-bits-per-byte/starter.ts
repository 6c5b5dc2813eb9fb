/** Mean of −log p over the tokens that count, in nats. */
export function loss(
  logProbs: readonly (readonly number[])[],
  counts: readonly (readonly boolean[])[],
): number {
  throw new Error("loss is not written yet");
}

/** e to the loss. */
export function perplexity(
  logProbs: readonly (readonly number[])[],
  counts: readonly (readonly boolean[])[],
): number {
  throw new Error("perplexity is not written yet");
}

/** Bits of all tokens that count over the bytes that they stand for. */
export function bitsPerByte(
  logProbs: readonly (readonly number[])[],
  counts: readonly (readonly boolean[])[],
  bytes: readonly (readonly number[])[],
): number {
  throw new Error("bitsPerByte is not written yet");
}

/** The perplexity that belongs to so many bits per byte, at so many bytes a token. */
export function perplexityPerToken(bits: number, bytesPerToken: number): number {
  throw new Error("perplexityPerToken is not written yet");
}
