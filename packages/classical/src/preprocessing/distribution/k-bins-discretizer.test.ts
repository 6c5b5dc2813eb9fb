import { describe, expect, it } from "vitest";
import { checkEstimator } from "../../check-estimator/check-estimator.ts";
import { KBinsDiscretizer } from "./k-bins-discretizer.ts";

const X = [[0], [1], [2], [3], [100], [101]];

describe("KBinsDiscretizer", () => {
  it("uniform bins have one width, quantile bins as many values, k-means bins gaps between them", () => {
    const edges = (strategy: "uniform" | "quantile" | "kmeans") =>
      Array.from(new KBinsDiscretizer({ nBins: 2, strategy }).fit(X).binEdges_[0]!);
    expect(edges("uniform")).toEqual([0, 50.5, 101]);
    expect(edges("quantile")).toEqual([0, 2.5, 101]);
    expect(edges("kmeans")).toEqual([0, (1.5 + 100.5) / 2, 101]);
  });

  it("gives a column for each bin, or its place; the inverse is the middle", () => {
    const hot = new KBinsDiscretizer({ nBins: 2, strategy: "uniform" }).fit(X);
    expect(hot.transform([[-7], [50.5], [999]]).toArray()).toEqual([
      [1, 0],
      [0, 1],
      [0, 1],
    ]);
    expect(hot.getFeatureNamesOut()).toEqual(["x0_0.0", "x0_1.0"]);
    expect(hot.inverseTransform([[1, 0]]).at(0, 0)).toBe(25.25);
    const ordinal = new KBinsDiscretizer({ nBins: 2, strategy: "uniform", encode: "ordinal" }).fit(X);
    expect(ordinal.transform([[-7], [999]]).toArray()).toEqual([[0], [1]]);
  });

  it("leaves out bins without width, and has one bin for a constant column", () => {
    const many = new KBinsDiscretizer({ nBins: 3 }).fit([[1], [1], [1], [1], [2]]);
    expect(Array.from(many.binEdges_[0]!)).toEqual([1, 2]);
    const one = new KBinsDiscretizer().fit([[4], [4]]);
    expect([one.nBins_[0], one.inverseTransform(one.transform([[9]])).at(0, 0)]).toEqual([1, 4]);
  });

  it("draws rows where there are more than subsample, by its seed", () => {
    const rows = Array.from({ length: 500 }, (_, i) => [i]);
    const edges = (randomState: number) =>
      Array.from(new KBinsDiscretizer({ nBins: 2, subsample: 50, randomState }).fit(rows).binEdges_[0]!);
    expect(edges(1)).toEqual(edges(1));
    expect(edges(1)).not.toEqual(edges(2));
    // The median of 50 of 500 lies within 250 ± 4 standard errors of about 35.
    expect(Math.abs(edges(1)[1]! - 250)).toBeLessThan(140);
  });

  it("refuses numbers of bins that do not fit, and weights on lines between quantiles", () => {
    expect(() => new KBinsDiscretizer({ nBins: 1 })).toThrow(/≥ 2/);
    expect(() => new KBinsDiscretizer({ nBins: [2, 3] }).fit(X)).toThrow(/nBins has 2 numbers, 1 are needed/);
    expect(() =>
      new KBinsDiscretizer({ quantileMethod: "linear" }).fit(X, undefined, {
        sampleWeight: [1, 1, 1, 1, 1, 1],
      }),
    ).toThrow(/"averaged_inverted_cdf" is needed/);
  });

  it("kmeans gives an empty cluster the value farthest from its centre", () => {
    // The middles of five uniform bins are 1, 3, 5, 7, 9; no value is nearest to 3. Of 0, 1.9 and 2 about 1, 0 is first of the farthest.
    const X = [[0], [1.9], [2], [5], [7], [10]];
    const { binEdges_ } = new KBinsDiscretizer({ nBins: 5, strategy: "kmeans" }).fit(X);
    const centres = [0, 1.95, 5, 7, 10];
    const middles = centres.slice(1).map((centre, b) => (centre + centres[b]!) / 2);
    [0, ...middles, 10].forEach((edge, b) => {
      expect(binEdges_[0]![b]).toBeCloseTo(edge, 12);
    });
  });

  it.each(["uniform", "quantile", "kmeans"] as const)("keeps the contract with %s bins", (strategy) => {
    expect(checkEstimator((() => new KBinsDiscretizer({ strategy })) as never)).toEqual([]);
  });
});
