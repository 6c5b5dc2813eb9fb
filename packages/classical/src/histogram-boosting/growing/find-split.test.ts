import { Philox } from "@blankfile/tensor";
import { describe, expect, it } from "vitest";
import { findCategorySplit } from "./category-split.ts";
import { findSplit } from "./find-split.ts";
import { type Coded, Histograms, layoutOf } from "./histograms.ts";
import { nodeValue } from "./node-value.ts";
import { findPlainSplit } from "./plain-split.ts";
import type { Divided, SplitRules } from "./split.ts";

const rulesFor = (cols: number, more: Partial<SplitRules> = {}): SplitRules => ({
  minSamplesLeaf: 1,
  minHessian: 0,
  minGain: 0,
  lambda: 0,
  alpha: 0,
  monotone: undefined,
  isCategorical: new Uint8Array(cols),
  hasMissing: new Uint8Array(cols),
  ...more,
});

/** Rows with random bins in three columns; the last code of the first two is that of missing values. */
function randomNode(rng: Philox, hasHessian: boolean) {
  const rows = 60;
  const nBins = Int32Array.of(6, 9, 4);
  const codes = Uint8Array.from({ length: 3 * rows }, (_, at) => {
    const j = Math.floor(at / rows);
    return rng.integer(nBins[j]! + Number(j < 2));
  });
  const coded: Coded = { codes, rows, nBins };
  const gradient = Float32Array.from({ length: rows }, () => rng.normal());
  const hessian = hasHessian ? Float32Array.from({ length: rows }, () => 0.1 + rng.uniform()) : undefined;
  const members = Int32Array.from({ length: rows }, (_, i) => i).filter(() => rng.uniform() < 0.7);
  return { coded, derivatives: { gradient, hessian }, members };
}

describe("a split by hand", () => {
  it("of gradients 1, 1 | −2, −2 is between, with a gain of 2²/2 + 4²/2 − 2²/4 = 9", () => {
    const layout = layoutOf(Int32Array.of(2), false);
    // (Σ g, count) of bin 0, bin 1 and the missing values.
    const histogram = Float64Array.of(2, 2, -4, 2, 0, 0);
    const sums = { gradient: -2, hessian: 4, count: 4 };
    const node: Divided = { histogram, sums, value: 0.5, lower: -Infinity, upper: Infinity };
    const split = findSplit(node, layout, Int32Array.of(0), rulesFor(1))!;
    expect(split.gain).toBeCloseTo(9, 12);
    expect(split.bin).toBe(0);
    expect([split.valueLeft, split.valueRight]).toEqual([expect.closeTo(-1, 12), expect.closeTo(2, 12)]);
    expect(findSplit(node, layout, Int32Array.of(0), rulesFor(1, { minSamplesLeaf: 3 }))).toBe(null);
    expect(findSplit(node, layout, Int32Array.of(0), rulesFor(1, { monotone: Int8Array.of(-1) }))).toBe(null);
  });

  it("of categories 0 and 2 against 1, which no cut by size makes", () => {
    const layout = layoutOf(Int32Array.of(3), false);
    const histogram = Float64Array.of(20, 20, -40, 20, 20, 20, 0, 0);
    const sums = { gradient: 0, hessian: 60, count: 60 };
    const node: Divided = { histogram, sums, value: 0, lower: -Infinity, upper: Infinity };
    const split = findCategorySplit(node, layout, 0, rulesFor(1), 0)!;
    // By Σ g / (Σ h + 10) category 1 is first, and alone on the left.
    expect([...split.goesLeft!]).toEqual([0, 1, 0, 0]);
    expect(split.gain).toBeCloseTo(1600 / 20 + 1600 / 40, 9);
  });
});

describe("the fast search", () => {
  it.each([
    ["units", false, {}],
    ["second derivatives", true, { lambda: 1.5 }],
    ["an L1 penalty", true, { alpha: 0.8, minHessian: 2 }],
    ["leaves of 8 rows", false, { minSamplesLeaf: 8 }],
    ["monotone columns", true, { monotone: Int8Array.of(1, -1, 0), lambda: 0.2 }],
  ] as const)("finds what the plain one finds: %s", (_, hasHessian, more) => {
    const rng = new Philox(11);
    for (let round = 0; round < 60; round++) {
      const { coded, derivatives, members } = randomNode(rng, hasHessian);
      const histograms = new Histograms(coded, hasHessian);
      const histogram = histograms.of(members, derivatives);
      const sum = (values: Float32Array) => members.reduce((total, i) => total + values[i]!, 0);
      const gradient = sum(derivatives.gradient);
      const hessian = derivatives.hessian ? sum(derivatives.hessian) : members.length;
      const rules = rulesFor(3, { hasMissing: Uint8Array.of(1, 1, 0), ...more });
      const sums = { gradient, hessian, count: members.length };
      const bounds = "monotone" in more ? { lower: -0.2, upper: 0.3 } : { lower: -Infinity, upper: Infinity };
      const value = nodeValue(gradient, hessian, rules, bounds.lower, bounds.upper);
      const node = { histogram, sums, value, ...bounds };
      const fast = findSplit(node, histograms.layout, Int32Array.of(0, 1, 2), rules);
      const plain = findPlainSplit(node, histograms.layout, rules);
      expect(fast === null).toBe(plain === null);
      // Equal gains may be met at different cuts.
      if (fast && plain) expect(fast.gain).toBeCloseTo(plain.gain, 9);
    }
  });

  it("a histogram less one child's is the other's", () => {
    const { coded, derivatives, members } = randomNode(new Philox(5), true);
    const histograms = new Histograms(coded, true);
    const left = histograms.of(members.subarray(0, 15), derivatives);
    const right = histograms.of(members.subarray(15), derivatives);
    const rest = histograms.subtract(histograms.of(members, derivatives), left);
    for (let at = 0; at < rest.length; at++) expect(rest[at]).toBeCloseTo(right[at]!, 12);
  });
});
