export type Matrix = number[][];

export interface Running {
  /** D numbers each. */
  mean: number[];
  variance: number[];
}

export interface Layer {
  /** γ and β, D numbers each. */
  gamma: number[];
  beta: number[];
  running: Running;
}

export interface Settings {
  /** ε, added to the variance. */
  epsilon: number;
  /** m, the share of the new batch in the running numbers. */
  momentum: number;
  /** Whether the batch's own mean and variance are used, and kept. */
  training: boolean;
}

export interface Gradients {
  X: Matrix;
  gamma: number[];
  beta: number[];
}

/** Y, N × D, and the running numbers after this batch. */
export function batchNorm(X: Matrix, layer: Layer, settings: Settings): { Y: Matrix; running: Running } {
  throw new Error("batchNorm is not written yet");
}

/** The gradients with respect to X, γ and β, given G = ∂L/∂Y, N × D. */
export function batchNormBackward(G: Matrix, X: Matrix, layer: Layer, settings: Settings): Gradients {
  throw new Error("batchNormBackward is not written yet");
}
