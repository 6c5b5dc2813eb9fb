export type Matrix = number[][];

export interface Gradients {
  /** ∂L/∂X, N × F. */
  X: Matrix;
  /** ∂L/∂W, F × M. */
  W: Matrix;
  /** ∂L/∂b, M numbers. */
  b: number[];
}

/** Y = X W + b, N × M. */
export function affine(X: Matrix, W: Matrix, b: number[]): Matrix {
  throw new Error("affine is not written yet");
}

/** The gradients with respect to X, W and b, given G = ∂L/∂Y, N × M. */
export function affineBackward(G: Matrix, X: Matrix, W: Matrix): Gradients {
  throw new Error("affineBackward is not written yet");
}
