import { type Tensor, where } from "@blankfile/tensor";

/** log(1 + e^x) = max(x, 0) + log(1 + e^{−|x|}), which does not overflow. Its slope at 0 is ½, also by this formula. */
export function softplus(x: Tensor): Tensor {
  return where(x.gt(0), x, 0).add(where(x.gt(0), x.neg(), x).exp().log1p());
}
