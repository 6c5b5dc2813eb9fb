export type Matrix = readonly (readonly number[])[];

/** The distribution after one step. */
export function step(P: Matrix, p: readonly number[]): number[] {
  throw new Error("step is not written yet");
}

/** The one distribution that a step leaves as it is. */
export function stationary(P: Matrix): number[] {
  throw new Error("stationary is not written yet");
}

/** Expected steps from each state to the first target, Infinity where arrival is not certain. */
export function hittingTimes(P: Matrix, targets: readonly number[]): number[] {
  throw new Error("hittingTimes is not written yet");
}
