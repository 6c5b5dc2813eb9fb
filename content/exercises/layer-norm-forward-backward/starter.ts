export type Matrix = number[][];

export interface Gradients {
  /** ∂L/∂X, N × D. */
  X: Matrix;
  /** ∂L/∂γ, D numbers. */
  gamma: number[];
  /** ∂L/∂β, D numbers. */
  beta: number[];
}

/** Y, N × D: each row of X to mean 0 and variance 1, then times γ plus β. */
export function layerNorm(X: Matrix, gamma: number[], beta: number[], epsilon: number): Matrix {
  throw new Error("layerNorm is not written yet");
}

/** The gradients with respect to X, γ and β, given G = ∂L/∂Y, N × D. */
export function layerNormBackward(G: Matrix, X: Matrix, gamma: number[], epsilon: number): Gradients {
  throw new Error("layerNormBackward is not written yet");
}
