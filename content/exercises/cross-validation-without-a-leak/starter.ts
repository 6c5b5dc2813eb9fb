export type Matrix = number[][];

export interface Scaler {
  /** F column means. */
  mean: number[];
  /** F standard deviations, 1 for a constant column. */
  sd: number[];
}

/** Learns from scaled rows and their targets; returns what predicts other scaled rows. */
export type Fit = (X: Matrix, y: number[]) => (X: Matrix) => number[];

/** k lists of row numbers, shuffled; each of 0 … n − 1 stands in one of them. */
export function makeFolds(n: number, k: number, random: () => number): number[][] {
  throw new Error("makeFolds is not written yet");
}

/** Mean and standard deviation (divided by N) of each column. */
export function fitScaler(X: Matrix): Scaler {
  throw new Error("fitScaler is not written yet");
}

/** (x − mean) / sd, column by column. */
export function scale(X: Matrix, scaler: Scaler): Matrix {
  throw new Error("scale is not written yet");
}

/** A prediction for each row, by a scaler and a model that have not seen it. */
export function crossPredict(X: Matrix, y: number[], folds: number[][], fit: Fit): number[] {
  throw new Error("crossPredict is not written yet");
}
