import { describe, expect, it } from "vitest";
import { bars } from "./bars.ts";
import { niceTicks, shortNumber } from "./frame.ts";
import { heatMap } from "./heat-map.ts";
import { histogram } from "./histogram.ts";
import { lines, scatter } from "./lines.ts";
import { missingMatrix } from "./missing-matrix.ts";

const caption = { title: "A <title>", desc: 'What "it" shows & says' };
const axes = { ...caption, xLabel: "x", yLabel: "y" };
const drawings: Record<string, string> = {
  bars: bars(
    [
      { name: "a & b", value: 2, interval: [1, 3] },
      { name: "c", value: -1 },
    ],
    { ...caption, label: "n" },
  ),
  histogram: histogram([1, 2, 2, Number.NaN, 5], { ...caption, label: "v" }),
  "histogram of nothing": histogram([], { ...caption, label: "v" }),
  lines: lines(
    [
      { name: "one", x: [0, 1], y: [0, 1], spread: [0.1, 0.1] },
      { name: "two", x: [0, 1], y: [1, 1] },
    ],
    axes,
  ),
  points: lines([{ name: "one", x: [1], y: [3], isPoints: true }], axes),
  scatter: scatter([1, 2, Number.NaN], [2, 1, 0], axes),
  heatMap: heatMap([1, -0.5, Number.NaN, 0], {
    ...caption,
    rows: ["r", "s"],
    columns: ["a long column", "b"],
    text: String,
  }),
  missing: missingMatrix([{ name: "age", isMissing: [true, false, false, true] }], caption),
};

describe("pictures", () => {
  it.each(Object.entries(drawings))(
    "%s: has a title, a description, colours of the page, and no number that is none",
    (_, svg) => {
      expect(svg).toMatch(/^<svg xmlns[^>]* role="img" aria-label="A &lt;title&gt;"/);
      expect(svg).toContain("<title>A &lt;title&gt;</title>");
      expect(svg).toContain("<desc>What &quot;it&quot; shows &amp; says");
      expect(svg).toContain("currentColor");
      expect(svg).not.toMatch(/NaN|Infinity|undefined/);
      // As many tags are closed as are opened.
      expect(svg.match(/<[a-z][^>]*[^/]>/gi)!.length).toBe(svg.match(/<\/[a-z]+>/gi)!.length);
    },
  );

  it("puts a bar twice as high where there are twice as many: 1, 2, 1 rows", () => {
    const heights = [
      ...histogram([1, 2, 2, 3], { ...caption, label: "v", bins: 3 }).matchAll(
        /<rect[^>]* height="([\d.]+)"/g,
      ),
    ].map((match) => Number(match[1]));
    expect(heights).toEqual([128, 256, 128]);
  });

  it("steps by 1, 2 or 5 times a power of ten", () => {
    expect(niceTicks([0, 1]).map(({ text }) => text)).toEqual(["0.0", "0.2", "0.4", "0.6", "0.8", "1.0"]);
    expect(niceTicks([0, 23]).map(({ at }) => at)).toEqual([0, 5, 10, 15, 20]);
    expect([12_345, 0.000_012, 0.5, 3_000_000].map(shortNumber)).toEqual(["12.3k", "1.2e-5", "0.5", "3M"]);
  });

  it("says what share is missing", () => {
    expect(drawings.missing).toContain("50 %");
  });
});
