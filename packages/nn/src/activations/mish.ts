import type { Tensor } from "@blankfile/tensor";
import { Module } from "../module/module.ts";
import { softplus } from "./softplus.ts";

/** x · tanh(log(1 + eˣ)), entry by entry. Misra 2019, https://arxiv.org/abs/1908.08681 */
export function mish(x: Tensor): Tensor {
  return x.mul(softplus(x).tanh());
}

/** x · tanh(log(1 + eˣ)), entry by entry. */
export class Mish extends Module {
  forward(x: Tensor): Tensor {
    return mish(x);
  }
}
