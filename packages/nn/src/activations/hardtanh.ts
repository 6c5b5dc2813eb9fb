import { type Tensor, where } from "@blankfile/tensor";
import { Module } from "../module/module.ts";

export interface HardtanhOptions {
  /** −1 unless told. */
  minVal?: number;
  /** 1 unless told. */
  maxVal?: number;
}

/** min(max(x, minVal), maxVal), entry by entry. The slope on the bounds counts as 0, as in PyTorch. */
export function hardtanh(x: Tensor, { minVal = -1, maxVal = 1 }: HardtanhOptions = {}): Tensor {
  const within = x.gt(minVal).logicalAnd(x.lt(maxVal));
  return where(within, x, x.detach().clamp({ min: minVal, max: maxVal }));
}

/** min(max(x, 0), 6), entry by entry. Krizhevsky 2010, https://www.cs.toronto.edu/~kriz/conv-cifar10-aug2010.pdf */
export function relu6(x: Tensor): Tensor {
  return hardtanh(x, { minVal: 0, maxVal: 6 });
}

/** min(max(x, minVal), maxVal), entry by entry; see `hardtanh`. */
export class Hardtanh extends Module {
  readonly minVal: number;
  readonly maxVal: number;

  constructor({ minVal = -1, maxVal = 1 }: HardtanhOptions = {}) {
    super();
    if (!(minVal < maxVal))
      throw new RangeError(
        `Hardtanh: minVal ${minVal} and maxVal ${maxVal}, the first below the second is needed`,
      );
    this.minVal = minVal;
    this.maxVal = maxVal;
  }

  forward(x: Tensor): Tensor {
    return hardtanh(x, this);
  }
}

/** min(max(x, 0), 6), entry by entry. */
export class ReLU6 extends Module {
  forward(x: Tensor): Tensor {
    return relu6(x);
  }
}
