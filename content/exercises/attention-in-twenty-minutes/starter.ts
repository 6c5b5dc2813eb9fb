export type Matrix = number[][];

export interface Inputs {
  /** T × D. */
  Q: Matrix;
  /** S × D. */
  K: Matrix;
  /** S × D_v. */
  V: Matrix;
  /** T × S, true where query t sees key j; without it all is seen. */
  mask?: boolean[][];
}

export function attention({ Q, K, V, mask }: Inputs): { weights: Matrix; output: Matrix } {
  throw new Error("attention is not written yet");
}

export function attentionGradients(
  { Q, K, V, mask }: Inputs,
  G: Matrix,
): { Q: Matrix; K: Matrix; V: Matrix } {
  throw new Error("attentionGradients is not written yet");
}
