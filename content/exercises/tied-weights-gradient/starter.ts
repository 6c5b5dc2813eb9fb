export type Matrix = readonly (readonly number[])[];

export interface Result {
  loss: number;
  /** ∂L/∂W, M × F. */
  dW: number[][];
  /** ∂L/∂b, F. */
  db: number[];
}

export function lossAndGradients(
  X: Matrix,
  W: Matrix,
  b: readonly number[],
  importance: readonly number[],
): Result {
  throw new Error("lossAndGradients is not written yet");
}
