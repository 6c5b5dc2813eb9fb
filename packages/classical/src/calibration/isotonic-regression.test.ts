import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { fromJSON } from "../estimator/json.ts";
import { expectClose, goldenValues } from "../neighbors/golden.fixture.ts";
import { IsotonicRegression } from "./isotonic-regression.ts";
import { isotonicRegression } from "./pool-adjacent-violators.ts";

interface Golden {
  isotonic: {
    x: number[];
    y: number[];
    weight: number[];
    test: number[];
    sequence: number[];
    falling: number[];
    found: {
      options: { increasing: boolean | "auto"; y_min?: number; y_max?: number };
      x_thresholds: number[];
      y_thresholds: number[];
      predict: number[];
      increasing: boolean;
    }[];
  };
}
const { x, y, weight, test, sequence, falling, found } = goldenValues<Golden>("calibration").isotonic;

describe("isotonicRegression", () => {
  it("pools 3 and 2 to 2.5, then with 1 to 2, as 4 stays", () => {
    expect([...isotonicRegression([1, 3, 2, 4])]).toEqual([1, 2.5, 2.5, 4]);
    expect([...isotonicRegression([3, 2, 1, 4])]).toEqual([2, 2, 2, 4]);
    expect([...isotonicRegression([3, 1], { sampleWeight: [3, 1] })]).toEqual([2.5, 2.5]);
    expect([...isotonicRegression([1, 2, 0], { increasing: false })]).toEqual([1.5, 1.5, 0]);
    expect([...isotonicRegression([1, 2, 3], { yMin: 1.5, yMax: 2.5 })]).toEqual([1.5, 2, 2.5]);
    expect(isotonicRegression([]).length).toBe(0);
  });

  it("is scikit-learn's", () => {
    expectClose(isotonicRegression(y, { sampleWeight: weight.map((w) => w + 0.5) }), sequence, 1e-12);
    expectClose(isotonicRegression(y, { increasing: false, yMin: 0.3 }), falling, 1e-12);
  });

  it("rises, keeps the mean, and is its own isotonic regression", () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: -9, max: 9, noNaN: true }), { minLength: 1, maxLength: 40 }),
        (values) => {
          const fitted = isotonicRegression(values);
          for (let i = 1; i < fitted.length; i++)
            expect(fitted[i]! - fitted[i - 1]!).toBeGreaterThanOrEqual(-1e-12);
          const sum = (of: ArrayLike<number>): number => Array.from(of).reduce((a, b) => a + b, 0);
          expect(Math.abs(sum(fitted) - sum(values))).toBeLessThan(1e-9);
          expectClose(isotonicRegression(fitted), fitted, 1e-12);
        },
      ),
    );
  });

  it("refuses NaN and weights below 0", () => {
    expect(() => isotonicRegression([1, Number.NaN])).toThrow("isotonicRegression: y[1] is NaN");
    expect(() => isotonicRegression([1, 2], { sampleWeight: [1, -1] })).toThrow("sampleWeight[1] is -1");
    expect(() => isotonicRegression([1, 2], { sampleWeight: [1] })).toThrow("1 weights for 2 values");
  });
});

describe("IsotonicRegression", () => {
  it("is linear between points, and equal x are one point", () => {
    const model = new IsotonicRegression().fit([0, 2, 2], [0, 1, 3]);
    expect([...model.predict([0, 1, 2])]).toEqual([0, 1, 2]);
  });

  it.each(found)("is scikit-learn's: $options", ({ options, ...wanted }) => {
    const { increasing, y_min: yMin = null, y_max: yMax = null } = options;
    const model = new IsotonicRegression({ increasing, yMin, yMax, outOfBounds: "clip" });
    model.fit(x, y, { sampleWeight: weight });
    expectClose(model.XThresholds_, wanted.x_thresholds, 1e-12);
    expectClose(model.yThresholds_, wanted.y_thresholds, 1e-12);
    expectClose(model.predict(test), wanted.predict, 1e-12);
    expect(model.increasing_).toBe(wanted.increasing);
  });

  it("auto falls where ranks do", () => {
    expect(new IsotonicRegression({ increasing: "auto" }).fit([1, 2, 3], [9, 5, 7]).increasing_).toBe(false);
  });

  it("outside gives NaN with a word, the value at the end, or nothing", () => {
    const fitted = (outOfBounds: "nan" | "clip" | "raise"): IsotonicRegression =>
      new IsotonicRegression({ outOfBounds }).fit([[0], [1]], [2, 5]);
    const warn = vi.spyOn(console, "warn").mockImplementation(() => {});
    expect([...fitted("nan").predict([2, 1])]).toEqual([Number.NaN, 5]);
    expect(warn.mock.calls[0]![0]).toContain("1 of 2 rows are outside 0 to 1 and get NaN");
    warn.mockRestore();
    expect([...fitted("clip").predict([-3, 7])]).toEqual([2, 5]);
    expect(() => fitted("raise").predict([7])).toThrow(
      "IsotonicRegression.predict: x is 7, a number from 0 to 1 is needed",
    );
  });

  it("refuses two columns, and comes back from JSON", () => {
    expect(() => new IsotonicRegression().fit([[1, 2]], [1])).toThrow("X has 2 columns, one is needed");
    expect(() => new IsotonicRegression({ yMin: 2, yMax: 1 }).fit([1], [1])).toThrow("yMin ≤ yMax is needed");
    const model = new IsotonicRegression({ outOfBounds: "clip" }).fit(x, y);
    const back = fromJSON(JSON.stringify(model)) as IsotonicRegression;
    expect(back.predict(test)).toEqual(model.predict(test));
  });
});
