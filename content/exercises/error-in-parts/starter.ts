export interface Sample {
  x: number[];
  y: number[];
}

/** The values at the places of one fit for each run, R × M. */
export function simulate(
  draw: () => Sample,
  fit: (sample: Sample) => (x: number) => number,
  places: readonly number[],
  runs: number,
): number[][] {
  throw new Error("simulate is not written yet");
}

/** Of these R runs, averaged over the M places: error = bias2 + variance. */
export function decompose(
  fits: readonly number[][],
  truth: readonly number[],
): { bias2: number; variance: number; error: number } {
  throw new Error("decompose is not written yet");
}

/** Of the learner: right on average over the R random training sets. */
export function unbiased(
  fits: readonly number[][],
  truth: readonly number[],
): { bias2: number; variance: number } {
  throw new Error("unbiased is not written yet");
}

/** Three numbers for each of the M places; votes and labels are 0 or 1. */
export function zeroOne(
  votes: readonly number[][],
  labels: readonly number[],
): { bias: number[]; variance: number[]; error: number[] } {
  throw new Error("zeroOne is not written yet");
}
