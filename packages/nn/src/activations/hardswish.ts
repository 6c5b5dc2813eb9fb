import type { Tensor } from "@blankfile/tensor";
import { Module } from "../module/module.ts";
import { relu6 } from "./hardtanh.ts";

/** min(max(x + 3, 0), 6) / 6, entry by entry: a sigmoid of straight pieces. Howard et al. 2019, https://arxiv.org/abs/1905.02244 */
export function hardsigmoid(x: Tensor): Tensor {
  return relu6(x.add(3)).div(6);
}

/**
 * x · min(max(x + 3, 0), 6) / 6, entry by entry. The slope at ±3 is that of the middle piece, as in PyTorch. Howard et al. 2019,
 * section 5.2, https://arxiv.org/abs/1905.02244
 */
export function hardswish(x: Tensor): Tensor {
  return x.mul(x.add(3).clamp({ min: 0, max: 6 }).div(6));
}

/** min(max(x + 3, 0), 6) / 6, entry by entry. */
export class Hardsigmoid extends Module {
  forward(x: Tensor): Tensor {
    return hardsigmoid(x);
  }
}

/** x · min(max(x + 3, 0), 6) / 6, entry by entry. */
export class Hardswish extends Module {
  forward(x: Tensor): Tensor {
    return hardswish(x);
  }
}
