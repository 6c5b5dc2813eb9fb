import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { numberOf } from "../non-finite.ts";
import { distribution } from "./distribution.ts";
import { type BinRule, histogram, histogramFrom } from "./histogram.ts";

interface GoldenCase {
  values: (number | "NaN")[];
  rule: BinRule;
  edges: number[];
  counts: number[];
}
const golden = JSON.parse(
  readFileSync(new URL("../../../../golden/tracking/histogram.json", import.meta.url), "utf8"),
).values as {
  histograms: GoldenCase[];
  distributions: { values: number[]; mean: number; sd: number; levels: number[]; quantiles: number[] }[];
};

describe("histogram", () => {
  it("counts lower edges in their bin, and the last upper edge in the last", () => {
    expect(histogram([0, 1, 1, 2, 3, 4], 4)).toEqual({
      type: "histogram",
      edges: [0, 1, 2, 3, 4],
      counts: [1, 2, 1, 2],
      nan: 0,
      infinite: [0, 0],
    });
  });

  it("counts NaN and infinities apart", () => {
    const { counts, nan, infinite } = histogram([Number.NaN, 1, -Infinity, Infinity, Infinity, 2], 1);
    expect({ counts, nan, infinite }).toEqual({ counts: [2], nan: 1, infinite: [1, 2] });
    expect(histogram([Number.NaN])).toMatchObject({ edges: [0, 1], counts: [0], nan: 1 });
  });

  it("of one value is one bin around it", () => {
    expect(histogram([3, 3, 3])).toMatchObject({ edges: [2.5, 3.5], counts: [3] });
  });

  for (const [i, { values, rule, edges, counts }] of golden.histograms.entries())
    it(`has NumPy's bins (case ${i}, ${rule})`, () => {
      const made = histogram(
        values.map((value) => numberOf(value)),
        rule,
      );
      expect(made.counts).toEqual(counts);
      for (const [j, edge] of made.edges.entries()) expect(edge).toBeCloseTo(edges[j]!, 12);
    });

  it("never has more than 512 bins", () => {
    const far = Float64Array.from({ length: 1000 }, (_, i) => (i === 999 ? 1e9 : i / 1000));
    expect(histogram(far, "freedman-diaconis").counts).toHaveLength(512);
  });

  it("refuses bins that cannot be", () => {
    expect(() => histogram([1, 2], 0)).toThrow("given 0 bins, needed a whole number from 1 to 512");
    expect(() => histogram([-1.7e308, 1.7e308], 4)).toThrow("have no width in float64");
    expect(() => histogram([1e17, 1e17 + 16], 512)).toThrow("have no width in float64");
    expect(() => histogramFrom({ edges: [0, 1, 1], counts: [1, 1] })).toThrow("edges do not rise");
    expect(() => histogramFrom({ edges: [0, 1], counts: [1, 1] })).toThrow("counts are not 1 numbers");
    expect(() => histogramFrom({ edges: [0, 1], counts: [-1] })).toThrow("counts are not");
  });
});

describe("distribution", () => {
  it("of 1, 2, 3, 4 has mean 2.5, variance 5/3 and median 2.5", () => {
    const made = distribution([4, 2, 1, 3], [0, 0.5, 1]);
    expect(made).toMatchObject({ count: 4, mean: 2.5, quantiles: [1, 2.5, 4], nan: 0 });
    expect(numberOf(made.sd) ** 2).toBeCloseTo(5 / 3, 12);
  });

  for (const [i, { values, mean, sd, levels, quantiles }] of golden.distributions.entries())
    it(`has NumPy's mean, deviation and quantiles (case ${i})`, () => {
      const made = distribution(values, levels);
      expect(numberOf(made.mean)).toBeCloseTo(mean, 12);
      expect(numberOf(made.sd)).toBeCloseTo(sd, 12);
      for (const [j, value] of made.quantiles.entries())
        expect(numberOf(value)).toBeCloseTo(quantiles[j]!, 12);
    });

  it("of nothing but NaN is NaN, marked", () => {
    expect(distribution([Number.NaN], [0.5])).toMatchObject({
      count: 0,
      mean: "NaN",
      quantiles: ["NaN"],
      nan: 1,
    });
  });

  it("refuses levels that fall or lie outside", () => {
    expect(() => distribution([1], [0.5, 0.2])).toThrow("needed rising numbers from 0 to 1");
    expect(() => distribution([1], [1.5])).toThrow("needed rising numbers");
  });
});
