import type { Tensor } from "@blankfile/tensor";
import { Module } from "../module/module.ts";

/** x · σ(x), entry by entry, also called swish. Hendrycks and Gimpel 2016, https://arxiv.org/abs/1606.08415 */
export function silu(x: Tensor): Tensor {
  return x.mul(x.sigmoid());
}

/** x · σ(x), entry by entry. */
export class SiLU extends Module {
  forward(x: Tensor): Tensor {
    return silu(x);
  }
}
