export type Matrix = readonly (readonly number[])[];

/** The numbers of the k rows nearest to x, the nearest first. */
export function nearest(X: Matrix, x: readonly number[], k: number): number[] {
  throw new Error("nearest is not written yet");
}

/** The label of most of the k nearest rows. */
export function classify(X: Matrix, labels: readonly string[], x: readonly number[], k: number): string {
  throw new Error("classify is not written yet");
}

/** The mean answer of the k nearest rows, plain or with the weights 1/distance. */
export function regress(
  X: Matrix,
  y: readonly number[],
  x: readonly number[],
  k: number,
  weighting: "uniform" | "distance",
): number {
  throw new Error("regress is not written yet");
}

/** The share of rows whose label the others get wrong. */
export function leaveOneOut(X: Matrix, labels: readonly string[], k: number): number {
  throw new Error("leaveOneOut is not written yet");
}
