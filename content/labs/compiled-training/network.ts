/**
 * A network of two hidden layers, as functions of its parameters: 2 → width → width → 2.
 *
 *   h₁ = a(x W₁ + b₁),  h₂ = a(h₁ W₂ + b₂),  z = h₂ W₃ + b₃
 */
import type { LabRandom } from "@blankfile/curriculum/lab";
import { add, div, erf, logSoftmax, matmul, mul, neg, relu, sum, type Tensor, tanh } from "@blankfile/tensor";

/** W₁ [2, H], b₁ [H], W₂ [H, H], b₂ [H], W₃ [H, 2], b₃ [2]. */
export type Weights = readonly Float32Array[];

export const activations = ["tanh", "relu", "gelu"] as const;
export type ActivationName = (typeof activations)[number];

/** GELU is z Φ(z), with Φ the normal distribution. */
const activate: Record<ActivationName, (z: Tensor) => Tensor> = {
  tanh,
  relu,
  gelu: (z) => mul(mul(z, 0.5), add(erf(div(z, Math.SQRT2)), 1)),
};

export function shapesOf(width: number): number[][] {
  return [[2, width], [width], [width, width], [width], [width, 2], [2]];
}

/** Normal weights of variance 1 / inputs, twice that for relu, which drops half; hidden biases as given. */
export function drawWeights(
  { width, activation, bias }: { width: number; activation: string; bias: number },
  random: LabRandom,
): Weights {
  const gain = activation === "relu" ? Math.SQRT2 : 1;
  return shapesOf(width).map((shape, i) => {
    const numbers = new Float32Array(shape.reduce((product, n) => product * n, 1));
    if (shape.length === 1) return numbers.fill(i < 4 ? bias : 0);
    const spread = (i < 4 ? gain : 1) / Math.sqrt(shape[0]!);
    return numbers.map(() => spread * random.normal());
  });
}

/** Logits z [N, 2] of x [N, 2], and what went into the activations: two times [N, H]. */
export function forward(weights: readonly Tensor[], x: Tensor, activation: ActivationName) {
  const [w1, b1, w2, b2, w3, b3] = weights as readonly [Tensor, Tensor, Tensor, Tensor, Tensor, Tensor];
  const a = activate[activation];
  const first = add(matmul(x, w1), b1);
  const second = add(matmul(a(first), w2), b2);
  return { logits: add(matmul(a(second), w3), b3), sums: [first, second] };
}

/** Mean cross-entropy; the targets y [N, 2] hold a 1 in the column of the class and a 0 in the other. */
export function crossEntropy(logits: Tensor, y: Tensor): Tensor {
  return neg(div(sum(mul(logSoftmax(logits, { dim: 1 }), y)), logits.shape[0]!));
}

/** y = a(z) for a tensor of sums, to be differentiated. */
export function activationOf(name: ActivationName): (z: Tensor) => Tensor {
  return activate[name];
}
