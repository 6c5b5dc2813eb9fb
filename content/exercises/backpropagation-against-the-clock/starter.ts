export type Matrix = number[][];

export interface Net {
  /** F × M. */
  W1: Matrix;
  /** M. */
  b1: number[];
  /** M × K. */
  W2: Matrix;
  /** K. */
  b2: number[];
}

export function forward(X: Matrix, net: Net): Matrix {
  throw new Error("forward is not written yet");
}

export function lossAndGradients(X: Matrix, labels: number[], net: Net): { loss: number; gradients: Net } {
  throw new Error("lossAndGradients is not written yet");
}

export function train(X: Matrix, labels: number[], net: Net, settings: { rate: number; steps: number }): Net {
  throw new Error("train is not written yet");
}
