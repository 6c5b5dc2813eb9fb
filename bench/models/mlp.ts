import { relu, type Tensor } from "@blankfile/tensor";
import type { Mlp } from "../workloads/workload.ts";
import { linear, type Parameters } from "./layers.ts";

/** Logits [B, K] for x [B, F]. */
export function mlpLogits(p: Parameters, shape: Mlp, x: Tensor): Tensor {
  const layers = shape.sizes.length - 1;
  let h = x;
  for (let i = 0; i < layers; i++) {
    h = linear(p, String(i), h);
    if (i < layers - 1) h = relu(h);
  }
  return h;
}
