import { compile, ones, Philox, randn, type Tensor, tensor, zeros } from "@blankfile/tensor";
import { describe, expect, it } from "vitest";
import { BatchNorm2d, Conv1d, Conv2d, ConvTranspose1d, ConvTranspose2d, ReLU, Sequential } from "../index.ts";

const rng = () => new Philox(2);
/** A layer whose kernels and biases hold these numbers. */
function set<M extends Conv1d | ConvTranspose1d | Conv2d>(
  module: M,
  weight: number[],
  bias: number[] = [],
): M {
  const { shape } = module.weight;
  module.loadStateDict({
    weight: tensor(weight).reshape(shape),
    ...(module.bias ? { bias: tensor(bias) } : {}),
  });
  return module;
}
const sequence = tensor([[[1, 2, 4, 8]]]);

describe("by hand", () => {
  it("a kernel [1, −1] gives differences, plus the bias", () => {
    const module = set(new Conv1d(1, 1, 2, { rng: rng() }), [1, -1], [10]);
    expect(module.forward(sequence).toArray()).toEqual([[[9, 8, 6]]]);
    expect(module.forward(tensor([[1, 2, 4, 8]])).toArray()).toEqual([[9, 8, 6]]);
  });

  it.each([
    ["zeros", [0, 0, 1, 2, 4, 8, 0, 0]],
    ["reflect", [4, 2, 1, 2, 4, 8, 4, 2]],
    ["replicate", [1, 1, 1, 2, 4, 8, 8, 8]],
    ["circular", [4, 8, 1, 2, 4, 8, 1, 2]],
  ] as const)("padding of 2 with %s", (paddingMode, expected) => {
    const module = set(new Conv1d(1, 1, 1, { rng: rng(), padding: 2, paddingMode, bias: false }), [1]);
    expect(module.forward(sequence).toArray()).toEqual([[expected]]);
  });

  it('"same" keeps the size, with one more behind where the sum is odd', () => {
    const module = set(new Conv1d(1, 1, 4, { rng: rng(), padding: "same", bias: false }), [1, 0, 0, 0]);
    expect(module.forward(sequence).toArray()).toEqual([[[0, 1, 2, 4]]]);
  });

  it("a transpose lays its kernel down at every step of the stride", () => {
    const options = { rng: rng(), stride: 2, bias: false };
    const module = set(new ConvTranspose1d(1, 1, 3, options), [1, 10, 100]);
    expect(module.forward(tensor([[[1, 2]]])).toArray()).toEqual([[[1, 10, 102, 20, 200]]]);
    const longer = set(new ConvTranspose1d(1, 1, 3, { ...options, outputPadding: 1 }), [1, 10, 100]);
    expect(longer.forward(tensor([[[1, 2]]])).toArray()).toEqual([[[1, 10, 102, 20, 200, 0]]]);
  });

  it("padded images widen in both directions, columns by the second number", () => {
    const module = set(
      new Conv2d(1, 1, 1, { rng: rng(), padding: [0, 1], paddingMode: "circular", bias: false }),
      [1],
    );
    expect(module.forward(tensor([[[1, 2, 3]]])).toArray()).toEqual([[[3, 1, 2, 3, 1]]]);
  });
});

it("⟨conv(x), y⟩ = ⟨x, convTranspose(y)⟩ with one kernel", () => {
  const options = { rng: rng(), stride: 2, padding: 1, groups: 2, bias: false, dtype: "float64" } as const;
  const conv = new Conv2d(4, 6, 3, options);
  const back = new ConvTranspose2d(6, 4, 3, options);
  back.loadStateDict(conv.stateDict());
  const draw = rng();
  const x = randn([2, 4, 5, 7], { rng: draw, dtype: "float64" });
  const y = randn(conv.forward(x).shape, { rng: draw, dtype: "float64" });
  expect(back.forward(y).shape).toEqual(x.shape);
  expect(conv.forward(x).mul(y).sum().item()).toBeCloseTo(x.mul(back.forward(y)).sum().item(), 10);
});

it("weights and biases start within ±1/√(in / groups · kernel), and fill that range", () => {
  const { weight, bias } = new Conv2d(8, 64, 3, { rng: rng(), groups: 2 });
  const bound = 1 / Math.sqrt(4 * 9);
  for (const [values, share] of [
    [weight.data, 0.99],
    [bias!.data, 0.9],
  ] as const) {
    expect(Math.max(...values)).toBeGreaterThan(share * bound);
    expect(Math.max(...values.map(Math.abs))).toBeLessThanOrEqual(bound);
  }
});

it("convolution, batch norm and ReLU are one convolution and loops in a compiled step, no operation left to its eager loop but the count and the check of the mode", () => {
  const model = new Sequential(new Conv2d(2, 4, 3, { rng: rng() }), new BatchNorm2d(4), new ReLU());
  const step = compile((x: Tensor) => {
    model.zeroGrad();
    const y = model.forward(x).pow(2).mean();
    y.backward();
    return y;
  });
  step(randn([4, 2, 6, 6], { rng: rng() }));
  const titles = step.explain().kernels.map(({ title }) => title.replace(/ over .*| \[.*/, ""));
  expect(titles.filter((title) => title !== "loop")).toEqual([
    "inspect, by its eager loop",
    "convolution, as a whole",
    "add, by its eager loop",
    "convolutionKernelGradient, as a whole",
  ]);
  expect(titles.length).toBeLessThan(22);
});

describe("what may be given wrong", () => {
  const cases: [string, () => unknown, RegExp][] = [
    [
      "groups that do not divide",
      () => new Conv2d(3, 4, 1, { rng: rng(), groups: 2 }),
      /^Conv2d: 3 → 4 channels in 2 groups/,
    ],
    [
      "a kernel of nothing",
      () => new Conv1d(1, 1, 0, { rng: rng() }),
      /^Conv1d: kernelSize 0, a whole number from 1 is/,
    ],
    [
      "three kernel sizes",
      () => new Conv2d(1, 1, [1, 2, 3] as never, { rng: rng() }),
      /^Conv2d: kernelSize \[1,2,3\]/,
    ],
    ["half a padding", () => new Conv2d(1, 1, 1, { rng: rng(), padding: 0.5 }), /^Conv2d: padding 0.5/],
    [
      '"same" with a stride',
      () => new Conv1d(1, 1, 3, { rng: rng(), padding: "same", stride: 2 }),
      /^Conv1d: padding "same" with stride \[2\]/,
    ],
    [
      "an unknown mode",
      () => new Conv1d(1, 1, 3, { rng: rng(), paddingMode: "constant" as never }),
      /^Conv1d: paddingMode "constant", one of zeros/,
    ],
    [
      "other channels",
      () => new Conv2d(3, 1, 1, { rng: rng() }).forward(ones([1, 2, 4, 4])),
      /^Conv2d: input \[1, 2, 4, 4\], \[B, 3, H, W\] or \[3, H, W\]/,
    ],
    [
      "an image smaller than the window",
      () => new Conv2d(1, 1, 5, { rng: rng(), padding: 1 }).forward(ones([1, 1, 2, 9])),
      /^Conv2d: input \[4, 11\] with its padding, at least \[5, 5\]/,
    ],
    [
      "a reflection beyond the other end",
      () => new Conv1d(1, 1, 1, { rng: rng(), padding: 4, paddingMode: "reflect" }).forward(sequence),
      /^Conv1d: padding of 4 before and 4 after 4 elements, at most 3/,
    ],
    [
      "more output padding than the stride",
      () => new ConvTranspose1d(1, 1, 3, { rng: rng(), outputPadding: 1 }),
      /^ConvTranspose1d: outputPadding \[1\]/,
    ],
    [
      "a transpose without output",
      () => new ConvTranspose1d(1, 1, 1, { rng: rng(), padding: 2 }).forward(zeros([1, 1, 3])),
      /^ConvTranspose1d: input \[1, 1, 3\] gives an output of \[-1\]/,
    ],
  ];
  for (const [name, call, message] of cases) it(name, () => expect(call).toThrow(message));
});
