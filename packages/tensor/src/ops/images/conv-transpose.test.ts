import { describe, expect, it } from "vitest";
import { GraphRecorder } from "../../compile/capture.ts";
import { difference } from "../../compile/close.fixture.ts";
import {
  type ConvTransposeOptions,
  compile,
  convTranspose1d,
  convTranspose2d,
  grad,
  gradcheck,
  Philox,
  randn,
  type Tensor,
  tensor,
  zeros,
} from "../../index.ts";
import { recordTo } from "../../tape.ts";

const kernel = tensor([
  [
    [
      [1, 2],
      [3, 4],
    ],
  ],
]);

it("by hand: each pixel lays down its kernel, and overlapping copies add up", () => {
  expect(convTranspose2d(tensor([[[[1, 10]]]]), kernel).toArray()).toEqual([
    [
      [
        [1, 12, 20],
        [3, 34, 40],
      ],
    ],
  ]);
  expect(convTranspose1d(tensor([[[1, 2]]]), tensor([[[1, 1]]]), { stride: 2 }).toArray()).toEqual([
    [[1, 1, 2, 2]],
  ]);
});

it("outputPadding of a stride or more adds rows that padding had cut off, then zeros", () => {
  const x = tensor([
    [
      [
        [1, 2],
        [3, 4],
      ],
    ],
  ]);
  // torch.conv_transpose2d(x, kernel, dilation=3, output_padding=2, padding=1)
  expect(
    convTranspose2d(x, kernel, { dilation: 3, outputPadding: 2, padding: 1 }).flatten().toArray(),
  ).toEqual([4, 0, 6, 8, 0, 0, 0, 0, 0, 0, 6, 0, 4, 8, 0, 12, 0, 12, 16, 0, 0, 0, 0, 0, 0]);
});

/** Shapes of x and of the kernels, and options. */
const cases: [readonly number[], readonly number[], ConvTransposeOptions][] = [
  [[2, 3, 4, 5], [3, 2, 3, 2], {}],
  [[2, 16, 4, 4], [16, 8, 4, 4], { stride: 2, padding: 1 }],
  [[3, 4, 3, 2], [4, 3, 2, 3], { groups: 2, stride: [2, 1], padding: [0, 1] }],
  [[1, 4, 3, 4], [4, 1, 3, 3], { groups: 4, stride: 3, outputPadding: [2, 1] }],
  [[2, 2, 4, 3], [2, 3, 2, 2], { stride: 3, padding: 1, dilation: 2, outputPadding: 2 }],
  [[1, 2, 3, 3], [2, 2, 2, 2], { dilation: 3, outputPadding: 2, padding: 1 }],
  [[2, 3, 1, 1], [3, 2, 1, 1], {}],
  [[0, 3, 2, 2], [3, 2, 2, 2], {}],
];

describe.each(cases)("x %j with kernels %j and %j", (shape, weightShape, options) => {
  const inputs = (dtype: "float32" | "float64" = "float64") => {
    const rng = new Philox(3);
    const made = { rng, dtype, requiresGrad: true };
    const outputs = weightShape[1]! * (options.groups ?? 1);
    return [randn(shape, made), randn(weightShape, made), randn([outputs], made)] as const;
  };
  const apply = (x: Tensor, weight: Tensor, bias: Tensor) => convTranspose2d(x, weight, { ...options, bias });

  it.each(["float32", "float64"] as const)(
    "compiled, values and gradients are the eager ones in %s",
    (dtype) => {
      const both = (x: Tensor, weight: Tensor, bias: Tensor) => {
        const y = apply(x, weight, bias);
        return [y, ...grad(y.square().sum(), [x, weight, bias])];
      };
      const [found, wanted] = [compile(both)(...inputs(dtype)), both(...inputs(dtype))];
      expect(found.map((value, i) => difference(value, wanted[i]!))).toEqual([null, null, null, null]);
    },
  );

  it("compiled, second derivatives are the eager ones", () => {
    const second = (x: Tensor, weight: Tensor, bias: Tensor) => {
      const first = grad(apply(x, weight, bias).pow(3).sum(), [x, weight], { createGraph: true });
      return grad(first[0]!.square().sum().add(first[1]!.square().sum()), [x, weight, bias]);
    };
    const [found, wanted] = [compile(second)(...inputs()), second(...inputs())];
    expect(found.map((value, i) => difference(value, wanted[i]!))).toEqual([null, null, null]);
  });

  it("gradients are the differences'", () => {
    expect(gradcheck(apply, inputs())).toBe(true);
  });
});

describe("for compile it is noted", () => {
  const names = (takesWhole: boolean): string[] => {
    const recorder = new GraphRecorder({ takesWhole });
    const given = [zeros([2, 3, 4, 4], { requiresGrad: true }), zeros([3, 2, 2, 2], { requiresGrad: true })];
    const [x, weight] = given.map((like, i) => recorder.argument(like, i)) as [Tensor, Tensor];
    try {
      recordTo(recorder, () => grad(convTranspose2d(x, weight, { stride: 2 }).sum(), [x, weight]));
      return recorder.finish().nodes.map(({ name }) => name);
    } finally {
      recorder.restore();
    }
  };

  it("as a convolution's gradient, and its gradients as a convolution's", () => {
    const whole = ["convolutionImageGradient", "convolution", "convolutionKernelGradient"];
    expect(names(true)).toEqual(expect.arrayContaining(whole));
    expect(names(true)).not.toContain("fold");
  });

  it("as products and folds where there is no code for the whole", () => {
    expect(names(false)).toEqual(expect.arrayContaining(["fold", "unfold", "matmul"]));
    expect(names(false).filter((name) => name.startsWith("convolution"))).toEqual([]);
  });
});
