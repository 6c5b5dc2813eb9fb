import type { Tensor } from "@blankfile/tensor";
import { Module } from "../module/module.ts";

export interface SoftmaxOptions {
  /** Along which dimension the results add up to 1. */
  dim: number;
}

/** yᵢ = e^(xᵢ) / Σⱼ e^(xⱼ) along one dimension, without overflow. */
export class Softmax extends Module {
  readonly dim: number;

  constructor(options: SoftmaxOptions) {
    super();
    this.dim = dimOf("Softmax", options);
  }

  forward(x: Tensor): Tensor {
    checkDim("Softmax", x, this.dim);
    return x.softmax({ dim: this.dim });
  }
}

/** yᵢ = xᵢ − log Σⱼ e^(xⱼ) along one dimension, without overflow. */
export class LogSoftmax extends Module {
  readonly dim: number;

  constructor(options: SoftmaxOptions) {
    super();
    this.dim = dimOf("LogSoftmax", options);
  }

  forward(x: Tensor): Tensor {
    checkDim("LogSoftmax", x, this.dim);
    return x.logSoftmax({ dim: this.dim });
  }
}

function dimOf(where: string, options: SoftmaxOptions | undefined): number {
  const dim = options?.dim;
  if (dim === undefined || !Number.isInteger(dim))
    throw new RangeError(
      `${where}: dim ${dim}, a whole number is needed; pass { dim: -1 } for the last dimension`,
    );
  return dim;
}

function checkDim(where: string, x: Tensor, dim: number): void {
  if (dim < -x.ndim || dim >= x.ndim)
    throw new RangeError(`${where}: input [${x.shape.join(", ")}], one with dimension ${dim} is needed`);
}
