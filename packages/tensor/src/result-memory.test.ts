import fc from "fast-check";
import { expect, it } from "vitest";
import { allocate, type DType } from "./dtype.ts";
import { allocateResult } from "./result-memory.ts";

const dtypes: DType[] = ["bool", "int32", "float32", "float64"];

it("small arrays lie in one piece, one after another; the smallest and the large ones have memory of their own", () => {
  const arrays = Array.from({ length: 33 }, () => allocateResult("float32", 64));
  // 8,192 bytes hold 32 arrays of 256, so 33 lie in two or three pieces.
  expect([2, 3]).toContain(new Set(arrays.map(({ buffer }) => buffer)).size);
  expect(allocateResult("float64", 8).buffer.byteLength).toBe(64);
  expect(allocateResult("float64", 129).buffer.byteLength).toBe(129 * 8);
});

it("every array has its dtype and size, begins with zeros, and shares no element with another", () => {
  const sizes = fc.tuple(fc.constantFrom(...dtypes), fc.integer({ min: 0, max: 300 }));
  fc.assert(
    fc.property(fc.array(sizes, { minLength: 1, maxLength: 80 }), (wanted) => {
      const arrays = wanted.map(([dtype, size], i) => {
        const array = allocateResult(dtype, size);
        expect(array).toEqual(allocate(dtype, size));
        return array.fill(i + 1);
      });
      arrays.forEach((array, i) => {
        expect(array.every((value) => value === i + 1)).toBe(true);
      });
    }),
  );
});
