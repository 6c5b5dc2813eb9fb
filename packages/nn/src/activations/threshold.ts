import { type Tensor, where } from "@blankfile/tensor";
import { Module } from "../module/module.ts";

/** x where x > threshold, `value` elsewhere, entry by entry. */
export function threshold(x: Tensor, limit: number, value: number): Tensor {
  return where(x.le(limit), value, x);
}

/** x where x > threshold, `value` elsewhere, entry by entry. */
export class Threshold extends Module {
  readonly threshold: number;
  readonly value: number;

  constructor(limit: number, value: number) {
    super();
    if (!Number.isFinite(limit) || !Number.isFinite(value))
      throw new RangeError(`Threshold: threshold ${limit} and value ${value}, finite numbers are needed`);
    this.threshold = limit;
    this.value = value;
  }

  forward(x: Tensor): Tensor {
    return threshold(x, this.threshold, this.value);
  }
}
