export type Matrix = number[][];

export interface Inputs {
  /** T × D. */
  Q: Matrix;
  /** S × D. */
  K: Matrix;
  /** S × D_v. */
  V: Matrix;
  /** With it T = S, and query t sees keys 0 to t. */
  causal: boolean;
}

/** A = softmax(Q Kᵀ / √D) row by row, T × S; O = A V, T × D_v. */
export function attention({ Q, K, V, causal }: Inputs): { weights: Matrix; output: Matrix } {
  throw new Error("attention is not written yet");
}

/** ∂L/∂Q, ∂L/∂K and ∂L/∂V for G = ∂L/∂O, T × D_v. */
export function attentionGradients(
  { Q, K, V, causal }: Inputs,
  G: Matrix,
): { Q: Matrix; K: Matrix; V: Matrix } {
  throw new Error("attentionGradients is not written yet");
}
