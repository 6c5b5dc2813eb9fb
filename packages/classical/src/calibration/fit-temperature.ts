/**
 * Temperature scaling: probabilities softmax(β z) of logits z, [N, K], with one inverse temperature β for all, which keeps the order of classes:
 *
 *   min over β of L(β) = Σᵢ wᵢ (ln Σₖ e^{β z_ik} − β z_{i yᵢ}),   L′(β) = Σᵢ wᵢ (Σₖ p_ik z_ik − z_{i yᵢ})
 *
 * L is convex, so that L′ rises and is 0 at the minimum; halving of an interval of ln β finds it, e⁻¹⁰ ≤ β ≤ e¹⁰. Guo et al. 2017,
 * https://arxiv.org/abs/1706.04599
 */
import { Matrix } from "../matrix/matrix.ts";

/** `y` has the place of each row's class. */
export function fitTemperature(logits: Matrix, y: ArrayLike<number>, weight?: ArrayLike<number>): number {
  let [low, high] = [-10, 10];
  for (let halving = 0; halving < 60; halving++) {
    const middle = (low + high) / 2;
    if (slopeAt(Math.exp(middle), logits, { y, weight }) < 0) low = middle;
    else high = middle;
  }
  return Math.exp((low + high) / 2);
}

/** softmax(β z) of each row. */
export function scaledSoftmax(beta: number, { data, rows, cols }: Matrix): Matrix {
  const out = Matrix.zeros(rows, cols);
  for (let i = 0; i < rows; i++) {
    let most = Number.NEGATIVE_INFINITY;
    for (let k = 0; k < cols; k++) most = Math.max(most, beta * data[i * cols + k]!);
    let total = 0;
    for (let k = 0; k < cols; k++)
      total += out.data[i * cols + k] = Math.exp(beta * data[i * cols + k]! - most);
    for (let k = 0; k < cols; k++) out.data[i * cols + k]! /= total;
  }
  return out;
}

function slopeAt(
  beta: number,
  logits: Matrix,
  { y, weight }: { y: ArrayLike<number>; weight: ArrayLike<number> | undefined },
): number {
  const p = scaledSoftmax(beta, logits);
  let slope = 0;
  for (let i = 0; i < p.rows; i++) {
    let expected = 0;
    for (let k = 0; k < p.cols; k++) expected += p.at(i, k) * logits.at(i, k);
    slope += (weight?.[i] ?? 1) * (expected - logits.at(i, y[i]!));
  }
  return slope;
}
