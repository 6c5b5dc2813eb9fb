import { conv2d, maxPool2d, relu, type Tensor } from "@blankfile/tensor";
import { linear, type Parameters } from "./layers.ts";

/** Logits [B, K] for images x [B, 1, S, S]. */
export function convnetLogits(p: Parameters, x: Tensor): Tensor {
  const layer = (name: string, h: Tensor) =>
    maxPool2d(relu(conv2d(h, p[`${name}.weight`]!, { bias: p[`${name}.bias`]!, padding: 1 })), 2);
  const h = layer("conv2", layer("conv1", x)); // [B, 32, S/4, S/4]
  return linear(p, "dense", h.flatten(1));
}
