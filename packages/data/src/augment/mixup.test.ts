import { cat, Philox, tensor } from "@blankfile/tensor";
import { describe, expect, it } from "vitest";
import { cutmix } from "./cutmix.ts";
import { mixup } from "./mixup.ts";

const target = tensor([0, 2], { dtype: "int32" });
const options = (seed: number) => ({ alpha: 1, numClasses: 3, rng: new Philox(seed) });
/** A seed under which the two are mixed with each other. */
const crossed = (mix: typeof mixup, x: typeof target) => {
  for (let seed = 0; ; seed++) {
    const mixed = mix(x, target, options(seed));
    if (mixed.partner.data[0] === 1 && mixed.lambda > 0.2 && mixed.lambda < 0.8) return mixed;
  }
};

describe("mixup", () => {
  it("mixes numbers and targets by λ", () => {
    const {
      x,
      target: shares,
      lambda,
    } = crossed(
      mixup,
      tensor(
        [
          [1, 2],
          [5, 6],
        ],
        { dtype: "float64" },
      ),
    );
    const [own, other] = [lambda, 1 - lambda];
    expect(x.data[0]).toBeCloseTo(own * 1 + other * 5, 12);
    expect(x.data[3]).toBeCloseTo(own * 6 + other * 2, 12);
    [own, 0, other, other, 0, own].forEach((share, i) => {
      expect(shares.data[i]).toBeCloseTo(share, 12);
    });
  });

  it("leaves everything as it is where an example is mixed with itself", () => {
    const one = mixup(tensor([[3, 4]]), tensor([1], { dtype: "int32" }), options(0));
    const expected = tensor([3, 4, 0, 1, 0]);
    expect(
      cat([one.x.reshape([2]), one.target.reshape([3])])
        .sub(expected)
        .abs()
        .max()
        .item(),
    ).toBeLessThan(1e-6);
  });

  it("refuses α, sizes and classes that do not fit", () => {
    const x = tensor([[1], [2]]);
    expect(() => mixup(x, target, { ...options(0), alpha: 0 })).toThrow(/alpha 0/);
    expect(() => mixup(x, tensor([0], { dtype: "int32" }), options(0))).toThrow(/shape \[1\] for 2 examples/);
    expect(() => mixup(x, target, { ...options(0), numClasses: 2 })).toThrow(/target 2 of example 1/);
  });
});

describe("cutmix", () => {
  const x = tensor([Array(16).fill(0), Array(16).fill(1)]).reshape([2, 1, 4, 4]);

  it("mixes targets by the share of pixels that stayed, and pixels stay or come whole", () => {
    const mixed = crossed(cutmix, x);
    const ones = mixed.x.slice(0).sum().item();
    expect(mixed.lambda).toBeCloseTo(1 - ones / 16, 12);
    expect(mixed.target.data[0]).toBeCloseTo(mixed.lambda, 6);
    expect(new Set(mixed.x.data)).toEqual(new Set([0, 1]));
    expect(mixed.x.sum().item()).toBe(16);
  });

  it("takes one rectangle", () => {
    const rows = crossed(cutmix, x).x.slice(0, 0).toArray() as number[][];
    const inside = rows.filter((row) => row.includes(1)).map((row) => row.join(""));
    expect(new Set(inside).size).toBe(1);
    expect(inside[0]).toMatch(/^0*1+0*$/);
  });

  it("keeps α's mean share over many draws, less what the edges cut off", () => {
    const shares = Array.from({ length: 400 }, (_, seed) => cutmix(x, target, options(seed)).lambda);
    const mean = shares.reduce((a, b) => a + b) / 400;
    expect(mean).toBeGreaterThan(0.5);
    expect(mean).toBeLessThan(0.9);
  });

  it("refuses what are no images", () => {
    expect(() => cutmix(tensor([[1]]), target, options(0))).toThrow(/shape \[1, 1\], images/);
  });
});
