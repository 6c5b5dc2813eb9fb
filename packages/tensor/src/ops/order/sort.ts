import { optionsOf, show } from "../../arguments.ts";
import { normalizeDim, showShape, sizeOf } from "../../shape.ts";
import { compute } from "../../tape.ts";
import { requireTensor, type Tensor } from "../../tensor.ts";
import type { Extreme } from "../extremes.ts";
import { gather } from "../indexing.ts";
import { type Range, slice } from "../slice.ts";

export interface SortOptions {
  /** The last one unless told. */
  dim?: number;
  /** From the largest to the smallest. */
  descending?: boolean;
}

/**
 * The elements in order along `dim`, and where each of them stood. Equal elements keep their order; NaN counts as the
 * largest. The gradient goes back to where each value came from.
 */
export function sort(x: Tensor, options: SortOptions = {}): Extreme {
  const indices = order("sort", x, options);
  return { values: gather(x, options.dim ?? -1, indices), indices };
}

/** The indices, int32, that `sort` would give. */
export function argsort(x: Tensor, options: SortOptions = {}): Tensor {
  return order("argsort", x, options);
}

export interface TopkOptions {
  dim?: number;
  /** Whether the k largest are wanted, as is usual, or the k smallest. */
  largest?: boolean;
}

/** The k largest elements along `dim` in descending order, or the k smallest in ascending order, and where they stood. */
export function topk(x: Tensor, k: number, options: TopkOptions = {}): Extreme {
  const { dim = -1, largest = true } = optionsOf("topk", options);
  requireTensor("topk", x);
  const d = normalizeDim("topk", dim, x.ndim);
  const n = x.shape[d] ?? 1;
  if (!Number.isInteger(k) || k < 0 || k > n || (x.ndim === 0 && k === 0)) {
    throw new RangeError(
      `topk: k = ${show(k)} of ${n} along dim ${d} of ${showShape(x.shape)}, 0 to ${n} is needed`,
    );
  }
  const all = order("topk", x, { dim: d, descending: largest });
  const before: Range[] = x.shape.slice(0, d).map(() => null);
  const indices = x.ndim === 0 ? all : slice(all, ...before, [0, k]);
  return { values: gather(x, d, indices), indices };
}

function order(name: string, x: Tensor, options: SortOptions): Tensor {
  const { dim = -1, descending = false } = optionsOf(name, options);
  requireTensor(name, x);
  const d = normalizeDim(name, dim, x.ndim);
  const n = x.shape[d] ?? 1;
  const inner = sizeOf(x.shape.slice(d + 1));
  return compute(name, [x], { shape: x.shape, dtype: "int32" }, (out, a) => {
    const line = new Int32Array(n);
    for (let start = 0; start < out.length; start += n * inner) {
      for (let i = start; i < start + inner; i++) {
        for (let r = 0; r < n; r++) line[r] = r;
        const value = (r: number): number => a[i + r * inner]!;
        line.sort(
          descending
            ? (p, q) => ascending(value(q), value(p)) || p - q
            : (p, q) => ascending(value(p), value(q)) || p - q,
        );
        for (let r = 0; r < n; r++) out[i + r * inner] = line[r]!;
      }
    }
  });
}

/** Below 0 if a comes first; NaN after everything else. */
function ascending(a: number, b: number): number {
  if (a < b) return -1;
  if (a > b) return 1;
  return Number(Number.isNaN(a)) - Number(Number.isNaN(b));
}
