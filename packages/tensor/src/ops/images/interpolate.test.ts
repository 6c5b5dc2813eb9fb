import { expect, it } from "vitest";
import { interpolate, tensor } from "../../index.ts";

const image = tensor([0, 4]).reshape([1, 1, 1, 2]);

it("by hand", () => {
  expect(interpolate(image, [1, 4]).flatten().toArray()).toEqual([0, 0, 4, 4]);
  expect(interpolate(image, [1, 4], { mode: "bilinear" }).flatten().toArray()).toEqual([0, 1, 3, 4]);
  expect(interpolate(image, [1, 3], { mode: "bilinear", alignCorners: true }).flatten().toArray()).toEqual([
    0, 2, 4,
  ]);
});

it("keeps an infinite pixel to itself", () => {
  const x = tensor([Infinity, 1, 2]).reshape([1, 1, 1, 3]);
  expect(interpolate(x, [1, 6]).flatten().toArray()).toEqual([Infinity, Infinity, 1, 1, 2, 2]);
});

it("refuses a size of 0", () => {
  expect(() => interpolate(image, [0, 1])).toThrow("interpolate: size [0, 1], a whole number from 1");
});
