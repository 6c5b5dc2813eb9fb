import type { Tensor } from "@blankfile/tensor";
import { Module } from "../module/module.ts";
import { gelu } from "./gelu.ts";
import { halves } from "./glu.ts";
import { silu } from "./silu.ts";

/**
 * What remains of a gated linear unit when its two linear maps are one layer before it: halves a, b of the last dimension become
 *
 *   ReGLU: a ⊗ relu(b)    GeGLU: a ⊗ gelu(b)    SwiGLU: a ⊗ silu(b)
 *
 * x [..., 2 C], y [..., C]. Shazeer 2020, equation 5, https://arxiv.org/abs/2002.05202
 */
abstract class Gated extends Module {
  readonly #where: string;

  constructor(where: string) {
    super();
    this.#where = where;
  }

  forward(x: Tensor): Tensor {
    const [a, b] = halves(this.#where, x, -1);
    return a.mul(this.gate(b));
  }

  protected abstract gate(b: Tensor): Tensor;
}

/** a ⊗ relu(b) with a, b the halves of the last dimension. Shazeer 2020, equation 5, https://arxiv.org/abs/2002.05202 */
export class ReGLU extends Gated {
  constructor() {
    super("ReGLU");
  }

  protected override gate(b: Tensor): Tensor {
    return b.relu();
  }
}

/** a ⊗ gelu(b) with a, b the halves of the last dimension. Shazeer 2020, equation 5, https://arxiv.org/abs/2002.05202 */
export class GeGLU extends Gated {
  constructor() {
    super("GeGLU");
  }

  protected override gate(b: Tensor): Tensor {
    return gelu(b);
  }
}

/** a ⊗ silu(b) with a, b the halves of the last dimension. Shazeer 2020, equation 5, https://arxiv.org/abs/2002.05202 */
export class SwiGLU extends Gated {
  constructor() {
    super("SwiGLU");
  }

  protected override gate(b: Tensor): Tensor {
    return silu(b);
  }
}
