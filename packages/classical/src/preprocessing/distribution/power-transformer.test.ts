import { describe, expect, it } from "vitest";
import { checkEstimator } from "../../check-estimator/check-estimator.ts";
import { brentMinimum } from "./brent-minimum.ts";
import { PowerTransformer } from "./power-transformer.ts";

describe("brentMinimum", () => {
  it("finds the bottom of a parabola at once, of others to √ε, wherever the search begins", () => {
    expect(brentMinimum((x) => (x - 3) ** 2, [0, 1])).toBeCloseTo(3, 12);
    expect(brentMinimum((x) => x - Math.log(x + 5), [40, 41])).toBeCloseTo(-4, 7);
    expect(brentMinimum((x) => Math.abs(x - 1 / 3) ** 1.5, [5, 3])).toBeCloseTo(1 / 3, 7);
  });
});

describe("PowerTransformer", () => {
  it("Box–Cox finds the logarithm of numbers whose logarithms are symmetric, λ = 0", () => {
    const X = [-2, -1, 0, 1, 2].map((z) => [Math.exp(z)]);
    const model = new PowerTransformer({ method: "box-cox", standardize: false }).fit(X);
    expect(model.lambdas_[0]).toBeCloseTo(0, 7);
    model.transform(X).data.forEach((value, i) => {
      expect(value).toBeCloseTo(i - 2, 6);
    });
  });

  it("Yeo–Johnson leaves symmetric numbers, λ = 1", () => {
    const model = new PowerTransformer({ standardize: false }).fit([[-3], [-1], [0], [1], [3]]);
    expect(model.lambdas_[0]).toBeCloseTo(1, 7);
  });

  it("goes back, on both sides of 0", () => {
    const X = [[-3], [-1], [0], [2], [40], [Number.NaN]];
    const model = new PowerTransformer().fit(X);
    model.inverseTransform(model.transform(X)).data.forEach((value, i) => {
      if (i < 5) expect(value).toBeCloseTo(X[i]![0]!, 10);
      else expect(value).toBeNaN();
    });
  });

  it("a constant column becomes 0", () => {
    expect(new PowerTransformer().fitTransform([[5], [5]]).toArray()).toEqual([[0], [0]]);
  });

  it("finds a power of values whose squares are beyond float64 at most powers", () => {
    const X = [[-9e97], [-1e97], [2e97], [5e97], [1e98]];
    const model = new PowerTransformer();
    const Z = model.fitTransform(X).column(0);
    expect(model.lambdas_[0]).toBeGreaterThan(0.5);
    expect(model.lambdas_[0]).toBeLessThan(1.5);
    expect(Z.every((value, i) => Number.isFinite(value) && (i === 0 || value > Z[i - 1]!))).toBe(true);
  });

  it("Box–Cox refuses 0 and below, by place", () => {
    expect(() => new PowerTransformer({ method: "box-cox" }).fit([[1], [0]])).toThrow(
      'PowerTransformer.fit: X[1, 0] is 0, numbers above 0 are needed for Box–Cox; method: "yeo-johnson" takes any',
    );
  });

  it("keeps the contract", () => {
    expect(checkEstimator((() => new PowerTransformer()) as never)).toEqual([]);
  });
});
