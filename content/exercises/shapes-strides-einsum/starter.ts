export interface NumberArray {
  shape: readonly number[];
  /** Row-major: the last index moves fastest. */
  data: readonly number[];
}

/** How far in the data each index moves. */
export function strides(shape: readonly number[]): number[] {
  throw new Error("strides is not written yet");
}

/** The shape of a + b, aligned at the ends. */
export function broadcastShape(a: readonly number[], b: readonly number[]): number[] {
  throw new Error("broadcastShape is not written yet");
}

/** Strides with which data of one shape is read as an array of the target shape. */
export function broadcastStrides(shape: readonly number[], target: readonly number[]): number[] {
  throw new Error("broadcastStrides is not written yet");
}

/** Products of one number of each array, summed over every letter that the result lacks. */
export function einsum(formula: string, arrays: readonly NumberArray[]): NumberArray {
  throw new Error("einsum is not written yet");
}
