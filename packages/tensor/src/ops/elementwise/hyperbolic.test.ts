import { expect, it } from "vitest";
import { acosh, asinh, atanh, cosh, sinh, tensor } from "../../index.ts";

const f64 = { dtype: "float64" } as const;

it("cosh² − sinh² = 1, and sinh 0 = 0", () => {
  const x = tensor([-2, 0, 0.5], f64);
  expect(sinh(x).toArray()).toContain(0);
  for (const value of cosh(x).pow(2).sub(sinh(x).pow(2)).data) expect(value).toBeCloseTo(1, 12);
});

it("inverses undo, and outside their domain give NaN", () => {
  expect(asinh(sinh(tensor(1.25, f64))).item()).toBeCloseTo(1.25, 14);
  expect(acosh(cosh(tensor(1.25, f64))).item()).toBeCloseTo(1.25, 14);
  expect(atanh(tensor(0.25, f64).tanh()).item()).toBeCloseTo(0.25, 14);
  expect([acosh(tensor(0.5)), atanh(tensor(2))].map((y) => y.item())).toEqual([NaN, NaN]);
});
