import { optionsOf, requireFunction } from "../arguments.ts";
import { stack } from "../ops/join.ts";
import { type Range, slice } from "../ops/slice.ts";
import { normalizeDim, showShape } from "../shape.ts";
import { requireTensor, type Tensor } from "../tensor.ts";

export interface VmapOptions {
  /** The dimension of each input that is mapped over, or one for all; null hands an input on whole. */
  inDims?: number | null | readonly (number | null)[];
  /** Where the mapped dimension stands in the result. */
  outDim?: number;
}

/**
 * From a function on single examples one on batches: fn is called for each place along the mapped dimensions, and its
 * results are stacked. As many calls as examples, so it saves writing, not time; gradients pass through. With `grad`
 * inside it gives the gradient of every example by itself.
 */
export function vmap(
  fn: (...inputs: Tensor[]) => Tensor,
  options: VmapOptions = {},
): (...inputs: Tensor[]) => Tensor {
  const { inDims = 0, outDim = 0 } = optionsOf("vmap", options);
  requireFunction("vmap", "fn", fn);
  return (...inputs) => {
    requireTensor("vmap", ...inputs);
    const dims = mappedDims(inputs, inDims);
    const sizes = inputs.flatMap((x, i) => (dims[i] === null ? [] : [x.shape[dims[i]!]!]));
    const [count] = sizes;
    if (count === undefined || count === 0 || sizes.some((n) => n !== count)) {
      throw new RangeError(`vmap: sizes ${showShape(sizes)} to map over, one size from 1 is needed`);
    }
    const results = Array.from({ length: count }, (_, r) =>
      fn(...inputs.map((x, i) => (dims[i] === null ? x : at(x, dims[i]!, r)))),
    );
    requireTensor("vmap", ...results);
    return stack(results, { dim: outDim });
  };
}

function mappedDims(inputs: readonly Tensor[], inDims: NonNullable<VmapOptions["inDims"]> | null) {
  const list = Array.isArray(inDims) ? inDims : inputs.map(() => inDims as number | null);
  if (list.length !== inputs.length) {
    throw new RangeError(`vmap: ${list.length} inDims for ${inputs.length} inputs, one for each is needed`);
  }
  return inputs.map((x, i): number | null => {
    const dim = list[i]!;
    if (dim === null) return null;
    if (x.ndim === 0) {
      throw new RangeError(
        `vmap: input ${i} has no dimensions, one to map over, or null in inDims, is needed`,
      );
    }
    return normalizeDim("vmap", dim, x.ndim);
  });
}

function at(x: Tensor, d: number, r: number): Tensor {
  const ranges: Range[] = x.shape.slice(0, d).map(() => null);
  return slice(x, ...ranges, r);
}
