import { allocate } from "../../dtype.ts";
import { sizeOf } from "../../shape.ts";
import { compute, record } from "../../tape.ts";
import { Tensor } from "../../tensor.ts";
import { gather, offsets, places, requireSource } from "../indexing.ts";
import { maskedFill, where } from "../select.ts";

/**
 * x with each element of `source` written where `gather` with the same `dim` and `index` would read. Of several for one
 * place the last is kept, and only that one gets the place's gradient.
 */
export function scatter(x: Tensor, dim: number, index: Tensor, source: Tensor): Tensor {
  const d = places("scatter", x, dim, index);
  requireSource("scatter", x, source, index.shape);
  const to = offsets(index.data, index.shape, d, x.shape);
  const y = compute("scatter", [x, source], x, (out, a, b) => {
    out.set(a);
    for (let i = 0; i < b.length; i++) out[to[i]!] = b[i]!;
  });
  return record("scatter", y, [
    [x, (g) => maskedFill(g, written(x, to), 0)],
    [source, (g) => where(kept(source, to), gather(g, d, index), 0), index],
  ]);
}

/** Which places of x were written to. */
function written({ shape }: Tensor, to: Int32Array): Tensor {
  const mask = allocate("bool", sizeOf(shape));
  for (const place of to) mask[place] = 1;
  return new Tensor(mask, shape, "bool");
}

/** Which elements of the source were not written over by a later one. */
function kept({ shape }: Tensor, to: Int32Array): Tensor {
  const mask = allocate("bool", to.length);
  const later = new Set<number>();
  for (let i = to.length - 1; i >= 0; i--) {
    mask[i] = later.has(to[i]!) ? 0 : 1;
    later.add(to[i]!);
  }
  return new Tensor(mask, shape, "bool");
}
