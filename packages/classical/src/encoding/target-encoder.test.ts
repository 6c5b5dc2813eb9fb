import { Philox } from "@blankfile/tensor";
import { describe, expect, it } from "vitest";
import { checkEstimator } from "../check-estimator/check-estimator.ts";
import { TargetEncoder } from "./target-encoder.ts";

const rows = [["a"], ["a"], ["a"], ["b"]];
const y = [1.5, 2.5, 5, 11];

describe("TargetEncoder", () => {
  it("m = 1: (9 + 5) / 4 for a, (11 + 5) / 2 for b, the mean 5 for what is unknown", () => {
    const encoder = new TargetEncoder({ smooth: 1 }).fit(rows, y);
    expect(encoder.transform([["a"], ["b"], ["z"]]).toArray()).toEqual([[3.5], [8], [5]]);
  });

  it("auto: the category's variance over that of all says how far it is drawn to the mean", () => {
    // a: σ² = (1.5² + .5² + 2²) / 3, τ² = (3.5² + 2.5² + 0 + 6²) / 4; b has no variance of its own.
    const m = (1.5 ** 2 + 0.5 ** 2 + 2 ** 2) / 3 / ((3.5 ** 2 + 2.5 ** 2 + 6 ** 2) / 4);
    const out = new TargetEncoder().fit(rows, y).transform([["a"], ["b"]]);
    expect(out.at(0, 0)).toBeCloseTo((9 + 5 * m) / (3 + m), 12);
    expect(out.at(1, 0)).toBe(11);
  });

  it("fitTransform keeps a row's own fold out: encodings of noise say nothing", () => {
    const rng = new Philox(3);
    const noise = Array.from({ length: 400 }, () => [`w${rng.integer(200)}`]);
    const target = noise.map(() => rng.normal());
    const correlation = (z: Float64Array) => {
      const mean = z.reduce((sum, value) => sum + value, 0) / z.length;
      const [zy, zz, yy] = target.reduce(
        ([a, b, c], t, i) => [a! + (z[i]! - mean) * t, b! + (z[i]! - mean) ** 2, c! + t * t],
        [0, 0, 0],
      );
      return zy! / Math.sqrt(zz! * yy!);
    };
    const encoder = new TargetEncoder({ smooth: 0 });
    const crossed = correlation(encoder.fitTransform(noise, target).column(0));
    const leaking = correlation(encoder.fit(noise, target).transform(noise).column(0));
    expect(leaking).toBeGreaterThan(0.5);
    // Of 400 independent pairs |r| is beyond 0.2, four standard errors, once in 15,000.
    expect(Math.abs(crossed)).toBeLessThan(0.2);
  });

  it("gives each of more than two classes its share, and words' classes are sorted", () => {
    const encoder = new TargetEncoder({ smooth: 0 }).fit(rows, ["x", "y", "z", "z"]);
    expect(encoder.getFeatureNamesOut()).toEqual(["x0_x", "x0_y", "x0_z"]);
    expect(encoder.transform([["b"], ["?"]]).toArray()).toEqual([
      [0, 0, 1],
      [0.25, 0.25, 0.5],
    ]);
    expect(
      new TargetEncoder({ smooth: 0 })
        .fit(rows, ["n", "y", "n", "y"])
        .transform([["b"]])
        .toArray(),
    ).toEqual([[1]]);
  });

  it("refuses no target, one class, too few rows and the wrong kind of target", () => {
    expect(() => new TargetEncoder().fit(rows)).toThrow(/y is missing/);
    expect(() => new TargetEncoder().fit(rows, ["n", "n", "n", "n"])).toThrow(/the one class "n"/);
    expect(() => new TargetEncoder({ targetType: "binary" }).fit(rows, ["a", "b", "c", "c"])).toThrow(
      /3 classes, 2/,
    );
    expect(() => new TargetEncoder({ targetType: "continuous" }).fit(rows, ["a", "b", "c", "c"])).toThrow(
      /y\[0\]/,
    );
    expect(() => new TargetEncoder().fitTransform(rows, y)).toThrow(/nSplits is 5 for 4 rows/);
    expect(() => new TargetEncoder().fit(rows, [1, 2])).toThrow(/y has 2 values, 4 are needed/);
  });

  it("keeps the contract", () => {
    expect(checkEstimator((() => new TargetEncoder()) as never)).toEqual([]);
  });
});
