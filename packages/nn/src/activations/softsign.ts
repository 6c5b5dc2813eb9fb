import type { Tensor } from "@blankfile/tensor";
import { Module } from "../module/module.ts";

/** x / (1 + |x|), entry by entry. */
export function softsign(x: Tensor): Tensor {
  return x.div(x.abs().add(1));
}

/** x / (1 + |x|), entry by entry. */
export class Softsign extends Module {
  forward(x: Tensor): Tensor {
    return softsign(x);
  }
}
