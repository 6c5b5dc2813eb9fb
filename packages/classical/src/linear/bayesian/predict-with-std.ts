import type { Matrix } from "../../matrix/matrix.ts";

export interface Posterior {
  /** Σ, [F, F]. */
  sigma: Matrix;
  /** The precision of the noise. */
  alpha: number;
  /** x̄, [F]. */
  shift: Float64Array;
}

/** The standard deviation of a prediction: √((x − x̄)ᵀ Σ (x − x̄) + 1/α). */
export function predictWithStd(
  X: Matrix,
  mean: Float64Array,
  { sigma, alpha, shift }: Posterior,
): { mean: Float64Array; std: Float64Array } {
  const F = X.cols;
  const std = Float64Array.from(mean, (_, i) => {
    let variance = 1 / alpha;
    for (let j = 0; j < F; j++)
      for (let k = 0; k < F; k++)
        variance += (X.at(i, j) - shift[j]!) * sigma.data[j * F + k]! * (X.at(i, k) - shift[k]!);
    return Math.sqrt(variance);
  });
  return { mean, std };
}
