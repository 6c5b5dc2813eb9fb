export type Matrix = number[][];

export interface Tables {
  /** V × D; row w is the vector of w as a centre. */
  inputs: Matrix;
  /** V × D; row w is the vector of w as a neighbour. */
  outputs: Matrix;
}

/** [centre, context] of every two places at most `window` apart. */
export function pairs(tokens: readonly number[], window: number): [number, number][] {
  throw new Error("pairs is not written yet");
}

/** p_w ∝ count_w^(3/4) */
export function noise(counts: readonly number[]): number[] {
  throw new Error("noise is not written yet");
}

/** L = −log σ(u_o · v_c) − Σ_k log σ(−u_k · v_c), and its gradient in both tables. */
export function lossAndGradients(
  tables: Tables,
  centre: number,
  context: number,
  negatives: readonly number[],
): { loss: number; gradients: Tables } {
  throw new Error("lossAndGradients is not written yet");
}
