export type Matrix = number[][];

export interface Settings {
  /** M, the side of the window. */
  size: number;
  /** S, how far apart two neighbouring windows begin. */
  stride: number;
  /** P, pixels of −∞ on each side, at most M/2. */
  padding: number;
}

/** The largest pixel of each window. */
export function maxPool(X: Matrix, settings: Settings): Matrix {
  throw new Error("maxPool is not written yet");
}

/** ∂L/∂X, given G = ∂L/∂Y. */
export function maxPoolBackward(G: Matrix, X: Matrix, settings: Settings): Matrix {
  throw new Error("maxPoolBackward is not written yet");
}
