import { Tensor } from "@blankfile/tensor";

/**
 * A tensor that a module keeps beside its parameters: running means, for example. It stands in the module's state and is not changed by
 * optimisers. It takes the tensor's memory as it is.
 */
export class Buffer extends Tensor {
  constructor(value: Tensor) {
    super(value.storage, value.shape, value.dtype);
  }
}
