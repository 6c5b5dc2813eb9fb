import { describe, expect, it } from "vitest";
import { confusionMatrixFrom } from "../../values/confusion-matrix.ts";
import { distribution } from "../../values/distribution.ts";
import { histogram } from "../../values/histogram.ts";
import { distributionsPicture, quantilesText } from "./distribution-picture.ts";
import { histogramPicture, histogramsPicture } from "./histogram-picture.ts";
import { linePicture } from "./line-picture.ts";
import { inWords, matrixTable } from "./matrix-table.ts";

const matrix = confusionMatrixFrom(
  ["cat", "dog"],
  [
    [8, 2],
    [1, 9],
  ],
);

describe("a confusion matrix", () => {
  it("says how many were right and which mistake was made most", () => {
    expect(inWords(matrix)).toBe("17 of 20 right (85 %); most often wrong: cat taken for dog (2)");
    expect(inWords(confusionMatrixFrom(["a"], [[0]]))).toBe("0 of 0 right");
  });

  it("shows counts, or shares of the row, each as dark as its share", () => {
    const counts = matrixTable(matrix, { name: "errors", step: 3, as: "counts" }).text;
    expect([...counts.matchAll(/--v:([\d.]+)"[^>]*>([^<]+)</g)].map(([, v, shown]) => [v, shown])).toEqual([
      ["0.800", "8"],
      ["0.200", "2"],
      ["0.100", "1"],
      ["0.900", "9"],
    ]);
    const shares = matrixTable(matrix, { name: "errors", step: 3, as: "shares" }).text;
    expect(shares).toContain(">80 %<");
  });

  it("of very many classes shows the first and says so", () => {
    const classes = Array.from({ length: 100 }, (_, i) => `c${i}`);
    const large = confusionMatrixFrom(
      classes,
      classes.map(() => classes.map(() => 1)),
    );
    const { text } = matrixTable(large, { name: "errors", step: 1, as: "counts" });
    expect(text.match(/<td/g)).toHaveLength(3600);
    expect(text).toContain("the first 60 of 100 classes");
  });
});

describe("lines", () => {
  it("a seed is thin and lies behind its mean, which has the band", () => {
    const { svg } = linePicture(
      [
        { x: [0, 1], y: [1, 2], low: [0, 1], high: [2, 3] },
        { x: [0, 1], y: [1, 3], isThin: true },
      ],
      { title: "loss", desc: "two seeds", xName: "step" },
    );
    expect([...svg.text.matchAll(/class="((?:line|band)[^"]*)"/g)].map((match) => match[1])).toEqual([
      "line t0 thin",
      "band t0",
      "line t0",
    ]);
  });

  it("one point is drawn as a point, none as an empty frame", () => {
    const options = { title: "loss", desc: "", xName: "step" };
    expect(linePicture([{ x: [3], y: [1] }], options).svg.text).toContain("<circle");
    expect(linePicture([{ x: [], y: [] }], options).svg.text).not.toMatch(/NaN|Infinity/);
    expect(linePicture([{ x: [1, 2], y: [Number.NaN, Number.NaN] }], options).svg.text).not.toContain("NaN");
  });
});

describe("distributions", () => {
  const of = (values: number[]) => distribution(values, [0, 0.5, 1]);

  it("have a band from the least to the greatest and a line through the median", () => {
    const steps = [1, 2].map((step) => ({ step, value: of([0, step, 2 * step]) }));
    const { svg } = distributionsPicture(steps, { name: "activations" });
    expect(svg.text.match(/class="band"/g)).toHaveLength(1);
    expect(svg.text.match(/class="line"/g)).toHaveLength(1);
    expect(quantilesText(of([0, 2, 4]))).toBe("0 %: 0, 50 %: 2, 100 %: 4");
  });

  it("of one step stand on a line, and of nothing but NaN draw nothing", () => {
    expect(
      distributionsPicture([{ step: 1, value: of([1, 2, 3]) }], { name: "x" }).svg.text.match(/<circle/g),
    ).toHaveLength(3);
    expect(
      distributionsPicture([{ step: 1, value: of([Number.NaN]) }], { name: "x" }).svg.text,
    ).not.toContain("<circle");
  });
});

it("a hostile name stays a text in every picture", () => {
  const name = `</title></svg><img src=x onerror="alert(1)">`;
  const hostile = confusionMatrixFrom([name], [[1]]);
  const all = [
    histogramPicture({ step: 1, value: histogram([1, 2]) }, { name }).svg,
    histogramsPicture([{ step: 1, value: histogram([1, 2]) }], { name }).svg,
    distributionsPicture([{ step: 1, value: distribution([1, 2]) }], { name }).svg,
    linePicture([{ x: [1], y: [1] }], { title: name, desc: name, xName: name }).svg,
    matrixTable(hostile, { name, step: 1, as: "counts" }),
  ];
  for (const { text } of all) expect(text).not.toMatch(/<img|<\/title><\/svg>/);
});
