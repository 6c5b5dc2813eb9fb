export interface Test {
  /** P(positive | ill). */
  sensitivity: number;
  /** P(negative | healthy). */
  specificity: number;
  /** Chance that a later result only repeats the first. */
  copied: number;
}

/** P(H | E) from P(H), P(E | H) and P(E | ¬H). */
export function posterior(prior: number, ifTrue: number, ifFalse: number): number {
  throw new Error("posterior is not written yet");
}

/** Log odds of H after evidence given as pairs [P(E | H), P(E | ¬H)]. */
export function logOdds(prior: number, evidence: readonly (readonly [number, number])[]): number {
  throw new Error("logOdds is not written yet");
}

/** The posterior over K hypotheses; logLikelihoods is N × K. */
export function posteriorOver(
  prior: readonly number[],
  logLikelihoods: readonly (readonly number[])[],
): number[] {
  throw new Error("posteriorOver is not written yet");
}

/** The chance of being ill after these results, in order; true is positive. */
export function afterTests(prior: number, test: Test, results: readonly boolean[]): number {
  throw new Error("afterTests is not written yet");
}
