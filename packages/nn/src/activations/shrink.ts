import { type Tensor, where } from "@blankfile/tensor";
import { Module } from "../module/module.ts";

export interface ShrinkOptions {
  /** λ; 0.5 unless told. */
  lambd?: number;
}

/** x − λ where x > λ, x + λ where x < −λ, 0 between, entry by entry. */
export function softshrink(x: Tensor, { lambd = 0.5 }: ShrinkOptions = {}): Tensor {
  // 0 · x and not 0, so that NaN stays NaN.
  return where(x.gt(lambd), x.sub(lambd), where(x.lt(-lambd), x.add(lambd), x.mul(0)));
}

/** x where |x| > λ, 0 elsewhere, entry by entry. */
export function hardshrink(x: Tensor, { lambd = 0.5 }: ShrinkOptions = {}): Tensor {
  return where(x.ge(-lambd).logicalAnd(x.le(lambd)), 0, x);
}

/** x − tanh x, entry by entry. */
export function tanhshrink(x: Tensor): Tensor {
  return x.sub(x.tanh());
}

/** Towards 0 by λ; see `softshrink`. */
export class Softshrink extends Module {
  readonly lambd: number;

  constructor({ lambd = 0.5 }: ShrinkOptions = {}) {
    super();
    checkLambda("Softshrink", lambd);
    this.lambd = lambd;
  }

  forward(x: Tensor): Tensor {
    return softshrink(x, this);
  }
}

/** x where |x| > λ, 0 elsewhere; see `hardshrink`. */
export class Hardshrink extends Module {
  readonly lambd: number;

  constructor({ lambd = 0.5 }: ShrinkOptions = {}) {
    super();
    checkLambda("Hardshrink", lambd);
    this.lambd = lambd;
  }

  forward(x: Tensor): Tensor {
    return hardshrink(x, this);
  }
}

/** x − tanh x, entry by entry. */
export class Tanhshrink extends Module {
  forward(x: Tensor): Tensor {
    return tanhshrink(x);
  }
}

function checkLambda(where: string, lambd: number): void {
  if (!(lambd >= 0 && Number.isFinite(lambd)))
    throw new RangeError(`${where}: lambd ${lambd}, a finite number from 0 is needed`);
}
