import { describe, expect, it } from "vitest";
import { buildReport, type Figures, keptBuildReport, noBuildReport, report } from "./report.ts";
import { median, quantile } from "./spread.ts";

const circumstances: Figures["circumstances"] = {
  ...{ commit: "abc1234", date: "2026-01-02", machine: "two cores", browser: "Chromium 1" },
  ...{ load: [0.5, 1] as const, visits: 3 },
};
const bytes = { script: 61_000, style: 8000, font: 100_000, html: 12_000, other: 0 };
const page = { firstPaint: 900, largestPaint: 950, blocked: 0, work: 400, bytes };
const search = { plain: { work: [1, 2, 3], clock: [4, 5, 51] }, slowed: { work: [9], clock: [49] } };
const figures: Figures = {
  circumstances,
  pages: [
    { ...page, path: "topics/x/" },
    { ...page, path: "map/", map: { ready: 1501, answer: 60 } },
  ],
  unslowed: [{ ...page, path: "map/", map: { ready: 333, answer: 6 } }],
  frames: [
    { what: "still", times: [16.7], work: 0, topics: 852 },
    { what: "zooming", times: [...Array(19).fill(16.7), 33.3], work: 4, topics: 852 },
    { what: "dragging", times: [16.7, 33.3], work: 4, topics: 852 },
  ],
  search,
};

it("a quantile is the value at its rank", () => {
  expect(median([3, 1, 2])).toBe(2);
  expect(quantile([1, 2, 3, 4], 0.95)).toBe(4);
  expect(quantile([7], 1)).toBe(7);
  expect(quantile([], 0.5)).toBeNaN();
});

describe("the report", () => {
  const text = report(figures);

  it.each([
    ["| /topics/x/: text visible | 900 ms | 1000 ms | met |"],
    ["| /topics/x/: script before a lab or editor is near | 61.0 kB | 60.0 kB | **missed** |"],
    ["| /map/: the map takes a click | 1501 ms | 1500 ms | **missed** |"],
    ["| /map/ | 900 ms | 950 ms | 0 ms | 400 ms | 333 ms |"],
    ["| zooming: frames in time | 95.0 % | 60 a second, 95 % of frames | met |"],
    ["| dragging: frames in time | 50.0 % | 60 a second, 95 % of frames | **missed** |"],
    ["| by the clock | 5 ms | 51 ms | 51 ms | 50 ms | **missed** |"],
    ["| by the clock, slowed 4 times | 49 ms | 49 ms | 49 ms | 50 ms | met |"],
    [
      "| /topics/x/ | 900 ms | 950 ms | 0 ms | 400 ms | 61.0 kB | 8.0 kB | 100.0 kB | 12.0 kB | 0.0 kB | 181.0 kB |",
    ],
  ])("says %s", (row) => expect(text).toContain(`${row}\n`));

  it("holds only topics to the budget of script, and no frames to it where nothing moves", () => {
    expect(text).not.toContain("/map/: script");
    expect(text).not.toContain("still: frames");
  });
});

describe("the part on building", () => {
  it("is judged by the cold build and by the median of the pages", () => {
    const text = buildReport({ cold: 121, page: [3, 1.5, 1] }, circumstances);
    expect(text).toContain("| 121 s | 120 s | **missed** |");
    expect(text).toContain("| 1.5 s (3.0, 1.5, 1.0) | 2 s | met |");
  });

  it("is kept from an earlier report where it is not measured", () => {
    const built = buildReport({ cold: 100, page: [1] }, circumstances);
    expect(keptBuildReport(`${report(figures)}\n${built}`)).toBe(built);
    expect(keptBuildReport("")).toBe(noBuildReport);
  });
});
