export type Matrix = readonly (readonly number[])[];

export interface Stump {
  /** Counted from 0. */
  feature: number;
  threshold: number;
  /** Said of rows with at most the threshold. */
  left: number;
  right: number;
}

export interface Boosted {
  /** F₀. */
  start: number;
  /** ν. */
  rate: number;
  stumps: Stump[];
}

/** The stump with the least sum of squared errors on r, or null where no feature has two different values. */
export function fitStump(X: Matrix, r: readonly number[]): Stump | null {
  throw new Error("fitStump is not written yet");
}

/** The model after so many rounds. */
export function boost(X: Matrix, y: readonly number[], rounds: number, rate: number): Boosted {
  throw new Error("boost is not written yet");
}

/** F(x) with all stumps. */
export function predict(model: Boosted, x: readonly number[]): number {
  throw new Error("predict is not written yet");
}

/** The mean squared error after 0, 1, 2, … stumps. */
export function losses(model: Boosted, X: Matrix, y: readonly number[]): number[] {
  throw new Error("losses is not written yet");
}

/** The number of stumps with the least mean squared error. */
export function bestRound(model: Boosted, X: Matrix, y: readonly number[]): number {
  throw new Error("bestRound is not written yet");
}
