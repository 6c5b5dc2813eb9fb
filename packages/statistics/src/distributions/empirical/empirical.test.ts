import { Philox } from "@blankfile/tensor";
import { describe, expect, it } from "vitest";
import { Normal } from "../continuous/normal.ts";
import { Uniform } from "../continuous/uniform.ts";
import { Empirical } from "./empirical.ts";
import { GaussianKde } from "./gaussian-kde.ts";
import { Mixture } from "./mixture.ts";
import { sampleQuantile } from "./sample-quantile.ts";

describe("Empirical", () => {
  const d = new Empirical([3, 1, 2, 2]);

  it("steps by 1/n at each value", () => {
    expect(Array.from(d.cdf([0, 1, 1.5, 2, 3, 4]))).toEqual([0, 0.25, 0.25, 0.75, 1, 1]);
    expect(Array.from(d.sf([0, 1, 2, 3]))).toEqual([1, 0.75, 0.25, 0]);
    expect(Array.from(d.ppf([0.25, 0.26, 0.75, 0.76]))).toEqual([1, 2, 2, 3]);
    expect(Array.from(d.isf([0.75, 0.25, 0.2, 0.9]))).toEqual([1, 2, 3, 1]);
    expect([d.mean, d.variance, d.skewness]).toEqual([2, 0.5, 0]);
    expect(d.entropy()).toBeCloseTo(-(0.5 * Math.log(0.25) + 0.5 * Math.log(0.5)), 14);
  });

  it("quantiles of ten numbers: the kinds differ at 0.3", () => {
    const x = new Empirical([10, 20, 30, 40, 50, 60, 70, 80, 90, 100]);
    expect(x.quantile(0.3, { type: 1 })).toBe(30);
    expect(x.quantile(0.3, { type: 2 })).toBe(35);
    expect(x.quantile(0.3)).toBeCloseTo(37, 12);
    expect(x.quantile(0.3, { type: 6 })).toBeCloseTo(33, 12);
  });

  it("draws are values of the sample", () => {
    for (const x of d.sample({ rng: new Philox(1), size: 30 })) expect([1, 2, 3]).toContain(x);
  });

  it("does not change what it is given and refuses what is no sample", () => {
    const data = [3, 1];
    new Empirical(data);
    expect(data).toEqual([3, 1]);
    expect(() => new Empirical([])).toThrow("Empirical: no values, one or more are needed");
    expect(() => new Empirical([1, Number.NaN])).toThrow(
      "Empirical: data[1] = NaN, a finite number is needed",
    );
    expect(() => sampleQuantile([1], 2)).toThrow("sampleQuantile: p = 2, a number from 0 to 1 is needed");
    expect(() => sampleQuantile([1], 0.5, 10 as never)).toThrow("type 10, one from 1 to 9 is needed");
  });
});

describe("Mixture", () => {
  it("of two uniforms by hand", () => {
    const d = new Mixture({
      components: [new Uniform(), new Uniform({ low: 1, high: 3 })],
      weights: [0.25, 0.75],
    });
    expect(d.pdf(0.5)).toBeCloseTo(0.25, 15);
    expect(d.pdf(2)).toBeCloseTo(0.375, 15);
    expect(d.cdf(2)).toBeCloseTo(0.625, 15);
    expect(d.mean).toBeCloseTo(0.25 * 0.5 + 0.75 * 2, 15);
    expect(d.ppf(0.625)).toBeCloseTo(2, 12);
  });

  it("responsibilities are the posterior of the component", () => {
    const d = new Mixture({ components: [new Normal(), new Normal({ mean: 2 })] });
    expect(d.responsibilities(1)[0]).toBeCloseTo(0.5, 15);
    expect(d.responsibilities(0)[0]).toBeCloseTo(1 / (1 + Math.exp(-2)), 14);
  });

  it("refuses weights that do not fit", () => {
    expect(() => new Mixture({ components: [] })).toThrow("Mixture: no components");
    expect(() => new Mixture({ components: [new Normal()], weights: [0.5, 0.5] })).toThrow(
      "Mixture: 2 weights for 1 components, as many are needed",
    );
  });
});

describe("GaussianKde", () => {
  it("of two points is the mean of two normals of width h = s n^(−1/5)", () => {
    const d = new GaussianKde([0, 2]);
    expect(d.bandwidth).toBeCloseTo(Math.SQRT2 * 2 ** -0.2, 14);
    const h = d.bandwidth;
    expect(d.pdf(1)).toBeCloseTo(Math.exp(-0.5 / h ** 2) / (h * Math.sqrt(2 * Math.PI)), 14);
    expect(d.cdf(1)).toBeCloseTo(0.5, 15);
  });

  it("refuses what gives no width", () => {
    expect(() => new GaussianKde([1])).toThrow("GaussianKde: 1 values, two or more are needed");
    expect(() => new GaussianKde([1, 1])).toThrow("values without spread");
    expect(() => new GaussianKde([1, 2], { bandwidth: -1 })).toThrow("bandwidth -1");
    expect(() => new GaussianKde([1, 2], { weights: [1] })).toThrow("1 weights for 2 values");
  });
});
