import { Philox } from "@blankfile/tensor";
import { describe, expect, it, vi } from "vitest";
import { checkEstimator } from "../check-estimator/check-estimator.ts";
import { MeanOnly } from "../check-estimator/honest.fixture.ts";
import { LinearRegression } from "../linear/least-squares/linear-regression.ts";
import { drawTruncatedNormal } from "./draw-truncated-normal.ts";
import { IterativeImputer } from "./iterative-imputer.ts";

const NaN_ = Number.NaN;

describe("IterativeImputer", () => {
  it("finds what lies on a line: y = 2x", () => {
    const X = [
      [1, 2],
      [2, 4],
      [3, 6],
      [NaN_, 8],
      [5, NaN_],
    ];
    const imputer = new IterativeImputer({ estimator: new LinearRegression(), tol: 1e-9, maxIter: 100 });
    const Z = imputer.fitTransform(X);
    expect(Z.at(3, 0)).toBeCloseTo(4, 6);
    expect(Z.at(4, 1)).toBeCloseTo(10, 6);
    expect(imputer.transform([[7, NaN_]]).at(0, 1)).toBeCloseTo(14, 6);
  });

  it("with a regressor that knows nothing fills with the means of what is there", () => {
    const imputer = new IterativeImputer({ estimator: new MeanOnly() });
    expect(
      imputer
        .fitTransform([
          [1, 5],
          [3, NaN_],
          [NaN_, 7],
        ])
        .toArray(),
    ).toEqual([
      [1, 5],
      [3, 6],
      [2, 7],
    ]);
  });

  it("keeps values within bounds", () => {
    const X = [
      [1, 2],
      [2, 4],
      [3, 6],
      [10, NaN_],
    ];
    expect(new IterativeImputer({ maxValue: 7 }).fitTransform(X).at(3, 1)).toBe(7);
  });

  it("draws likely values by its seed, spread as the noise is", () => {
    const rng = new Philox(2);
    const X = Array.from({ length: 400 }, (_, i) => {
      const x = rng.normal();
      return [x, i < 200 ? 3 * x + rng.normal() : NaN_];
    });
    const drawn = (seed: number) =>
      new IterativeImputer({ samplePosterior: true, randomState: seed, maxIter: 2 }).fitTransform(X);
    const [one, same, other] = [drawn(1), drawn(1), drawn(2)];
    expect(one.data).toEqual(same.data);
    expect(one.data).not.toEqual(other.data);
    let squares = 0;
    for (let i = 200; i < 400; i++) squares += (one.at(i, 1) - 3 * one.at(i, 0)) ** 2 / 200;
    // The noise has variance 1; a mean of 200 squares is within 1 ± 5 √(2/200), and the slope's own error adds little.
    expect(Math.abs(squares - 1)).toBeLessThan(0.5);
    expect(() => new IterativeImputer({ samplePosterior: true, estimator: new MeanOnly() }).fit(X)).toThrow(
      /MeanOnly has no predictWithStd/,
    );
  });

  it("explains by a few correlated columns where told", () => {
    const rng = new Philox(4);
    const X = Array.from({ length: 60 }, (_, i) => {
      const x = rng.normal();
      return [
        x,
        x + 0.01 * rng.normal(),
        ...Array.from({ length: 8 }, () => rng.normal()),
        i % 3 === 0 ? NaN_ : 2 * x,
      ];
    });
    const imputer = new IterativeImputer({ nNearestFeatures: 3, maxIter: 20, skipComplete: true, tol: 0 });
    const warn = vi.spyOn(console, "warn").mockImplementation(() => {});
    imputer.fit(X);
    warn.mockRestore();
    expect(imputer.warnings_![0]).toMatch(/^stopped after 20 rounds/);
    const drawn = imputer.imputationSequence_.flatMap(({ neighbours }) => Array.from(neighbours));
    expect(imputer.imputationSequence_.every(({ neighbours }) => new Set(neighbours).size === 3)).toBe(true);
    // By chance alone 12 of 60 would be columns 0 and 1; theirs is |r| near 1, that of the others near 0.1.
    expect(drawn.filter((j) => j < 2).length).toBeGreaterThan(22);
  });

  it("refuses bounds in the wrong order, and no values", () => {
    expect(() => new IterativeImputer({ minValue: 2, maxValue: 1 })).toThrow(
      /the second is needed to be greater/,
    );
    expect(() => new IterativeImputer().fit([[NaN_]])).toThrow(/no column has a value/);
    expect(() => new IterativeImputer({ estimator: 3 as never })).toThrow(/a regressor, or null is needed/);
  });

  it("keeps the contract", () => {
    expect(checkEstimator((() => new IterativeImputer()) as never)).toEqual([]);
  });
});

describe("drawTruncatedNormal", () => {
  it("stays within its ends, far out too, and has the right mean", () => {
    const rng = new Philox(1);
    const mean = (low: number, high: number) => {
      let sum = 0;
      for (let i = 0; i < 4000; i++) {
        const value = drawTruncatedNormal(0, 1, [low, high], rng);
        expect(value >= low && value <= high).toBe(true);
        sum += value;
      }
      return sum / 4000;
    };
    // φ(0) / ½ = 0.798 with standard deviation 0.603; 4 standard errors are 0.04.
    expect(Math.abs(mean(0, Number.POSITIVE_INFINITY) - 0.7979)).toBeLessThan(0.04);
    // Far out the excess is nearly exponential: 10 + 0.098.
    expect(Math.abs(mean(10, 20) - 10.098)).toBeLessThan(0.01);
  });
});
