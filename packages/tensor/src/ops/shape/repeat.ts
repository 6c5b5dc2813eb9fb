import { checkShape, showShape } from "../../shape.ts";
import { requireTensor, type Tensor } from "../../tensor.ts";
import { expand } from "../broadcast.ts";
import { clone } from "../cast.ts";
import { reshape } from "../reshape.ts";

/**
 * x laid out `counts[d]` times along each dimension d; missing leading dimensions of x count as 1.
 * [n] becomes [1, n], that [count, n], and that [count · n], for each dimension at once.
 */
export function repeat(x: Tensor, counts: readonly number[]): Tensor {
  requireTensor("repeat", x);
  checkShape("repeat", counts);
  if (counts.length < x.ndim) {
    throw new RangeError(
      `repeat: counts ${showShape(counts)} for ${showShape(x.shape)}, one for each dimension is needed`,
    );
  }
  const sizes = [...new Array<number>(counts.length - x.ndim).fill(1), ...x.shape];
  const apart = reshape(
    x,
    sizes.flatMap((n) => [1, n]),
  );
  const copies = expand(
    apart,
    sizes.flatMap((n, d) => [counts[d]!, n]),
  );
  const shape = sizes.map((n, d) => n * counts[d]!);
  return reshape(copies === apart ? clone(x) : copies, shape);
}
