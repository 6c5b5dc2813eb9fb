import {
  allclose,
  compile,
  gradcheck,
  gradgradcheck,
  Philox,
  randn,
  type Tensor,
  tensor,
  zeros,
} from "@blankfile/tensor";
import { describe, expect, it } from "vitest";
import {
  BatchNorm1d,
  BatchNorm2d,
  GroupNorm,
  InstanceNorm1d,
  InstanceNorm2d,
  LayerNorm,
  RMSNorm,
} from "../index.ts";

/** PyTorch's numbers are compared in golden/modules.test.ts. */
const dtype = "float64";
const f64 = (...shape: number[]) =>
  randn(shape, { rng: new Philox(4), dtype })
    .mul(3)
    .add(5);
const exact = { eps: 0, dtype } as const;

describe("by hand", () => {
  it("1 and 3 have mean 2 and variance 1: they become −1 and 1", () => {
    const norm = new BatchNorm1d(1, exact);
    expect(norm.forward(tensor([[1], [3]], { dtype })).toArray()).toEqual([[-1], [1]]);
    // 0.9 · 0 + 0.1 · 2, and 0.9 · 1 + 0.1 · the unbiased variance 2
    expect(norm.runningMean!.item()).toBeCloseTo(0.2, 15);
    expect(norm.runningVar!.item()).toBeCloseTo(1.1, 15);
    expect(norm.numBatchesTracked!.item()).toBe(1);
    expect(
      norm
        .eval()
        .forward(tensor([[0.2]], { dtype }))
        .item(),
    ).toBeCloseTo(0, 15);
  });

  it("rows, groups, channels: each to mean 0 and variance 1", () => {
    const x = tensor([[1, 3, 10, 30]], { dtype });
    expect(new GroupNorm(2, 4, exact).forward(x).toArray()).toEqual([[-1, 1, -1, 1]]);
    expect(new LayerNorm(2, exact).forward(x.reshape([2, 2])).toArray()).toEqual([
      [-1, 1],
      [-1, 1],
    ]);
    expect(new InstanceNorm1d(2, exact).forward(x.reshape([1, 2, 2])).toArray()).toEqual([
      [
        [-1, 1],
        [-1, 1],
      ],
    ]);
  });

  it("RMSNorm divides by the root of the mean square: 3, 4 and √12.5", () => {
    const y = new RMSNorm(2, exact).forward(tensor([3, 4], { dtype }));
    expect(y.toArray()).toEqual([3 / Math.sqrt(12.5), 4 / Math.sqrt(12.5)].map((v) => expect.closeTo(v, 15)));
  });
});

describe("running figures", () => {
  it("momentum null keeps the plain mean over batches", () => {
    const norm = new BatchNorm1d(2, { momentum: null, dtype });
    const batches = [1, 2, 3].map((seed) => randn([6, 2], { rng: new Philox(seed), dtype }));
    for (const batch of batches) norm.forward(batch);
    const mean = (of: (x: Tensor) => Tensor) =>
      batches
        .map(of)
        .reduce((a, b) => a.add(b))
        .div(3);
    expect(
      allclose(
        norm.runningMean!,
        mean((x) => x.mean({ dim: 0 })),
        { atol: 1e-14 },
      ),
    ).toBe(true);
    expect(
      allclose(
        norm.runningVar!,
        mean((x) => x.var({ dim: 0 })),
        { atol: 1e-14 },
      ),
    ).toBe(true);
  });

  it("follow inside a compiled step as they do eagerly, the count too", () => {
    const [eager, compiled] = [0, 1].map(() => new BatchNorm2d(2, { dtype })) as [BatchNorm2d, BatchNorm2d];
    const step = compile((x: Tensor) => compiled.forward(x));
    for (const seed of [1, 2, 3]) {
      const x = randn([2, 2, 3, 3], { rng: new Philox(seed), dtype });
      eager.forward(x);
      step(x);
    }
    for (const [name, value] of Object.entries(eager.stateDict()))
      expect(allclose(compiled.stateDict()[name]!, value, { rtol: 1e-13 }), name).toBe(true);
    expect(compiled.numBatchesTracked!.item()).toBe(3);
  });

  it("stay where nothing trains, and where they are turned off", () => {
    const norm = new BatchNorm1d(3, { dtype });
    norm.eval().forward(f64(4, 3));
    expect(norm.runningMean!.toArray()).toEqual([0, 0, 0]);
    const without = new BatchNorm1d(3, { trackRunningStats: false, dtype });
    expect(Object.keys(without.stateDict())).toEqual(["weight", "bias"]);
    expect(Math.abs(without.eval().forward(f64(4, 3)).mean().item())).toBeLessThan(1e-12);
  });

  it("take no part in gradients", () => {
    const norm = new BatchNorm1d(3, { dtype });
    norm.forward(f64(4, 3)).sum().backward();
    expect(norm.runningMean!.requiresGrad || norm.runningVar!.requiresGrad).toBe(false);
  });
});

describe("what does not change the result", () => {
  it("a batch's mean and scale: BN(a x + b) = BN(x)", () => {
    const x = f64(5, 2, 3, 3);
    const norm = () => new BatchNorm2d(2, exact);
    expect(allclose(norm().forward(x.mul(100).add(7)), norm().forward(x), { atol: 1e-11 })).toBe(true);
  });

  it("one group is a layer norm over all channels; a group for each channel an instance norm", () => {
    const x = f64(3, 4, 2, 5);
    const same = (a: Tensor, b: Tensor) => expect(allclose(a, b, { atol: 1e-13 })).toBe(true);
    same(new GroupNorm(1, 4, { dtype }).forward(x), new LayerNorm([4, 2, 5], { dtype }).forward(x));
    same(new GroupNorm(4, 4, { dtype }).forward(x), new InstanceNorm2d(4, { dtype }).forward(x));
    same(
      new InstanceNorm2d(4, { dtype }).forward(x.slice(0)),
      new InstanceNorm2d(4, { dtype }).forward(x).slice(0),
    );
  });

  it("a mean far from 0 costs no digits beyond float32's own: variances are of deviations", () => {
    const x = tensor([[10_000], [10_001], [10_002], [10_003]]);
    const y = new LayerNorm(4).forward(x.reshape([1, 4])).toArray() as number[][];
    const expected = [-1.5, -0.5, 0.5, 1.5].map((value) => value / Math.sqrt(1.25 + 1e-5));
    expect(y[0]).toEqual(expected.map((value) => expect.closeTo(value, 5)));
  });
});

it("has the first and second derivatives of differences", () => {
  const x = randn([3, 2, 4], { rng: new Philox(8), dtype, requiresGrad: true });
  const norms = [
    new BatchNorm1d(2, { dtype, trackRunningStats: false }),
    new LayerNorm(4, { dtype }),
    new GroupNorm(1, 2, { dtype }),
    new RMSNorm(4, { dtype }),
  ];
  for (const norm of norms) {
    const cubed = (x: Tensor) => norm.forward(x).pow(3); // x̂ alone has too many sums of 0
    expect(gradcheck(cubed, [x])).toBe(true);
    expect(gradgradcheck(cubed, [x])).toBe(true);
  }
});

it("a constant input has gradient 0, not NaN", () => {
  for (const norm of [new LayerNorm(3), new GroupNorm(1, 3), new BatchNorm1d(3)]) {
    const x = zeros([2, 3], { requiresGrad: true });
    norm.forward(x).sum().backward();
    expect([...x.grad!.data].every((value) => Math.abs(value) < 1e-6)).toBe(true);
  }
});

describe("what may be given wrong", () => {
  const cases: [string, () => unknown, RegExp][] = [
    [
      "one value per channel in training",
      () => new BatchNorm1d(3).forward(zeros([1, 3])),
      /^BatchNorm1d: input \[1, 3\] in training has one value per channel/,
    ],
    [
      "no samples in training",
      () => new BatchNorm2d(3).forward(zeros([0, 3, 2, 2])),
      /^BatchNorm2d: .* has no values per channel/,
    ],
    [
      "features where images are needed",
      () => new BatchNorm2d(3).forward(zeros([2, 3])),
      /^BatchNorm2d: input \[2, 3\], \[B, 3, H, W\]/,
    ],
    [
      "one pixel for an instance",
      () => new InstanceNorm2d(3).forward(zeros([2, 3, 1, 1])),
      /^InstanceNorm2d: .* has one value per channel and sample/,
    ],
    [
      "other last sizes",
      () => new LayerNorm([2, 3]).forward(zeros([3, 2])),
      /^LayerNorm: input \[3, 2\], its last sizes must be \[2, 3\]/,
    ],
    ["nothing to normalise", () => new LayerNorm([]), /^LayerNorm: normalizedShape \[\]/],
    ["groups that do not divide", () => new GroupNorm(2, 3), /^GroupNorm: 3 channels in 2 groups/],
    ["a negative ε", () => new RMSNorm(3, { eps: -1 }), /^RMSNorm: eps -1/],
    ["a momentum above one", () => new BatchNorm1d(3, { momentum: 2 }), /^BatchNorm1d: momentum 2/],
    ["no channels", () => new BatchNorm1d(0), /^BatchNorm1d: numFeatures 0/],
  ];
  for (const [name, call, message] of cases) it(name, () => expect(call).toThrow(message));
});
