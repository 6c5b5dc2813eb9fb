export type Matrix = number[][];

export interface Gradients {
  /** ∂L/∂X, N × D. */
  X: Matrix;
  /** ∂L/∂γ, D numbers. */
  gamma: number[];
}

/** Y, N × D: each row of X over its root mean square, times γ. */
export function rmsNorm(X: Matrix, gamma: number[], epsilon: number): Matrix {
  throw new Error("rmsNorm is not written yet");
}

/** The gradients with respect to X and γ, given G = ∂L/∂Y, N × D. */
export function rmsNormBackward(G: Matrix, X: Matrix, gamma: number[], epsilon: number): Gradients {
  throw new Error("rmsNormBackward is not written yet");
}
