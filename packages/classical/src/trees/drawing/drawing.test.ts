import { describe, expect, it } from "vitest";
import { DecisionTreeClassifier } from "../decision-tree-classifier.ts";
import { DecisionTreeRegressor } from "../decision-tree-regressor.ts";
import { exportDot } from "./export-dot.ts";
import { exportSvg } from "./export-svg.ts";
import { exportText } from "./export-text.ts";

const X = [
  [0, 1],
  [0, 2],
  [1, 3],
  [1, 4],
];
const model = new DecisionTreeClassifier().fit(X, ["a", "a", "b", "a"]);
const stump = new DecisionTreeRegressor({ maxDepth: 1 }).fit(X, [0, 0, 1, 2]);

describe("exportText", () => {
  it("writes the lines that scikit-learn writes", () => {
    expect(exportText(model, { featureNames: ["age", "size"] })).toBe(
      [
        "|--- age <= 0.50",
        "|   |--- class: a",
        "|--- age >  0.50",
        "|   |--- size <= 3.50",
        "|   |   |--- class: b",
        "|   |--- size >  3.50",
        "|   |   |--- class: a",
        "",
      ].join("\n"),
    );
    expect(exportText(stump, { decimals: 1, spacing: 1 })).toBe(
      ["|- x0 <= 0.5", "| |- value: [0.0]", "|- x0 >  0.5", "| |- value: [1.5]", ""].join("\n"),
    );
  });

  it("says how deep the branch is that it leaves out", () => {
    expect(exportText(model, { maxDepth: 0 })).toContain("|   |--- truncated branch of depth 2");
  });

  it("refuses too few names, and a tree that has learnt nothing", () => {
    expect(() => exportText(model, { featureNames: ["age"] })).toThrow(/1 featureNames, one for each column/);
    expect(() => exportText(model, { classNames: ["a"] })).toThrow(/1 classNames, 2 are needed/);
    expect(() => exportText(new DecisionTreeClassifier())).toThrow(/call fit first/);
  });
});

describe("exportDot", () => {
  it("has a line for each node and each answer, with quotes escaped", () => {
    const dot = exportDot(model, { featureNames: ["age", 'the "size"'] });
    expect(dot.match(/label=yes|label=no/g)).toHaveLength(4);
    expect(dot).toContain('0 [label="age ≤ 0.50\\nimpurity 0.38\\nsamples 4\\na"];');
    expect(dot).toContain('the \\"size\\" ≤ 3.50');
  });
});

describe("exportSvg", () => {
  it("draws a box a node and a line an answer, in the page's own colour", () => {
    const svg = exportSvg(model, { classNames: ["<a>", "b"] });
    expect(svg.match(/<rect /g)).toHaveLength(5);
    expect(svg.match(/<line /g)).toHaveLength(4);
    expect(svg).toContain("&lt;a&gt;");
    expect(svg.match(/(fill|stroke)="(?!hsl|currentColor)/g)).toBeNull();
  });

  it("stops where it is told", () => {
    const svg = exportSvg(model, { maxDepth: 1 });
    expect(svg.match(/<rect /g)).toHaveLength(3);
    expect(svg).toContain(">…<");
  });

  it("tints numbers from the smallest to the largest", () => {
    expect(exportSvg(stump)).toMatch(/fill-opacity="0.05"[\s\S]*fill-opacity="0.40"/);
  });
});
