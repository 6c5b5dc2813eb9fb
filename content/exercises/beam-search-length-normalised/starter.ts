export interface Options {
  /** How many candidates are taken in each step. */
  beams: number;
  /** The token that finishes a text. */
  end: number;
  /** No text gets longer. */
  maxLength: number;
  /** Power of the length by which log-probabilities are divided. */
  alpha: number;
}

export interface Text {
  tokens: number[];
  /** Sum of the tokens' log-probabilities. */
  logProb: number;
  /** logProb / length^alpha */
  score: number;
}

/** The finished texts, best score first; `next` gives V log-probabilities. */
export function beamSearch(next: (prefix: readonly number[]) => readonly number[], options: Options): Text[] {
  throw new Error("beamSearch is not written yet");
}
