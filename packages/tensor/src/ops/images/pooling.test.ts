import { expect, it } from "vitest";
import { adaptiveAvgPool2d, arange, avgPool1d, avgPool2d, maxPool1d, maxPool2d, neg } from "../../index.ts";

const image = arange(16).reshape([1, 1, 4, 4]);

it("by hand", () => {
  expect(maxPool2d(image, 2).flatten().toArray()).toEqual([5, 7, 13, 15]);
  expect(avgPool2d(image, 2).flatten().toArray()).toEqual([2.5, 4.5, 10.5, 12.5]);
  expect(adaptiveAvgPool2d(image, 1).flatten().toArray()).toEqual([7.5]);
});

it("what is padded never wins a maximum, and counts in a mean", () => {
  expect(maxPool2d(neg(image), 2, { padding: 1 }).data[0]).toBe(-0);
  expect(avgPool2d(image.add(4), 2, { padding: 1 }).flatten().toArray()).toEqual([
    1, 2.75, 1.75, 5, 11.5, 6.5, 4, 8.75, 4.75,
  ]);
});

it("of sequences is that of images of height 1", () => {
  const sequence = arange(6).reshape([1, 1, 6]);
  expect(maxPool1d(sequence, 2).flatten().toArray()).toEqual([1, 3, 5]);
  expect(maxPool1d(sequence, 2, { stride: 1, dilation: 3 }).flatten().toArray()).toEqual([3, 4, 5]);
  expect(avgPool1d(sequence, 3, { stride: 3 }).flatten().toArray()).toEqual([1, 4]);
  expect(avgPool1d(sequence.add(1), 2, { padding: 1 }).flatten().toArray()).toEqual([0.5, 2.5, 4.5, 3]);
});

it("refuses more padding than half the kernel", () => {
  expect(() => maxPool2d(image, 2, { padding: 2 })).toThrow("maxPool2d: padding [2, 2], at most half");
});
