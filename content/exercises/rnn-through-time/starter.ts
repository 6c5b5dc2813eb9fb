export type Matrix = number[][];

export interface Parameters {
  /** D × H. */
  Wx: Matrix;
  /** H × H. */
  Wh: Matrix;
  /** H. */
  b: number[];
}

export interface Gradients extends Parameters {
  /** H. */
  h0: number[];
  /** T × D. */
  xs: Matrix;
}

/** The states h_1 … h_T, T × H. */
export function forward(xs: Matrix, h0: number[], parameters: Parameters): Matrix {
  throw new Error("forward is not written yet");
}

/** Slopes of the loss in all inputs, from its direct slopes in the states. */
export function backward(xs: Matrix, h0: number[], parameters: Parameters, direct: Matrix): Gradients {
  throw new Error("backward is not written yet");
}
