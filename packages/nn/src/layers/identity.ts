import type { Tensor } from "@blankfile/tensor";
import { Module } from "../module/module.ts";

/** y = x: stands where another module might. */
export class Identity extends Module {
  forward(x: Tensor): Tensor {
    return x;
  }
}
