import { tensor } from "@blankfile/tensor";
import { describe, expect, it } from "vitest";
import { binaryCrossEntropy, binaryCrossEntropyWithLogits } from "../../index.ts";

const f64 = (values: number[] | number[][]) => tensor(values, { dtype: "float64", requiresGrad: true });
const none = { reduction: "none" } as const;

it("¼ for yes costs ln 4, for no ln 4/3, from probabilities and from logits", () => {
  const wanted = [Math.log(4), Math.log(4 / 3)];
  const target = f64([1, 0]);
  const logit = Math.log(1 / 3);
  for (const losses of [
    binaryCrossEntropy(f64([0.25, 0.25]), target, none),
    binaryCrossEntropyWithLogits(f64([logit, logit]), target, none),
  ])
    losses.data.forEach((value: number, i: number) => {
      expect(value).toBeCloseTo(wanted[i]!, 14);
    });
});

it("a probability of 0 for yes costs 100, and no gradient is NaN", () => {
  const p = f64([0, 0, 1, 1]);
  const losses = binaryCrossEntropy(p, f64([0, 1, 0, 1]), none);
  losses.sum().backward();
  expect(losses.abs().toArray()).toEqual([0, 100, 100, 0]);
  expect(p.grad!.eq(tensor([1, 0, 0, -1])).toArray()).toEqual([true, true, true, true]);
});

it("logits far out cost what they are, without overflow", () => {
  const x = f64([1000, -1000, 1000]);
  const losses = binaryCrossEntropyWithLogits(x, f64([0, 1, 1]), none);
  losses.sum().backward();
  expect(losses.toArray()).toEqual([1000, 1000, 0]);
  expect(x.grad!.abs().toArray()).toEqual([1, 1, 0]);
});

it("posWeight multiplies what yes costs, weight both", () => {
  const options = { posWeight: f64([3]), weight: f64([2]), ...none };
  const [yes, no] = binaryCrossEntropyWithLogits(f64([[0], [0]]), f64([[1], [0]]), options).data;
  expect(yes).toBeCloseTo(6 * Math.LN2, 14);
  expect(no).toBeCloseTo(2 * Math.LN2, 14);
});

describe("refuses by name", () => {
  const [p, y] = [f64([0.5, 0.5]), f64([0, 1])];
  it.each<[string, () => unknown, RegExp]>([
    [
      "logits as probabilities",
      () => binaryCrossEntropy(f64([2, 0]), y),
      /input\[0\] is 2.*WithLogits takes logits/,
    ],
    ["targets beyond 1", () => binaryCrossEntropy(p, f64([0, 2])), /^binaryCrossEntropy: target\[1\] is 2/],
    ["NaN", () => binaryCrossEntropy(f64([NaN, 0]), y), /input\[0\] is NaN/],
    [
      "weights that widen the losses",
      () => binaryCrossEntropy(p, y, { weight: f64([[1, 1]]) }),
      /weight \[1, 2\]/,
    ],
    ["shapes that differ", () => binaryCrossEntropyWithLogits(p, f64([1])), /equal shapes/],
  ])("%s", (_, call, message) => expect(call).toThrow(message));
});
