import { optionsOf, show } from "../../arguments.ts";
import { requireTensor, type Tensor } from "../../tensor.ts";
import { eq } from "../comparisons.ts";
import { indexSelect } from "../indexing.ts";
import { reshape, unsqueeze } from "../reshape.ts";
import { where } from "../select.ts";

/**
 * The row of `weight` [V, C] for each index: [B, T] gives [B, T, C]. Rows used several times add up their gradients; the
 * row `paddingIdx` gets none.
 */
export function embedding(index: Tensor, weight: Tensor, options: { paddingIdx?: number } = {}): Tensor {
  const { paddingIdx } = optionsOf("embedding", options);
  requireTensor("embedding", index, weight);
  if (weight.ndim !== 2) {
    throw new RangeError(`embedding: a weight with ${weight.ndim} dimensions, two are needed, [V, C]`);
  }
  if (
    paddingIdx !== undefined &&
    !(Number.isInteger(paddingIdx) && paddingIdx >= 0 && paddingIdx < weight.shape[0]!)
  ) {
    throw new RangeError(`embedding: paddingIdx ${show(paddingIdx)}, 0 to ${weight.shape[0]! - 1} is needed`);
  }
  const rows = indexSelect(weight, 0, reshape(index, [index.numel()]));
  const found = reshape(rows, [...index.shape, weight.shape[1]!]);
  if (paddingIdx === undefined) return found;
  return where(unsqueeze(eq(index, paddingIdx), -1), found.detach(), found);
}
