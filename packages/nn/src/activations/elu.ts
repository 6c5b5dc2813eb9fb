import { type Tensor, where } from "@blankfile/tensor";
import { Module } from "../module/module.ts";

export interface ELUOptions {
  /** α; 1 unless told. */
  alpha?: number;
}

/** x where x > 0, α (eˣ − 1) elsewhere, entry by entry. Clevert et al. 2016, equation 16, https://arxiv.org/abs/1511.07289 */
export function elu(x: Tensor, { alpha = 1 }: ELUOptions = {}): Tensor {
  return where(x.gt(0), x, x.clamp({ max: 0 }).expm1().mul(alpha));
}

/**
 * x where x > 0, α (e^(x / α) − 1) elsewhere, entry by entry: smooth at 0 for every α, which is not 0. Barron 2017,
 * https://arxiv.org/abs/1704.07483
 */
export function celu(x: Tensor, { alpha = 1 }: ELUOptions = {}): Tensor {
  return where(x.gt(0), x, x.div(alpha).clamp({ max: 0 }).expm1().mul(alpha));
}

const alphaOfSelu = 1.6732632423543772;
const scaleOfSelu = 1.0507009873554805;

/**
 * λ x where x > 0, λα (eˣ − 1) elsewhere, entry by entry, with λ and α such that mean 0 and variance 1 come out again. Klambauer et al.
 * 2017, equations 2 and 14, https://arxiv.org/abs/1706.02515
 */
export function selu(x: Tensor): Tensor {
  return elu(x, { alpha: alphaOfSelu }).mul(scaleOfSelu);
}

/** x where x > 0, α (eˣ − 1) elsewhere; see `elu`. */
export class ELU extends Module {
  readonly alpha: number;

  constructor({ alpha = 1 }: ELUOptions = {}) {
    super();
    checkAlpha("ELU", alpha);
    this.alpha = alpha;
  }

  forward(x: Tensor): Tensor {
    return elu(x, this);
  }
}

/** x where x > 0, α (e^(x / α) − 1) elsewhere; see `celu`. */
export class CELU extends Module {
  readonly alpha: number;

  constructor({ alpha = 1 }: ELUOptions = {}) {
    super();
    checkAlpha("CELU", alpha);
    this.alpha = alpha;
  }

  forward(x: Tensor): Tensor {
    return celu(x, this);
  }
}

/** λ x where x > 0, λα (eˣ − 1) elsewhere; see `selu`. */
export class SELU extends Module {
  forward(x: Tensor): Tensor {
    return selu(x);
  }
}

function checkAlpha(where: string, alpha: number): void {
  if (!Number.isFinite(alpha) || (where === "CELU" && alpha === 0))
    throw new RangeError(
      `${where}: alpha ${alpha}, a finite number${where === "CELU" ? " other than 0" : ""} is needed`,
    );
}
