export type Matrix = readonly (readonly number[])[];
export type Model = (x: readonly number[]) => number;
export type Fit = (X: Matrix, y: readonly number[]) => Model;

export interface Member {
  model: Model;
  /** The N row numbers of its resample. */
  rows: readonly number[];
}

/** N row numbers, drawn with replacement. */
export function resample(N: number, random: () => number): number[] {
  throw new Error("resample is not written yet");
}

/** So many models, each fitted to a resample of its own. */
export function bag(
  X: Matrix,
  y: readonly number[],
  fit: Fit,
  count: number,
  random: () => number,
): Member[] {
  throw new Error("bag is not written yet");
}

/** The mean of what the models say about x. */
export function predict(members: readonly Member[], x: readonly number[]): number {
  throw new Error("predict is not written yet");
}

/** Each row predicted by the models that did not see it, and the mean squared error of that. */
export function outOfBag(
  members: readonly Member[],
  X: Matrix,
  y: readonly number[],
): { predictions: (number | null)[]; error: number } {
  throw new Error("outOfBag is not written yet");
}

/** The probability that a given row is not in a resample of N rows. */
export function shareLeftOut(N: number): number {
  throw new Error("shareLeftOut is not written yet");
}
