import { Tensor } from "@blankfile/tensor";

/** A tensor that a module owns and an optimiser changes. It takes the tensor's memory as it is and asks for a gradient. */
export class Parameter extends Tensor {
  constructor(value: Tensor) {
    super(value.storage, value.shape, value.dtype);
    this.requiresGrad = true;
  }
}
