import { compute, record } from "../../tape.ts";
import type { Tensor } from "../../tensor.ts";
import { gather, offsets, places, requireSource } from "../indexing.ts";
import { maskedFill, where } from "../select.ts";

/**
 * x with each element of `source` written where `gather` with the same `dim` and `index` would read. Of several for one
 * place the last is kept, and only that one gets the place's gradient.
 */
export function scatter(x: Tensor, dim: number, index: Tensor, source: Tensor): Tensor {
  const d = places("scatter", x, dim, index);
  requireSource("scatter", x, source, index.shape);
  const y = compute("scatter", [x, index, source], x, (out, a, at, b) => {
    const to = offsets(at, index.shape, d, x.shape);
    out.set(a);
    for (let i = 0; i < b.length; i++) out[to[i]!] = b[i]!;
  });
  return record("scatter", y, [
    [x, (g) => maskedFill(g, written(x, d, index), 0), index],
    [source, (g) => where(kept(x, d, index), gather(g, d, index), 0), index],
  ]);
}

/** Which places of x were written to. */
function written({ shape }: Tensor, d: number, index: Tensor): Tensor {
  return compute("scatter", [index], { shape, dtype: "bool" }, (mask, at) => {
    for (const place of offsets(at, index.shape, d, shape)) mask[place] = 1;
  });
}

/** Which elements of the source were not written over by a later one. */
function kept({ shape }: Tensor, d: number, index: Tensor): Tensor {
  return compute("scatter", [index], { shape: index.shape, dtype: "bool" }, (mask, at) => {
    const to = offsets(at, index.shape, d, shape);
    const later = new Set<number>();
    for (let i = to.length - 1; i >= 0; i--) {
      mask[i] = later.has(to[i]!) ? 0 : 1;
      later.add(to[i]!);
    }
  });
}
