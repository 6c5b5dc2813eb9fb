import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { exp, expm1, log, log1p, pow, sqrt, tensor } from "../index.ts";

describe("powers", () => {
  it("at values known by heart", () => {
    expect(pow(tensor([2, 3]), 2).toArray()).toEqual([4, 9]);
    expect(pow(2, tensor([3, -1])).toArray()).toEqual([8, 0.5]);
    expect(sqrt(tensor([4, 9])).toArray()).toEqual([2, 3]);
    expect([exp(tensor(0)).item(), log(tensor(1)).item(), log(tensor(0)).item()]).toEqual([1, 0, -Infinity]);
  });

  it("keep integers, unless a fraction would be lost", () => {
    expect(pow(tensor([3], { dtype: "int32" }), 2).dtype).toBe("int32");
    expect(() => pow(tensor([3], { dtype: "int32" }), -1)).toThrow("pow: 0.333");
  });

  it("of 0 have the derivatives 0 for x⁰ and for 0^y", () => {
    const x = tensor([0, 0], { requiresGrad: true });
    const y = tensor([0, 2], { requiresGrad: true });
    pow(x, y).sum().backward();
    expect(x.grad!.toArray()).toEqual([0, 0]);
    expect(y.grad!.toArray()).toEqual([0, 0]);
  });

  it("expm1 and log1p keep digits near 0 that exp and log lose", () => {
    const tiny = tensor(1e-12, { dtype: "float64" });
    expect(expm1(tiny).item()).toBeCloseTo(1e-12, 22);
    expect(log1p(tiny).item()).toBeCloseTo(1e-12, 22);
  });

  it("log undoes exp, and x^a · x^b = x^(a + b)", () => {
    const number = fc.double({ min: -5, max: 5, noNaN: true });
    fc.assert(
      fc.property(number, number, number, (value, a, b) => {
        const x = tensor(value, { dtype: "float64" });
        expect(log(exp(x)).item()).toBeCloseTo(value, 12);
        const base = exp(x.div(5));
        const [product, together] = [pow(base, a).mul(pow(base, b)).item(), pow(base, a + b).item()];
        expect(Math.abs(product / together - 1)).toBeLessThan(1e-12);
      }),
    );
  });
});
