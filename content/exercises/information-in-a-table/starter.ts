export type Table = readonly (readonly number[])[];

/** −Σ p log p, in nats. */
export function entropy(weights: readonly number[]): number {
  throw new Error("entropy is not written yet");
}

/** Σ p log(p / q), in nats. */
export function divergence(p: readonly number[], q: readonly number[]): number {
  throw new Error("divergence is not written yet");
}

/** I(X; Y), in nats; X is the row, Y the column. */
export function mutualInformation(table: Table): number {
  throw new Error("mutualInformation is not written yet");
}

/** H(Y | X), in nats; X is the row, Y the column. */
export function conditionalEntropy(table: Table): number {
  throw new Error("conditionalEntropy is not written yet");
}
