import { allocate } from "../../dtype.ts";
import { requireTensor, Tensor } from "../../tensor.ts";
import { indexSelect } from "../indexing.ts";
import { reshape } from "../reshape.ts";
import { argsort } from "./sort.ts";

export interface Unique {
  /** The different values, ascending, 1-D. */
  values: Tensor;
  /** For each element of x, which of the values it is; int32, of x's shape. */
  inverse: Tensor;
  /** How often each value occurs; int32. */
  counts: Tensor;
}

/**
 * The different values of x in ascending order. Each NaN differs from all others. The gradient of a value goes to the
 * first of its equals.
 */
export function unique(x: Tensor): Unique {
  requireTensor("unique", x);
  const flat = reshape(x, [x.numel()]);
  const order = argsort(flat).data;
  const inverse = allocate("int32", order.length);
  const firsts: number[] = [];
  const counts: number[] = [];
  for (let i = 0; i < order.length; i++) {
    if (i === 0 || x.data[order[i]!] !== x.data[order[i - 1]!]) {
      firsts.push(order[i]!);
      counts.push(0);
    }
    inverse[order[i]!] = firsts.length - 1;
    counts[counts.length - 1]! += 1;
  }
  return {
    values: indexSelect(flat, 0, integers(firsts)),
    inverse: new Tensor(inverse, x.shape, "int32"),
    counts: integers(counts),
  };
}

function integers(values: readonly number[]): Tensor {
  return new Tensor(Int32Array.from(values), [values.length], "int32");
}
