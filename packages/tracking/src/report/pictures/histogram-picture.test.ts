import { describe, expect, it } from "vitest";
import { histogramFrom } from "../../values/histogram.ts";
import { histogramPicture, histogramsPicture, rebinned, spread } from "./histogram-picture.ts";

const value = histogramFrom({ edges: [0, 1, 3], counts: [4, 6] });

describe("histograms over the steps", () => {
  it("a bin that lies in two of the new ones gives each its part, and nothing is lost", () => {
    expect(rebinned(value, [0, 3], 3)).toEqual([4, 3, 3]);
    expect(rebinned(value, [0, 4], 2)).toEqual([7, 3]);
    const fine = rebinned(value, [-1, 3], 400);
    expect(fine.reduce((a, b) => a + b, 0)).toBeCloseTo(10, 9);
    expect(fine.slice(0, 100).every((count) => count === 0)).toBe(true);
  });

  it("the darkest cell is the one with the largest share of its own step; half of it is √½ as dark", () => {
    const steps = [
      { step: 0, value: histogramFrom({ edges: [0, 1], counts: [1] }) },
      { step: 10, value: histogramFrom({ edges: [0, 1, 2], counts: [500, 500] }) },
    ];
    const { svg } = histogramsPicture(steps, { name: "weights" });
    const shades = [...svg.text.matchAll(/fill-opacity="([\d.]+)"/g)].map((match) => Number(match[1]));
    expect(shades).toEqual([0.75, 1]);
    expect(svg.text).toContain("2 histograms over the steps 0 to 10, values from 0 to 2");
  });

  it("nothing but NaN, one step, and many steps are drawn too", () => {
    const empty = histogramFrom({ edges: [0, 1], counts: [0], nan: 3 });
    for (const count of [1, 5000]) {
      const steps = Array.from({ length: count }, (_, step) => ({ step, value: empty }));
      expect(histogramsPicture(steps, { name: "x" }).svg.text).not.toContain("NaN");
    }
    const many = Array.from({ length: 5000 }, (_, step) => ({ step, value }));
    expect(histogramsPicture(many, { name: "x" }).svg.text.length).toBeLessThan(200_000);
  });

  it("the spread keeps the first and the last", () => {
    expect(spread([1, 2, 3, 4, 5], 3)).toEqual([1, 3, 5]);
    expect(spread([1, 2], 3)).toEqual([1, 2]);
  });
});

it("one histogram has a bar a bin, as high as its count, or as its density where bins differ in width", () => {
  const heights = (text: string) =>
    [...text.matchAll(/height="([\d.]+)"\/>/g)].map((match) => Number(match[1]));
  const [narrow, wide] = heights(histogramPicture({ step: 1, value }, { name: "x" }).svg.text);
  expect(narrow! / wide!).toBeCloseTo(4 / 3, 1);
  const even = histogramFrom({ edges: [0, 1, 2], counts: [4, 6] });
  const [low, high] = heights(histogramPicture({ step: 1, value: even }, { name: "x" }).svg.text);
  expect(low! / high!).toBeCloseTo(4 / 6, 1);
});
