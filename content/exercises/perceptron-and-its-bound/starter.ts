export type Matrix = readonly (readonly number[])[];

export interface Model {
  /** F. */
  weights: number[];
  bias: number;
}

export interface Training {
  model: Model;
  /** How often each row was a mistake, N. */
  mistakes: number[];
  /** Passes begun. */
  passes: number;
  /** Whether a pass went by without a mistake. */
  separated: boolean;
}

/** 1 where the score is above 0, else −1. */
export function predict(model: Model, x: readonly number[]): 1 | -1 {
  throw new Error("predict is not written yet");
}

/** Passes over the rows until one goes by without a mistake. */
export function train(X: Matrix, y: readonly number[], maxPasses: number): Training {
  throw new Error("train is not written yet");
}

/** The smallest signed distance of a row (1, x) from the plane. */
export function margin(X: Matrix, y: readonly number[], model: Model): number {
  throw new Error("margin is not written yet");
}

/** (R/γ)², the most mistakes that training can make. */
export function mistakeBound(X: Matrix, y: readonly number[], model: Model): number {
  throw new Error("mistakeBound is not written yet");
}

/** The model that so many mistakes on each row add up to. */
export function fromMistakes(X: Matrix, y: readonly number[], mistakes: readonly number[]): Model {
  throw new Error("fromMistakes is not written yet");
}
