import { tensor } from "@blankfile/tensor";
import { describe, expect, it } from "vitest";
import {
  multilabelMarginLoss,
  multilabelSoftMarginLoss,
  multiMarginLoss,
  softMarginLoss,
} from "../../index.ts";

const f64 = (values: number[] | number[][]) => tensor(values, { dtype: "float64", requiresGrad: true });
const ints = (values: number[] | number[][]) => tensor(values, { dtype: "int32" });

it("multiMarginLoss: the right 2 above 1.5 and −1 lacks ½ to the margin, a third of which is paid", () => {
  const x = f64([[2, 1.5, -1]]);
  expect(multiMarginLoss(x, ints([0])).item()).toBeCloseTo(0.5 / 3, 15);
  expect(multiMarginLoss(x, ints([0]), { p: 2 }).item()).toBeCloseTo(0.25 / 3, 15);
  expect(multiMarginLoss(x, ints([0]), { weight: f64([2, 1, 1]) }).item()).toBeCloseTo(1 / 3, 15);
});

it("multilabelMarginLoss: labels 3 and 0, behind −1 nothing counts: ¼ (0.4 + 0.6 + 1.1 + 1.3)", () => {
  const x = f64([[0.1, 0.2, 0.4, 0.8]]);
  expect(multilabelMarginLoss(x, ints([[3, 0, -1, 1]])).item()).toBeCloseTo(0.85, 14);
});

it("softMarginLoss: 0 costs ln 2 either way, and 1000 on the wrong side 1000", () => {
  const losses = softMarginLoss(f64([0, 1000, 1000]), f64([-1, 1, -1]), { reduction: "none" });
  expect(losses.toArray()).toEqual([Math.LN2, 0, 1000]);
});

it("multilabelSoftMarginLoss: the mean over a sample's classes", () => {
  const losses = multilabelSoftMarginLoss(f64([[0, 1000]]), f64([[1, 0]]), { reduction: "none" });
  expect(losses.toArray()).toEqual([(Math.LN2 + 1000) / 2]);
});

describe("refuses by name", () => {
  const x = f64([[1, 2]]);
  it.each<[string, () => unknown, RegExp]>([
    ["p of 3", () => multiMarginLoss(x, ints([0]), { p: 3 as never }), /^multiMarginLoss: p 3/],
    [
      "images",
      () => multiMarginLoss(x.reshape([1, 2, 1]), ints([[0]])),
      /^multiMarginLoss: input \[1, 2, 1\]/,
    ],
    [
      "labels below −1",
      () => multilabelMarginLoss(x, ints([[-2, 0]])),
      /^multilabelMarginLoss: target\[0\] is -2/,
    ],
    ["labels of another shape", () => multilabelMarginLoss(x, ints([0, 1])), /target \[2\]/],
    ["signs that are none", () => softMarginLoss(x, f64([[0, 1]])), /^softMarginLoss: target\[0\] is 0/],
    ["targets beyond 1", () => multilabelSoftMarginLoss(x, f64([[2, 1]])), /target\[0\] is 2/],
  ])("%s", (_, call, message) => expect(call).toThrow(message));
});
