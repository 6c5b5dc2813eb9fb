import { type Tensor, where } from "@blankfile/tensor";
import { Module } from "../module/module.ts";

export interface LeakyReLUOptions {
  /** 0.01 unless told. */
  negativeSlope?: number;
}

/**
 * x where x > 0, negativeSlope · x elsewhere, entry by entry; the slope at 0 counts as negativeSlope. Maas et al. 2013,
 * https://ai.stanford.edu/~amaas/papers/relu_hybrid_icml2013_final.pdf
 */
export function leakyRelu(x: Tensor, { negativeSlope = 0.01 }: LeakyReLUOptions = {}): Tensor {
  return where(x.gt(0), x, x.mul(negativeSlope));
}

/** x where x > 0, negativeSlope · x elsewhere; see `leakyRelu`. */
export class LeakyReLU extends Module {
  readonly negativeSlope: number;

  constructor({ negativeSlope = 0.01 }: LeakyReLUOptions = {}) {
    super();
    if (!Number.isFinite(negativeSlope))
      throw new RangeError(`LeakyReLU: negativeSlope ${negativeSlope}, a finite number is needed`);
    this.negativeSlope = negativeSlope;
  }

  forward(x: Tensor): Tensor {
    return leakyRelu(x, this);
  }
}
