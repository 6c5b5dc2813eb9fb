import { compile, gradcheck, gradgradcheck, type Tensor, tensor } from "@blankfile/tensor";
import { describe, expect, it } from "vitest";
import {
  CELU,
  celu,
  elu,
  GLU,
  gelu,
  glu,
  Hardshrink,
  Hardtanh,
  hardshrink,
  hardsigmoid,
  hardswish,
  hardtanh,
  leakyRelu,
  logSigmoid,
  mish,
  PReLU,
  ReGLU,
  relu6,
  Softmax,
  Softplus,
  Softshrink,
  SwiGLU,
  selu,
  silu,
  softplus,
  softshrink,
  softsign,
  Threshold,
  tanhshrink,
  threshold,
} from "../index.ts";

/** PyTorch's numbers are compared in golden/modules.test.ts. Here: what can be checked on paper, and the ends of the number line. */
const pointwise: Record<string, (x: Tensor) => Tensor> = {
  celu: (x) => celu(x, { alpha: 2 }),
  elu,
  gelu,
  "gelu by tanh": (x) => gelu(x, { approximate: "tanh" }),
  hardshrink,
  hardsigmoid,
  hardswish,
  hardtanh,
  leakyRelu,
  logSigmoid,
  mish,
  prelu: (x) => new PReLU(1, { dtype: x.dtype as "float32" }).forward(x),
  relu6,
  selu,
  silu,
  softplus,
  "softplus without threshold": (x) => softplus(x, { threshold: Infinity }),
  softshrink,
  softsign,
  tanhshrink,
  threshold: (x) => threshold(x, 0.2, -1),
};

const values = (fn: (x: Tensor) => Tensor, ...xs: number[]) => fn(tensor(xs, { dtype: "float64" })).toArray();

describe("by hand", () => {
  it("pieces of straight lines", () => {
    expect(values(leakyRelu, -200, 3)).toEqual([-2, 3]);
    expect(values(relu6, -1, 2, 7)).toEqual([0, 2, 6]);
    expect(values((x) => hardtanh(x, { minVal: -2, maxVal: 0.5 }), -3, 0, 1)).toEqual([-2, 0, 0.5]);
    expect(values(hardsigmoid, -4, 0, 4)).toEqual([0, 0.5, 1]);
    expect(values(hardswish, -4, 1.5, 4)).toEqual([-0, 1.125, 4]);
    expect(values(hardshrink, -1, 0.5, 0.6)).toEqual([-1, 0, 0.6]);
    expect(values((x) => softshrink(x, { lambd: 1 }), -3, 0.5, 2)).toEqual([-2, 0, 1]);
    expect(values((x) => threshold(x, 1, 9), 1, 2)).toEqual([9, 2]);
    expect(values(softsign, -3, 0, 1)).toEqual([-0.75, 0, 0.5]);
  });

  it("exponential pieces meet at 0", () => {
    expect(values(elu, 0, 2, -1000)).toEqual([0, 2, -1]);
    expect(values((x) => celu(x, { alpha: 2 }), -1000, 3)).toEqual([-2, 3]);
    expect(values(softplus, 0)).toEqual([Math.log(2)]);
    expect(values((x) => softplus(x, { beta: 2 }), 0)).toEqual([Math.log(2) / 2]);
    expect(values(logSigmoid, 0)).toEqual([-Math.log(2)]);
  });

  it("one half gates the other", () => {
    const x = tensor([[2, 3, 0, -5]]);
    expect(glu(x).toArray()).toEqual([[1, expect.closeTo(3 / (1 + Math.exp(5)), 6)]]);
    expect(glu(x.transpose(0, 1), { dim: 0 }).shape).toEqual([2, 1]);
    expect(new ReGLU().forward(tensor([[2, 3, 4, -5]])).toArray()).toEqual([[8, 0]]);
    expect(new SwiGLU().forward(tensor([[2, 1]])).item()).toBeCloseTo(2 / (1 + Math.exp(-1)), 6);
  });
});

describe.each(Object.entries(pointwise))("%s", (_, fn) => {
  it.each(["float32", "float64"] as const)(
    "in %s: values and slopes are finite far out and at 0",
    (dtype) => {
      const x = tensor([-1e18, -1e4, -1000, -90, -0, 0, 90, 1000, 1e4, 1e18], { dtype, requiresGrad: true });
      const y = fn(x);
      y.sum().backward();
      expect([...y.data, ...x.grad!.data].filter((value) => !Number.isFinite(value))).toEqual([]);
    },
  );

  it("tends to 0, x or a bound at both ends, in float32 too", () => {
    const [low, high] = fn(tensor([-1000, 1000])).data;
    const off = [0, 1, 6, 1000].map((limit) => Math.abs(high! - limit) / Math.max(1, limit));
    expect(Math.min(...off)).toBeLessThan(0.06); // SELU's 1050.7 is the farthest
    expect(low).toBeLessThanOrEqual(0);
  });

  it("passes NaN on", () => expect(fn(tensor([Number.NaN])).item()).toBeNaN());

  it("has the first and second derivatives of differences", () => {
    const x = tensor([-2.3, -0.9, -0.31, 0.43, 0.87, 2.6, 7.1], { dtype: "float64", requiresGrad: true });
    expect(gradcheck(fn, [x])).toBe(true);
    expect(gradgradcheck(fn, [x])).toBe(true);
  });

  it("is one loop in a compiled function, forward and back", () => {
    const step = compile((x: Tensor) => {
      const leaf = x.detach();
      leaf.requiresGrad = true;
      const y = fn(leaf);
      y.mul(y).sum().backward();
      return leaf.grad!;
    });
    step(tensor([-1, 0.3, 2]));
    expect(step.explain().kernels.map(({ kind }) => kind)).toEqual(["loop"]);
  });
});

describe("slopes where pieces meet", () => {
  it.each<[string, (x: Tensor) => Tensor, number, number]>([
    ["softplus at 0", softplus, 0, 0.5],
    ["logSigmoid at 0", logSigmoid, 0, 0.5],
    ["silu at 0", silu, 0, 0.5],
    ["gelu at 0", gelu, 0, 0.5],
    ["mish at 0", mish, 0, 0.6],
    ["elu at 0", elu, 0, 1],
    ["softsign at 0", softsign, 0, 1],
    ["relu6 at 6", relu6, 6, 0],
    ["hardswish at 3", hardswish, 3, 1.5],
    ["leakyRelu at 0", leakyRelu, 0, 0.01],
  ])("%s", (_, fn, at, slope) => {
    const x = tensor([at], { dtype: "float64", requiresGrad: true });
    fn(x).sum().backward();
    expect(x.grad!.item()).toBeCloseTo(slope, 12);
  });
});

describe("what may be given wrong", () => {
  const cases: [string, () => unknown, RegExp][] = [
    [
      "halves of an odd size",
      () => new GLU().forward(tensor([[1, 2, 3]])),
      /^GLU: input \[1, 3\], an even size/,
    ],
    ["no dim", () => new Softmax({} as never), /^Softmax: dim undefined, .* pass \{ dim: -1 \}/],
    [
      "a dim that is not there",
      () => new Softmax({ dim: 2 }).forward(tensor([[1]])),
      /^Softmax: input \[1, 1\]/,
    ],
    [
      "bounds the wrong way round",
      () => new Hardtanh({ minVal: 1, maxVal: 0 }),
      /^Hardtanh: minVal 1 and maxVal 0/,
    ],
    ["β = 0", () => new Softplus({ beta: 0 }), /^Softplus: beta 0/],
    ["α = 0 in CELU", () => new CELU({ alpha: 0 }), /^CELU: alpha 0/],
    ["a negative λ", () => new Softshrink({ lambd: -1 }), /^Softshrink: lambd -1/],
    ["λ NaN", () => new Hardshrink({ lambd: Number.NaN }), /^Hardshrink: lambd NaN/],
    ["a threshold of infinity", () => new Threshold(Infinity, 0), /^Threshold: threshold Infinity/],
    [
      "slopes for other channels",
      () => new PReLU(3).forward(tensor([[1, 2]])),
      /^PReLU: input \[1, 2\], \[B, 3, ...\]/,
    ],
    ["no slopes", () => new PReLU(0), /^PReLU: numParameters 0/],
  ];
  for (const [name, call, message] of cases) it(name, () => expect(call).toThrow(message));
});
