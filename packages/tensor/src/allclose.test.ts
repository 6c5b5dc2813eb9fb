import { expect, it } from "vitest";
import { allclose } from "./allclose.ts";
import { tensor } from "./creation.ts";

it("allows atol + rtol · |b|", () => {
  const b = tensor([100, 0], { dtype: "float64" });
  expect(allclose(tensor([100.0009, 0], { dtype: "float64" }), b)).toBe(true);
  expect(allclose(tensor([100.0011, 0], { dtype: "float64" }), b)).toBe(false);
  expect(allclose(tensor([100, 1e-7], { dtype: "float64" }), b)).toBe(false);
  expect(allclose(tensor([100, 1e-7], { dtype: "float64" }), b, { atol: 1e-6 })).toBe(true);
});

it("broadcasts, and takes equal infinities as equal and NaN only when told", () => {
  expect(allclose(tensor([Infinity, Infinity]), tensor(Infinity))).toBe(true);
  expect(allclose(tensor(1), tensor(Infinity))).toBe(false);
  expect(allclose(tensor(NaN), tensor(NaN))).toBe(false);
  expect(allclose(tensor(NaN), tensor(NaN), { equalNan: true })).toBe(true);
});
