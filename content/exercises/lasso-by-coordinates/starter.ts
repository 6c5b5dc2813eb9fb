export type Matrix = readonly (readonly number[])[];

export interface Model {
  intercept: number;
  /** F. */
  weights: number[];
}

/** The u with the least ½(u − z)² + t|u|. */
export function softThreshold(z: number, t: number): number {
  throw new Error("softThreshold is not written yet");
}

/** L(b, w): half the mean squared error, and λ times the sum of the absolute weights. */
export function objective(X: Matrix, y: readonly number[], model: Model, lambda: number): number {
  throw new Error("objective is not written yet");
}

/** The smallest λ at which all weights of the best model are 0. */
export function lambdaMax(X: Matrix, y: readonly number[]): number {
  throw new Error("lambdaMax is not written yet");
}

/** The model after so many sweeps of coordinate descent from w = 0. */
export function lasso(X: Matrix, y: readonly number[], lambda: number, sweeps: number): Model {
  throw new Error("lasso is not written yet");
}
