import { compile, type Tensor, tensor, zeros } from "@blankfile/tensor";
import { describe, expect, it } from "vitest";
import {
  AdaptiveAvgPool1d,
  AdaptiveAvgPool2d,
  AdaptiveMaxPool1d,
  AdaptiveMaxPool2d,
  AvgPool1d,
  AvgPool2d,
  MaxPool1d,
  MaxPool2d,
} from "../index.ts";

const sequence = tensor([[1, 5, 2, 4, 3]], { dtype: "float64" });
/** 0 to 11 in three rows. */
const image = tensor(
  Float64Array.from({ length: 12 }, (_, i) => i),
  { shape: [1, 3, 4] },
);

describe("by hand", () => {
  it("the largest and the mean of windows", () => {
    expect(new MaxPool1d(2).forward(sequence).toArray()).toEqual([[5, 4]]);
    expect(new MaxPool1d(2, { ceilMode: true }).forward(sequence).toArray()).toEqual([[5, 4, 3]]);
    expect(new AvgPool1d(2).forward(sequence).toArray()).toEqual([[3, 3]]);
    expect(new MaxPool2d(2, { stride: 1 }).forward(image).toArray()).toEqual([
      [
        [5, 6, 7],
        [9, 10, 11],
      ],
    ]);
    expect(new AvgPool2d([3, 2]).forward(image).toArray()).toEqual([[[4.5, 6.5]]]);
  });

  it("a window over the end is divided by what lies in it; zeros of the padding count unless told", () => {
    expect(new AvgPool1d(2, { ceilMode: true }).forward(sequence).toArray()).toEqual([[3, 3, 3]]);
    expect(new AvgPool1d(3, { stride: 2, padding: 1 }).forward(sequence).toArray()).toEqual([
      [2, 11 / 3, 7 / 3],
    ]);
    const without = new AvgPool1d(3, { stride: 2, padding: 1, countIncludePad: false });
    expect(without.forward(sequence).toArray()).toEqual([[3, 11 / 3, 3.5]]);
    expect(new AvgPool2d(2, { divisorOverride: 1 }).forward(image).toArray()).toEqual([[[10, 18]]]);
  });

  it("adaptive regions cover the input and overlap where they must", () => {
    // Five elements in three regions: 0–1, 1–3, 3–4.
    expect(new AdaptiveMaxPool1d(3).forward(sequence).toArray()).toEqual([[5, 5, 4]]);
    expect(new AdaptiveAvgPool1d(3).forward(sequence).toArray()).toEqual([
      [3, expect.closeTo(11 / 3, 14), 3.5],
    ]);
    expect(new AdaptiveAvgPool2d(1).forward(image).toArray()).toEqual([[[5.5]]]);
    expect(new AdaptiveMaxPool2d([null, 2]).forward(image).toArray()).toEqual([
      [
        [1, 3],
        [5, 7],
        [9, 11],
      ],
    ]);
  });

  it("of equal elements the first gets the gradient", () => {
    for (const module of [new MaxPool2d(2), new MaxPool2d(2, { ceilMode: true }), new AdaptiveMaxPool2d(1)]) {
      const x = zeros([1, 2, 2], { requiresGrad: true });
      module.forward(x).sum().backward();
      expect(x.grad!.toArray()).toEqual([
        [
          [1, 0],
          [0, 0],
        ],
      ]);
    }
  });
});

it("the mean over whole images is one loop in a compiled function", () => {
  const module = new AdaptiveAvgPool2d(1);
  const step = compile((x: Tensor) => module.forward(x));
  step(zeros([2, 3, 4, 4]));
  expect(step.explain().kernels.map(({ kind }) => kind)).toEqual(["loop"]);
});

it("means of windows are loops in a compiled function, nothing is left to eager loops", () => {
  for (const module of [
    new AvgPool2d(2),
    new AvgPool2d(3, { stride: 2, padding: 1, ceilMode: true }),
    new AvgPool1d(2),
  ]) {
    const step = compile((x: Tensor) => module.forward(x));
    step(zeros([2, 3, 8]));
    expect(new Set(step.explain().kernels.map(({ kind }) => kind))).toEqual(new Set(["loop"]));
  }
});

describe("what may be given wrong", () => {
  const cases: [string, () => unknown, RegExp][] = [
    [
      "more padding than half a window",
      () => new MaxPool2d(3, { padding: 2 }),
      /^MaxPool2d: padding \[2, 2\] for windows of \[3, 3\]/,
    ],
    [
      "an input smaller than the window",
      () => new MaxPool1d(9).forward(sequence),
      /^MaxPool1d: input \[..., 5\] with padding \[0\], at least \[9\]/,
    ],
    ["a divisor of 0", () => new AvgPool2d(2, { divisorOverride: 0 }), /^AvgPool2d: divisorOverride 0/],
    ["a region of nothing", () => new AdaptiveAvgPool2d([0, 1]), /^AdaptiveAvgPool2d: outputSize 0/],
    [
      "three sizes",
      () => new AdaptiveMaxPool2d([1, 2, 3] as never),
      /^AdaptiveMaxPool2d: outputSize \[1,2,3\]/,
    ],
    [
      "no pixels",
      () => new AdaptiveAvgPool2d(1).forward(zeros([2, 0, 4])),
      /^AdaptiveAvgPool2d: images of 0 × 4/,
    ],
    [
      "too few dimensions",
      () => new MaxPool2d(2).forward(zeros([2, 2])),
      /^MaxPool2d: input \[2, 2\], \[B, C, H, W\] or \[C, H, W\]/,
    ],
  ];
  for (const [name, call, message] of cases) it(name, () => expect(call).toThrow(message));
});
