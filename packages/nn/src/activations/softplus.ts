import { type Tensor, where } from "@blankfile/tensor";
import { Module } from "../module/module.ts";

export interface SoftplusOptions {
  /** β; 1 unless told. */
  beta?: number;
  /** Where β x is larger, y = x; 20 unless told. */
  threshold?: number;
}

/** From here on log(1 + eˣ) = x in float64, and eˣ is far from the end of float32. */
const far = 40;

/** log(1 + e^(β x)) / β, entry by entry, and x where β x > threshold. Dugas et al. 2001, "Incorporating second-order functional knowledge" */
export function softplus(x: Tensor, { beta = 1, threshold = 20 }: SoftplusOptions = {}): Tensor {
  const max = Math.min(threshold, far);
  const scaled = x.mul(beta);
  return where(scaled.gt(max), x, scaled.clamp({ max }).exp().log1p().div(beta));
}

/** log σ(x) = −log(1 + e⁻ˣ), entry by entry, without overflow. */
export function logSigmoid(x: Tensor): Tensor {
  return softplus(x.neg(), { threshold: far }).neg();
}

/** log(1 + e^(β x)) / β; see `softplus`. */
export class Softplus extends Module {
  readonly beta: number;
  readonly threshold: number;

  constructor({ beta = 1, threshold = 20 }: SoftplusOptions = {}) {
    super();
    if (!Number.isFinite(beta) || beta === 0)
      throw new RangeError(`Softplus: beta ${beta}, a finite number other than 0 is needed`);
    if (Number.isNaN(threshold)) throw new RangeError("Softplus: threshold NaN, a number is needed");
    this.beta = beta;
    this.threshold = threshold;
  }

  forward(x: Tensor): Tensor {
    return softplus(x, this);
  }
}

/** log σ(x), entry by entry; see `logSigmoid`. */
export class LogSigmoid extends Module {
  forward(x: Tensor): Tensor {
    return logSigmoid(x);
  }
}
