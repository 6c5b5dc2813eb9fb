import type { Tensor } from "@blankfile/tensor";
import { Module } from "../module/module.ts";

/** max(0, x), entry by entry; the slope at 0 counts as 0. */
export class ReLU extends Module {
  forward(x: Tensor): Tensor {
    return x.relu();
  }
}

/** tanh x = (eˣ − e⁻ˣ) / (eˣ + e⁻ˣ), entry by entry. */
export class Tanh extends Module {
  forward(x: Tensor): Tensor {
    return x.tanh();
  }
}

/** σ(x) = 1 / (1 + e⁻ˣ), entry by entry. */
export class Sigmoid extends Module {
  forward(x: Tensor): Tensor {
    return x.sigmoid();
  }
}
