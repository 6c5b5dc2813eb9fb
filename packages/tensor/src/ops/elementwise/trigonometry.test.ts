import { expect, it } from "vitest";
import { acos, asin, atan, tan, tensor } from "../../index.ts";

const f64 = { dtype: "float64" } as const;

it("at values known by heart", () => {
  expect(tan(tensor(Math.PI / 4, f64)).item()).toBeCloseTo(1, 15);
  expect(asin(tensor(1, f64)).item()).toBe(Math.PI / 2);
  expect(acos(tensor(-1, f64)).item()).toBe(Math.PI);
  expect(atan(tensor(1, f64)).item()).toBe(Math.PI / 4);
});

it("inverses undo, and outside their domain give NaN", () => {
  const x = tensor([-0.9, 0.1, 0.7], f64);
  for (const y of [asin(x).sin(), acos(x).cos(), atan(x).tan()]) {
    y.data.forEach((value, i) => {
      expect(value).toBeCloseTo(x.data[i]!, 14);
    });
  }
  expect(asin(tensor(2)).item()).toBeNaN();
});
