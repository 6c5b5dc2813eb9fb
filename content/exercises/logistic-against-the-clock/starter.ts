export type Matrix = number[][];

export interface Model {
  intercept: number;
  /** F. */
  weights: number[];
}

export interface Settings {
  rate: number;
  steps: number;
  lambda: number;
}

export function probabilities(model: Model, X: Matrix): number[] {
  throw new Error("probabilities is not written yet");
}

export function meanLoss(model: Model, X: Matrix, y: number[]): number {
  throw new Error("meanLoss is not written yet");
}

export function gradient(model: Model, X: Matrix, y: number[], lambda: number): Model {
  throw new Error("gradient is not written yet");
}

export function train(X: Matrix, y: number[], settings: Settings): Model {
  throw new Error("train is not written yet");
}

export function accuracy(model: Model, X: Matrix, y: number[]): number {
  throw new Error("accuracy is not written yet");
}
