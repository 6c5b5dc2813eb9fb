/** The activations that have a gain, in PyTorch's names. */
export type Nonlinearity =
  | "linear"
  | "conv1d"
  | "conv2d"
  | "conv3d"
  | "conv_transpose1d"
  | "conv_transpose2d"
  | "conv_transpose3d"
  | "sigmoid"
  | "tanh"
  | "relu"
  | "leaky_relu"
  | "selu";

const gains: Record<Exclude<Nonlinearity, "leaky_relu">, number> = {
  linear: 1,
  conv1d: 1,
  conv2d: 1,
  conv3d: 1,
  conv_transpose1d: 1,
  conv_transpose2d: 1,
  conv_transpose3d: 1,
  sigmoid: 1,
  tanh: 5 / 3,
  relu: Math.SQRT2,
  // PyTorch's, found by trial: with 1 self-normalising networks keep their variance, with 3/4 their gradients behave better.
  selu: 3 / 4,
};

/**
 * The factor by which an activation asks weights to be larger, so that what flows through keeps its size: √2 for ReLU, which halves the
 * mean square, and √(2 / (1 + a²)) for leaky ReLU with slope a, 0.01 unless told.
 *
 * He et al. 2015, https://arxiv.org/abs/1502.01852
 */
export function calculateGain(nonlinearity: Nonlinearity, param: number = 0.01): number {
  if (nonlinearity === "leaky_relu") {
    if (!Number.isFinite(param))
      throw new RangeError(`calculateGain: slope ${param}, a finite number is needed`);
    return Math.sqrt(2 / (1 + param ** 2));
  }
  if (!Object.hasOwn(gains, nonlinearity)) {
    throw new RangeError(
      `calculateGain: ${JSON.stringify(nonlinearity)}, one of ${[...Object.keys(gains), "leaky_relu"].join(", ")} is needed`,
    );
  }
  return gains[nonlinearity];
}
