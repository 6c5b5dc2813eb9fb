import fc from "fast-check";
import { expect, it } from "vitest";
import { erf, tensor } from "../../index.ts";
import { errorFunction } from "./erf.ts";

it("at values from DLMF's table 7.23 and at the ends", () => {
  expect(errorFunction(0)).toBe(0);
  expect(errorFunction(0.5)).toBeCloseTo(0.5204998778130465, 15);
  expect(errorFunction(1)).toBeCloseTo(0.8427007929497149, 15);
  expect(errorFunction(2)).toBeCloseTo(0.9953222650189527, 15);
  expect([6, 40, Infinity, -Infinity, NaN].map(errorFunction)).toEqual([1, 1, 1, -1, NaN]);
});

it("equals its alternating series near 0, in relative terms, and is odd", () => {
  fc.assert(
    fc.property(fc.double({ min: -0.5, max: 0.5, noNaN: true }), (x) => {
      let [power, series] = [x, 0];
      for (let n = 0; n < 20; n++) {
        series += power / (2 * n + 1);
        power *= -(x * x) / (n + 1);
      }
      const wanted = (2 / Math.sqrt(Math.PI)) * series;
      expect(Math.abs(errorFunction(x) - wanted)).toBeLessThanOrEqual(1e-15 * Math.abs(wanted));
      expect(errorFunction(-x)).toBe(-errorFunction(x));
    }),
  );
});

it("never steps where one polynomial gives way to the next", () => {
  for (let node = 0; node < 96; node++) {
    const border = (node + 0.5) / 16;
    expect(errorFunction(border * (1 + 2 ** -52)) - errorFunction(border * (1 - 2 ** -52))).toBeLessThan(
      1e-15,
    );
  }
});

it("integers become float32", () => {
  expect(erf(tensor([0, 9], { dtype: "int32" })).toArray()).toEqual([0, 1]);
});
