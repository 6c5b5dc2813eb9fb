import fc from "fast-check";
import { expect, it } from "vitest";
import { arange, sub } from "./index.ts";
import type { Shape } from "./shape.ts";
import type { Tensor } from "./tensor.ts";
import { spread } from "./zip.ts";

/** Sizes with which results take several pieces and end in the middle of one. */
const size = fc.constantFrom(1, 2, 3, 17, 64, 100);
const dtype = fc.constantFrom("float32", "float64", "int32");

it("operands that broadcast give what their repeated copies give, in any dtype and order", () => {
  const dims = fc.array(fc.tuple(size, fc.constantFrom("both", "left", "right")), {
    minLength: 1,
    maxLength: 3,
  });
  fc.assert(
    fc.property(dims, dtype, (chosen, type) => {
      const to = chosen.map(([n]) => n);
      const a = numbers(
        chosen.map(([n, side]) => (side === "right" ? 1 : n)),
        type,
      );
      const b = numbers(
        chosen.map(([n, side]) => (side === "left" ? 1 : n)),
        type,
      );
      const [p, q] = [spread(a.data, a.shape, to), spread(b.data, b.shape, to)];
      const wanted = p.map((value, i) => value - q[i]!);
      expect(sub(a, b).data).toEqual(wanted);
      expect(sub(b, a).data).toEqual(wanted.map((value) => (value === 0 ? 0 : -value)));
    }),
    { numRuns: 60 },
  );
});

function numbers(shape: Shape, dtype: string): Tensor {
  const n = shape.reduce((product, size) => product * size, 1);
  return arange(0, n, { dtype: dtype as Tensor["dtype"] })
    .mul(3)
    .reshape(shape);
}
