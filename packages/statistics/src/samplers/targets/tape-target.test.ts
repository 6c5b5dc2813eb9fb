import type { Tensor } from "@blankfile/tensor";
import { expect, it } from "vitest";
import { tapeTarget } from "./tape-target.ts";
import { gradientOf } from "./target.ts";

const banana = (x: Tensor) => {
  const [a, b] = [x.slice(0), x.slice(1)];
  return a.square().mul(-0.5).sub(b.sub(a.square()).square().mul(2));
};

it("∇(−x²/2) at 3 is −3, beside the value −4.5", () => {
  const target = tapeTarget((x) => x.square().sum().mul(-0.5));
  const both = target.logDensityAndGradient(Float64Array.of(3));
  expect(both).toEqual({ logDensity: -4.5, gradient: Float64Array.of(-3) });
  expect(target.logDensity(Float64Array.of(3))).toBe(-4.5);
});

it("the gradient of a banana is that of central differences", () => {
  const target = tapeTarget(banana);
  const [point, h] = [[0.7, -0.4], 1e-5];
  const gradient = target.gradient(Float64Array.from(point));
  for (let i = 0; i < 2; i++) {
    const at = (shift: number) =>
      target.logDensity(Float64Array.from(point, (v, j) => v + (i === j ? shift : 0)));
    expect(gradient[i]).toBeCloseTo((at(h) - at(-h)) / (2 * h), 8);
  }
});

it("a target without gradient is refused where one is needed", () => {
  expect(() => gradientOf("NUTS", { logDensity: () => 0 })).toThrow("NUTS: a target without gradient");
});
