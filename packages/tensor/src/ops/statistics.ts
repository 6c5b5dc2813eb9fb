import { optionsOf } from "../arguments.ts";
import { isFloating } from "../dtype.ts";
import { type Dims, normalizeDims, sizeOf } from "../shape.ts";
import { compute, record } from "../tape.ts";
import { requireTensor, type Tensor } from "../tensor.ts";
import { div, mul, sub } from "./arithmetic.ts";
import { type ReduceOptions, sum } from "./broadcast.ts";
import { eq } from "./comparisons.ts";
import { where } from "./select.ts";

/** x̄ = Σ x / n over the given dimensions; NaN of no elements. */
export function mean(x: Tensor, options: ReduceOptions = {}): Tensor {
  const { dim, keepdim = false } = optionsOf("mean", options);
  requireFloating("mean", x);
  return div(sum(x, { dim: dim ?? all(x), keepdim }), count("mean", x, dim));
}

export interface VarianceOptions extends ReduceOptions {
  /** What is taken off n: 1 for the unbiased estimate (as in PyTorch, unless told), 0 for the variance of the values. */
  correction?: number;
}

/** Σ (x − x̄)² / (n − correction). */
export function variance(x: Tensor, options: VarianceOptions = {}): Tensor {
  const { dim, keepdim = false, correction = 1 } = optionsOf("var", options);
  requireFloating("var", x);
  const deviation = sub(x, mean(x, { dim: dim ?? all(x), keepdim: true }));
  const freedom = Math.max(count("var", x, dim) - correction, 0);
  return div(sum(mul(deviation, deviation), { dim: dim ?? all(x), keepdim }), freedom);
}

/** √variance. Where it is 0 the gradient is taken as 0, as in PyTorch. */
export function std(x: Tensor, options: VarianceOptions = {}): Tensor {
  const v = variance(x, options);
  const y = compute("std", [v], v, (out, a) => {
    for (let i = 0; i < out.length; i++) out[i] = Math.sqrt(a[i]!);
  });
  return record("std", y, [[v, (g) => where(eq(y, 0), 0, div(g, mul(y, 2))), y]]);
}

function count(where: string, x: Tensor, dim: Dims | undefined): number {
  return sizeOf(normalizeDims(where, dim, x.ndim).map((d) => x.shape[d]!));
}

function all(x: Tensor): number[] {
  return x.shape.map((_, d) => d);
}

function requireFloating(where: string, x: Tensor): void {
  requireTensor(where, x);
  if (!isFloating(x.dtype)) {
    throw new TypeError(`${where}: dtype ${x.dtype}, float32 or float64 is needed; to("float32") converts`);
  }
}
