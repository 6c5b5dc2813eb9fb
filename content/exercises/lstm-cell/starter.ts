export type Matrix = number[][];

export interface Parameters {
  /** D × 4H, blocks i, f, g, o. */
  W: Matrix;
  /** H × 4H. */
  U: Matrix;
  /** 4H. */
  b: number[];
}

export interface Gradients extends Parameters {
  /** D. */
  x: number[];
  /** H. */
  h: number[];
  /** H. */
  c: number[];
}

/** The new state and the new cell. */
export function step(
  x: number[],
  h: number[],
  c: number[],
  parameters: Parameters,
): { h: number[]; c: number[] } {
  throw new Error("step is not written yet");
}

/** Slopes in all inputs, from those in the new state (dh) and the new cell (dc). */
export function stepBackward(
  x: number[],
  h: number[],
  c: number[],
  parameters: Parameters,
  dh: number[],
  dc: number[],
): Gradients {
  throw new Error("stepBackward is not written yet");
}
