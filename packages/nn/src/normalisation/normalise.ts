import type { Tensor } from "@blankfile/tensor";

/** Mean and biased variance of x over some dimensions, which stay with size 1. */
export function moments(x: Tensor, dim: readonly number[]): { mean: Tensor; variance: Tensor } {
  const mean = x.mean({ dim, keepdim: true });
  const deviation = x.sub(mean);
  return { mean, variance: deviation.mul(deviation).mean({ dim, keepdim: true }) };
}

/** (x − mean) / √(variance + eps). */
export function normalise(
  x: Tensor,
  { mean, variance }: { mean: Tensor; variance: Tensor },
  eps: number,
): Tensor {
  return x.sub(mean).mul(variance.add(eps).rsqrt());
}

/** x · weight + bias, each where it is there. */
export function affine(x: Tensor, weight: Tensor | null, bias: Tensor | null): Tensor {
  const scaled = weight === null ? x : x.mul(weight);
  return bias === null ? scaled : scaled.add(bias);
}

/** [C] as [1, C, 1, …], which meets tensors with channels in dimension 1. */
export function perChannel<T extends Tensor | null>(x: T, ndim: number): T extends null ? null : Tensor {
  type Result = T extends null ? null : Tensor;
  if (x === null) return null as Result;
  return x.reshape([1, -1, ...Array.from({ length: ndim - 2 }, () => 1)]) as Tensor as Result;
}

/** Refuses an ε that is no finite number from 0. */
export function checkEps(where: string, eps: number): void {
  if (!(Number.isFinite(eps) && eps >= 0))
    throw new RangeError(`${where}: eps ${eps}, a finite number from 0 is needed`);
}
