import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { broadcastShapes, sizeOf, stridesOf } from "../../shape.ts";
import { GraphBuilder } from "../graph.ts";
import {
  broadcastView,
  isRowMajor,
  isWhole,
  permuteView,
  refine,
  reshapeView,
  sliceView,
  type View,
  wholeView,
} from "./view.ts";

function array(...shape: number[]): View {
  const spec = {
    name: "captured",
    inputs: [],
    shape,
    dtype: "float32",
    attributes: {},
    kernel: null,
  } as const;
  return wholeView(new GraphBuilder().add(spec));
}

/** The places in the array that a view reads, in its own order. */
function placesOf({ shape, strides, offset }: View): number[] {
  return shape.reduce(
    (starts, n, d) => starts.flatMap((at) => Array.from({ length: n }, (_, i) => at + i * strides[d]!)),
    [offset],
  );
}

describe("by hand", () => {
  it("the transpose of [2, 3] reads 0 3, 1 4, 2 5", () => {
    expect(placesOf(permuteView(array(2, 3), [1, 0]))).toEqual([0, 3, 1, 4, 2, 5]);
  });

  it("a column, broadcast along rows, is read again and again", () => {
    expect(placesOf(broadcastView(array(2, 1), [2, 2, 3]))).toEqual([0, 0, 0, 1, 1, 1, 0, 0, 0, 1, 1, 1]);
  });

  it("every second of the last row of [3, 4]", () => {
    const part = { offset: 8, strides: [4, 2] };
    expect(placesOf(sliceView(array(3, 4), [1, 2], part))).toEqual([8, 10]);
  });

  it("a slice of a transpose lies in the transpose's own order", () => {
    // Row 1 of the transpose of [2, 3] is column 1.
    const part = { offset: 2, strides: [2, 1] };
    expect(placesOf(sliceView(permuteView(array(2, 3), [1, 0]), [1, 2], part))).toEqual([1, 4]);
  });

  it("a transpose cannot be flattened by strides, its rows can be split", () => {
    const turned = permuteView(array(4, 3), [1, 0]);
    expect(reshapeView(turned, [12])).toBe(null);
    expect(placesOf(reshapeView(turned, [3, 2, 2])!)).toEqual(placesOf(turned));
  });

  it("[6, 4] and [2, 12] both are [2, 3, 4]; [4] and [6] share nothing", () => {
    expect(refine([6, 4], [2, 12])).toEqual([2, 3, 4]);
    expect(refine([4], [6])).toBe(null);
    expect(refine([], [1, 1])).toEqual([]);
  });

  it("only all elements in order are the whole", () => {
    expect(isWhole(reshapeView(array(2, 3), [3, 2])!)).toBe(true);
    expect(isWhole(permuteView(array(2, 3), [1, 0]))).toBe(false);
    expect(isWhole(permuteView(array(1, 3), [1, 0]))).toBe(true);
    expect(isWhole(broadcastView(array(1, 3), [2, 3]))).toBe(false);
  });
});

const sizes = fc.array(fc.constantFrom(1, 2, 3, 4, 6), { minLength: 1, maxLength: 4 });

/** A view made by a few permutes, broadcasts and slices, with the numbers that it should read. */
const views = fc
  .tuple(sizes, fc.array(fc.tuple(fc.nat(2), fc.nat(100)), { maxLength: 3 }))
  .map(([shape, changes]) => {
    let view = array(...shape);
    let wanted = Array.from({ length: sizeOf(shape) }, (_, i) => i);
    for (const [kind, seed] of changes) {
      const { shape: now } = view;
      const strides = stridesOf(now);
      const read = (size: readonly number[], steps: readonly number[], offset: number): number[] =>
        placesOf({ ...view, shape: size, strides: steps, offset }).map((at) => wanted[at]!);
      if (kind === 0) {
        const order = now.map((_, d) => (d + seed) % now.length);
        wanted = read(
          order.map((d) => now[d]!),
          order.map((d) => strides[d]!),
          0,
        );
        view = permuteView(view, order);
      } else if (kind === 1) {
        const target = now.map((n) => (n === 1 ? 1 + (seed % 3) : n));
        wanted = read(
          target,
          now.map((n, d) => (n === 1 ? 0 : strides[d]!)),
          0,
        );
        view = broadcastView(view, target);
      } else {
        const cuts = now.map((n) => ({ start: seed % n, step: 1 + (seed % 2) }));
        const size = now.map((n, d) => Math.ceil((n - cuts[d]!.start) / cuts[d]!.step));
        const part = {
          offset: cuts.reduce((sum, { start }, d) => sum + start * strides[d]!, 0),
          strides: strides.map((stride, d) => stride * cuts[d]!.step),
        };
        wanted = read(size, part.strides, part.offset);
        view = sliceView(view, size, part);
      }
    }
    return { view, wanted };
  });

describe("for any view", () => {
  it("permutes, broadcasts and slices of each other read what copying would give", () => {
    fc.assert(
      fc.property(views, ({ view, wanted }) => {
        expect(placesOf(view)).toEqual(wanted);
      }),
    );
  });

  it("a reshape reads the same elements in the same order, if strides can say it; the whole can always be reshaped", () => {
    fc.assert(
      fc.property(views, fc.nat(5), ({ view, wanted }, at) => {
        const n = view.shape[at % view.shape.length]!;
        const split = view.shape.flatMap((size, d) =>
          d === at % view.shape.length && n % 2 === 0 ? [2, size / 2] : [size, 1],
        );
        for (const shape of [split, [sizeOf(view.shape)], view.shape.filter((size) => size !== 1)]) {
          const found = reshapeView(view, shape);
          if (found) expect(placesOf(found)).toEqual(wanted);
          if (isRowMajor(view.shape, view.strides)) expect(found).not.toBe(null);
        }
      }),
    );
  });

  it("refined sizes split both shapes", () => {
    fc.assert(
      fc.property(sizes, sizes, (a, b) => {
        const dims = refine(a, b);
        if (!dims) return;
        const whole = sizeOf(a) > sizeOf(b) ? a : b;
        expect(sizeOf(dims)).toBe(sizeOf(whole));
        expect(reshapeView(array(...whole), dims)).not.toBe(null);
        expect(dims).not.toContain(1);
      }),
    );
  });

  it("broadcasting agrees with the rule of shapes", () => {
    fc.assert(
      fc.property(sizes, (shape) => {
        const target = broadcastShapes(
          "",
          shape,
          shape.map(() => 2).map((n, d) => (shape[d] === 1 ? n : shape[d]!)),
        );
        expect(sizeOf(broadcastView(array(...shape), target).shape)).toBe(sizeOf(target));
      }),
    );
  });
});
