import type { Tensor } from "@blankfile/tensor";

/** x Wᵀ + b for x [..., in], W [out, in] and b [out] or none: what `Linear` is, for modules that hold W and b in other ways. */
export function linearMap(x: Tensor, weight: Tensor, bias: Tensor | null): Tensor {
  const y = x.matmul(weight.transpose(0, 1));
  return bias ? y.add(bias) : y;
}
