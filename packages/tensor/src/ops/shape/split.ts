import { optionsOf, requireNumbers, show } from "../../arguments.ts";
import { normalizeDim, showShape } from "../../shape.ts";
import { requireTensor, type Tensor } from "../../tensor.ts";
import { type Range, slice } from "../slice.ts";

/** Parts of `size` along `dim`, the last one smaller if it must be; or parts of the listed sizes, which add up to x's. */
export function split(x: Tensor, size: number | readonly number[], options: { dim?: number } = {}): Tensor[] {
  const { dim = 0 } = optionsOf("split", options);
  requireTensor("split", x);
  requireNumbers("split", "sizes", size);
  const { d, n } = along("split", x, dim);
  if (typeof size === "number") {
    if (!Number.isSafeInteger(size) || size < 1) {
      throw new RangeError(`split: parts of size ${size}, a whole number from 1 is needed`);
    }
    return cut(x, d, equalSizes(n, size));
  }
  const total = size.reduce((a, b) => a + b, 0);
  if (size.some((part) => !Number.isSafeInteger(part) || part < 0) || total !== n) {
    throw new RangeError(
      `split: sizes ${showShape(size)} for dim ${d} of size ${n}, whole sizes from 0 that add up to ${n} are needed`,
    );
  }
  return cut(x, d, size);
}

/** At most `chunks` parts of equal size along `dim`, the last one smaller if it must be. */
export function chunk(x: Tensor, chunks: number, options: { dim?: number } = {}): Tensor[] {
  const { dim = 0 } = optionsOf("chunk", options);
  requireTensor("chunk", x);
  const { d, n } = along("chunk", x, dim);
  if (!Number.isSafeInteger(chunks) || chunks < 1) {
    throw new RangeError(`chunk: ${show(chunks)} chunks, a whole number from 1 is needed`);
  }
  // As in PyTorch, nothing is shared out as that many parts of nothing.
  if (n === 0) return cut(x, d, new Array<number>(chunks).fill(0));
  return cut(x, d, equalSizes(n, Math.ceil(n / chunks)));
}

function along(where: string, x: Tensor, dim: number): { d: number; n: number } {
  if (x.ndim === 0) throw new RangeError(`${where}: a 0-D tensor, dimensions are needed`);
  const d = normalizeDim(where, dim, x.ndim);
  return { d, n: x.shape[d]! };
}

function equalSizes(n: number, size: number): number[] {
  const count = Math.max(Math.ceil(n / size), 1);
  return Array.from({ length: count }, (_, i) => Math.min(size, n - i * size));
}

function cut(x: Tensor, d: number, sizes: readonly number[]): Tensor[] {
  const before: Range[] = x.shape.slice(0, d).map(() => null);
  let start = 0;
  return sizes.map((size) => {
    start += size;
    return slice(x, ...before, [start - size, start]);
  });
}
