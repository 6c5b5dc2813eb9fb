import fc from "fast-check";
import { expect, it } from "vitest";
import { sizeOf, stridesOf } from "./shape.ts";
import { copyBroadcast, copyPermuted, copyStrided, writeStrided } from "./strided.ts";

const counting = (n: number): Float64Array => Float64Array.from({ length: n }, (_, i) => i);

it("reads a matrix by columns when its strides are swapped", () => {
  const out = new Float64Array(6);
  copyPermuted(out, counting(6), [2, 3], [1, 0]);
  expect([...out]).toEqual([0, 3, 1, 4, 2, 5]);
});

it("repeats rows, columns and single elements", () => {
  const spread = (a: number[], from: number[], to: number[]): number[] => {
    const out = new Float64Array(sizeOf(to));
    copyBroadcast(out, Float64Array.from(a), from, to);
    return [...out];
  };
  expect(spread([1, 2], [2], [2, 2])).toEqual([1, 2, 1, 2]);
  expect(spread([1, 2], [2, 1], [2, 2])).toEqual([1, 1, 2, 2]);
  expect(spread([7], [], [3])).toEqual([7, 7, 7]);
  expect(spread([1, 2], [2], [0, 2])).toEqual([]);
});

it("writing undoes reading, for any shape and order", () => {
  const shapeAndOrder = fc
    .array(fc.integer({ min: 0, max: 4 }), { maxLength: 4 })
    .chain((shape) =>
      fc.tuple(fc.constant(shape), fc.shuffledSubarray([...shape.keys()], { minLength: shape.length })),
    );
  fc.assert(
    fc.property(shapeAndOrder, ([shape, order]) => {
      const strides = stridesOf(shape);
      const sizes = order.map((d) => shape[d]!);
      const steps = order.map((d) => strides[d]!);
      const data = counting(sizeOf(shape));
      const read = new Float64Array(data.length);
      copyStrided(read, data, sizes, steps);
      const back = new Float64Array(data.length);
      writeStrided(back, read, sizes, steps);
      expect(back).toEqual(data);
    }),
  );
});
