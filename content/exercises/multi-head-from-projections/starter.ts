export type Matrix = number[][];

/** Each C × C, applied from the right: X W. */
export interface Projections {
  query: Matrix;
  key: Matrix;
  value: Matrix;
  output: Matrix;
}

export interface Options {
  /** Divides C. */
  heads: number;
  /** With it, token t sees tokens 0 to t. */
  causal: boolean;
}

/** T × C into H matrices T × C/H: head h has the columns h·C/H to (h + 1)·C/H − 1. */
export function splitHeads(M: Matrix, heads: number): Matrix[] {
  throw new Error("splitHeads is not written yet");
}

/** H matrices T × D, side by side: T × H·D. */
export function mergeHeads(heads: Matrix[]): Matrix {
  throw new Error("mergeHeads is not written yet");
}

/** Weights H × T × T, output T × C. */
export function multiHeadAttention(
  X: Matrix,
  projections: Projections,
  options: Options,
): { weights: Matrix[]; output: Matrix } {
  throw new Error("multiHeadAttention is not written yet");
}
