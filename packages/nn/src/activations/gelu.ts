import { type Tensor, tanh } from "@blankfile/tensor";
import { Module } from "../module/module.ts";

export interface GELUOptions {
  /** "none" computes Φ by erf, "tanh" by the approximation; "none" unless told. */
  approximate?: "none" | "tanh";
}

/**
 * x · Φ(x), entry by entry, with Φ the normal distribution's cumulative function:
 *
 *   none:  x · ½ (1 + erf(x / √2))
 *   tanh:  x · ½ (1 + tanh(√(2/π) (x + 0.044715 x³)))
 *
 * Hendrycks and Gimpel 2016, section 2, https://arxiv.org/abs/1606.08415
 */
export function gelu(x: Tensor, { approximate = "none" }: GELUOptions = {}): Tensor {
  const inner =
    approximate === "none"
      ? x.mul(Math.SQRT1_2).erf()
      : tanh(x.mul(x.mul(x).mul(0.044715).add(1)).mul(Math.sqrt(2 / Math.PI)));
  return x.mul(inner.add(1).mul(0.5));
}

/** x · Φ(x), entry by entry; see `gelu`. */
export class GELU extends Module {
  readonly approximate: "none" | "tanh";

  constructor({ approximate = "none" }: GELUOptions = {}) {
    super();
    if (approximate !== "none" && approximate !== "tanh") {
      throw new RangeError(`GELU: approximate ${JSON.stringify(approximate)}, "none" or "tanh" is needed`);
    }
    this.approximate = approximate;
  }

  forward(x: Tensor): Tensor {
    return gelu(x, this);
  }
}
