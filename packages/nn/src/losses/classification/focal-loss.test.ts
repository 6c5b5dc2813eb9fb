import { Philox, randn, tensor } from "@blankfile/tensor";
import { describe, expect, it } from "vitest";
import { binaryCrossEntropyWithLogits, crossEntropy, diceLoss, focalLoss } from "../../index.ts";

const f64 = (values: number[] | number[][]) => tensor(values, { dtype: "float64", requiresGrad: true });
const ints = (...values: number[]) => tensor(values, { dtype: "int32" });

it("p_t = ¾ and γ = 2 cost ¹⁄₁₆ ln 4/3, by sigmoid and by softmax", () => {
  const wanted = Math.log(4 / 3) / 16;
  expect(focalLoss(f64([Math.log(3)]), f64([1])).item()).toBeCloseTo(wanted, 15);
  expect(focalLoss(f64([[Math.log(3), 0]]), ints(0)).item()).toBeCloseTo(wanted, 15);
});

it("α weighs yes, 1 − α no; a class by its own", () => {
  const losses = focalLoss(f64([0, 0]), f64([1, 0]), { alpha: 0.25, gamma: 0, reduction: "none" }).toArray();
  expect(losses).toEqual([0.25 * Math.LN2, 0.75 * Math.LN2]);
  expect(focalLoss(f64([[0, 0]]), ints(1), { alpha: f64([1, 3]), gamma: 0 }).item()).toBeCloseTo(
    3 * Math.LN2,
    15,
  );
});

it("γ = 0 is cross-entropy", () => {
  const x = randn([4, 3], { rng: new Philox(1), dtype: "float64" });
  const y = x.gt(0.2).to("float64");
  expect(focalLoss(x, y, { gamma: 0 }).item()).toBeCloseTo(binaryCrossEntropyWithLogits(x, y).item(), 14);
  const classes = ints(0, 2, 1, 1);
  expect(focalLoss(x, classes, { gamma: 0 }).item()).toBeCloseTo(crossEntropy(x, classes).item(), 14);
});

it("far out nothing overflows: what is quite right is free, what is quite wrong pays its logit", () => {
  for (const [x, y] of [
    [f64([800, -800]), f64([1, 1])],
    [
      f64([
        [800, 0],
        [0, 800],
      ]),
      ints(0, 0),
    ],
  ] as const) {
    const losses = focalLoss(x, y, { gamma: 0.5, reduction: "none" });
    losses.sum().backward();
    expect(losses.abs().toArray()).toEqual([0, 800]);
    expect(x.grad!.data.every(Number.isFinite)).toBe(true);
  }
});

it("diceLoss: one of two pixels found and one too many is ½; empty masks are equal", () => {
  const [p, t] = [
    f64([
      [1, 1, 0, 0],
      [0, 0, 0, 0],
    ]),
    f64([
      [1, 0, 1, 0],
      [0, 0, 0, 0],
    ]),
  ];
  expect(diceLoss(p, t, { smooth: 0, reduction: "none" }).data[0]).toBe(0.5);
  expect(diceLoss(p, t, { reduction: "none" }).toArray()).toEqual([1 - 3 / 5, 0]);
});

describe("refuses by name", () => {
  const x = f64([[1, 2]]);
  it.each<[string, () => unknown, RegExp]>([
    ["soft targets", () => focalLoss(x, f64([[0.5, 1]])), /^focalLoss: target\[0\] is 0.5, 0 or 1/],
    ["γ below 0", () => focalLoss(x, ints(0), { gamma: -1 }), /^focalLoss: gamma -1/],
    ["one α for classes", () => focalLoss(x, ints(0), { alpha: 0.5 }), /^focalLoss: alpha 0.5.*tensor \[2\]/],
    ["a class that is not there", () => focalLoss(x, ints(2)), /^focalLoss: target\[0\] is 2/],
    ["logits as a mask", () => diceLoss(f64([[3]]), f64([[1]])), /^diceLoss: input\[0\] is 3/],
    ["a mask without a batch", () => diceLoss(f64([1]), f64([1])), /^diceLoss: input \[1\], \[N, …\]/],
  ])("%s", (_, call, message) => expect(call).toThrow(message));
});
