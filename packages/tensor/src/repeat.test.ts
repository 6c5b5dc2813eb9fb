import fc from "fast-check";
import { expect, it } from "vitest";
import { copyRepeated, repetition } from "./repeat.ts";
import { sizeOf } from "./shape.ts";
import { copyBroadcast } from "./strided.ts";

it("by hand: a row, a column, one element, and what comes in no such order", () => {
  expect(repetition([3], [2, 3])).toEqual({ n: 3, run: 1 });
  expect(repetition([2, 1], [2, 3])).toEqual({ n: 2, run: 3 });
  expect(repetition([2, 1], [4, 2, 3])).toEqual({ n: 2, run: 3 });
  expect(repetition([], [2, 3])).toEqual({ n: 1, run: 1 });
  expect(repetition([2, 1, 2], [2, 3, 2])).toBeNull();
});

it("any stretch of what is repeated is that of the broadcast copy", () => {
  const sizes = fc.array(fc.tuple(fc.integer({ min: 1, max: 40 }), fc.boolean()), { maxLength: 3 });
  const stretch = fc.tuple(
    fc.double({ min: 0, max: 1, noNaN: true }),
    fc.double({ min: 0, max: 1, noNaN: true }),
  );
  fc.assert(
    fc.property(sizes, fc.nat(2), stretch, (dims, drop, [u, v]) => {
      const to = dims.map(([n]) => n);
      const from = dims.map(([n, kept]) => (kept ? n : 1)).slice(Math.min(drop, dims.length));
      const found = repetition(from, to);
      fc.pre(found !== null);
      const a = Float64Array.from({ length: sizeOf(from) }, (_, i) => i + 1);
      const all = new Float64Array(sizeOf(to));
      copyBroadcast(all, a, from, to);
      const start = Math.floor(u * (all.length - 1));
      const length = Math.floor(v * (all.length - start));
      const part = new Float64Array(length);
      copyRepeated(part, { data: a, ...found! }, start, length);
      expect(part).toEqual(all.slice(start, start + length));
    }),
  );
});
