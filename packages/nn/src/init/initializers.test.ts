import { allclose, eye, Philox, type Tensor, tensor, zeros } from "@blankfile/tensor";
import { describe, expect, it } from "vitest";
import {
  calculateFanInAndFanOut,
  calculateGain,
  constant_,
  dirac_,
  eye_,
  kaimingNormal_,
  Linear,
  normal_,
  ones_,
  orthogonal_,
  sparse_,
  truncNormal_,
  uniform_,
  xavierUniform_,
  zeros_,
} from "../index.ts";

/** PyTorch's and SciPy's numbers are compared in golden/numpy.test.ts. */
const rng = () => new Philox(5);
const f64 = (...shape: number[]) => zeros(shape, { dtype: "float64" });

function moments(x: Tensor): { mean: number; variance: number; kurtosis: number } {
  const values = Array.from(x.data);
  const average = (xs: number[]) => xs.reduce((sum, value) => sum + value, 0) / xs.length;
  const mean = average(values);
  const variance = average(values.map((value) => (value - mean) ** 2));
  return { mean, variance, kurtosis: average(values.map((value) => (value - mean) ** 4)) / variance ** 2 };
}

describe("by hand", () => {
  it("constants fill, and return the tensor itself", () => {
    const x = tensor([[3, 4]]);
    expect(ones_(x)).toBe(x);
    expect(x.toArray()).toEqual([[1, 1]]);
    expect(constant_(x, -2).toArray()).toEqual([[-2, -2]]);
    expect(zeros_(x).toArray()).toEqual([[0, 0]]);
  });

  it("eye_ is the identity as far as it goes", () => {
    expect(eye_(zeros([2, 3])).toArray()).toEqual([
      [1, 0, 0],
      [0, 1, 0],
    ]);
  });

  it("dirac_ passes channels on, within each group", () => {
    expect(dirac_(zeros([2, 2, 3])).toArray()).toEqual([
      [
        [0, 1, 0],
        [0, 0, 0],
      ],
      [
        [0, 0, 0],
        [0, 1, 0],
      ],
    ]);
    expect(
      dirac_(zeros([4, 1, 1]), { groups: 2 })
        .flatten()
        .toArray(),
    ).toEqual([1, 0, 1, 0]);
    expect(dirac_(zeros([1, 1, 2, 2])).toArray()).toEqual([
      [
        [
          [0, 0],
          [0, 1],
        ],
      ],
    ]);
  });

  it("a weight [3, 5, 2, 2] has 20 inputs for an output, and 12 outputs for an input", () => {
    expect(calculateFanInAndFanOut(zeros([3, 5, 2, 2]))).toEqual({ fanIn: 20, fanOut: 12 });
    expect(calculateGain("leaky_relu", 1)).toBe(1);
  });
});

describe("drawn values", () => {
  const n = 40_000;

  it("uniform_: mean, variance and bounds", () => {
    const x = uniform_(f64(n), { a: -1, b: 3, rng: rng() });
    const { mean, variance } = moments(x);
    // Five deviations: the mean's is √(16/12 / n), the variance's √((9/5 − 1) / n) of itself.
    expect(Math.abs(mean - 1)).toBeLessThan(5 * Math.sqrt(16 / 12 / n));
    expect(Math.abs(variance / (16 / 12) - 1)).toBeLessThan(5 * Math.sqrt(0.8 / n));
    expect(Math.min(...x.data)).toBeGreaterThanOrEqual(-1);
    expect(Math.max(...x.data)).toBeLessThan(3);
  });

  it("normal_: mean, variance and fourth moment", () => {
    const { mean, variance, kurtosis } = moments(normal_(f64(n), { mean: 2, std: 0.5, rng: rng() }));
    expect(Math.abs(mean - 2)).toBeLessThan((5 * 0.5) / Math.sqrt(n));
    expect(Math.abs(variance / 0.25 - 1)).toBeLessThan(5 * Math.sqrt(2 / n));
    expect(Math.abs(kurtosis - 3)).toBeLessThan(5 * Math.sqrt(24 / n));
  });

  it("truncNormal_ in a far tail stays within its bounds and near the tail's mean", () => {
    for (const [a, b, expected] of [
      // ∫ z φ / ∫ φ = (φ(a) − φ(b)) / (Φ(b) − Φ(a)), Φ by math.erfc
      [5, 20, 5.18650396712583],
      [5, 5.2, 5.083309239744257],
      [-20, -5, -5.18650396712583],
    ] as const) {
      const x = truncNormal_(f64(10_000), { a, b, rng: rng() });
      const { mean, variance } = moments(x);
      expect(Math.min(...x.data)).toBeGreaterThanOrEqual(a);
      expect(Math.max(...x.data)).toBeLessThanOrEqual(b);
      expect(Math.abs(mean - expected)).toBeLessThan(5 * Math.sqrt(variance / 10_000));
    }
  });

  it("sparse_ empties as many entries of each column", () => {
    const x = sparse_(f64(10, 200), { sparsity: 0.25, std: 2, rng: rng() });
    for (let column = 0; column < 200; column++)
      expect(
        Array.from({ length: 10 }, (_, row) => x.data[row * 200 + column]).filter((v) => v === 0),
      ).toHaveLength(3);
    const left = Array.from(x.data).filter((value) => value !== 0);
    const variance = left.reduce((sum, value) => sum + value ** 2, 0) / left.length;
    expect(Math.abs(variance / 4 - 1)).toBeLessThan(5 * Math.sqrt(2 / left.length));
  });

  it("He's keep the mean square of what flows through ReLU, layer after layer", () => {
    let x = normal_(zeros([200, 100]), { rng: rng() });
    const draw = rng();
    for (let layer = 0; layer < 10; layer++) {
      const { weight } = new Linear(100, 100, { rng: draw });
      x = x
        .relu()
        .matmul(kaimingNormal_(weight, { rng: draw, nonlinearity: "relu" }).detach().transpose(0, 1));
    }
    // Seeds 0 to 59 give 0.27 to 2.45; a gain of 1 would give 2⁻¹⁰.
    expect(moments(x).variance).toBeGreaterThan(0.2);
    expect(moments(x).variance).toBeLessThan(3);
  });
});

describe("orthogonal_", () => {
  it.each([
    [4, 4],
    [3, 5],
    [5, 3],
  ])("%s × %s: the fewer of rows and columns are orthonormal, times the gain", (rows, columns) => {
    const q = orthogonal_(f64(rows, columns), { rng: rng(), gain: 3 });
    const product = rows <= columns ? q.matmul(q.transpose(0, 1)) : q.transpose(0, 1).matmul(q);
    const n = Math.min(rows, columns);
    expect(allclose(product, eye(n, { dtype: "float64" }).mul(9), { atol: 1e-12 })).toBe(true);
  });

  it("reads kernels as a matrix of output channels", () => {
    const q = orthogonal_(f64(2, 3, 2, 2), { rng: rng() }).reshape([2, 12]);
    expect(allclose(q.matmul(q.transpose(0, 1)), eye(2, { dtype: "float64" }), { atol: 1e-12 })).toBe(true);
  });

  it("prefers no direction: of 400 draws the traces average 0", () => {
    // The trace of a uniform orthogonal matrix has mean 0 and variance 1; without the signs of R's diagonal it leans to one side.
    const draw = rng();
    let sum = 0;
    for (let i = 0; i < 400; i++) sum += orthogonal_(f64(3, 3), { rng: draw }).mul(eye(3)).sum().item();
    expect(Math.abs(sum / 400)).toBeLessThan(5 / Math.sqrt(400));
  });
});

describe("what may be given wrong", () => {
  const cases: [string, () => unknown, RegExp][] = [
    [
      "a vector for fans",
      () => xavierUniform_(zeros([3]), { rng: rng() }),
      /^calculateFanInAndFanOut: a weight \[3\]/,
    ],
    [
      "an empty weight",
      () => kaimingNormal_(zeros([3, 0]), { rng: rng() }),
      /^kaimingNormal_: a weight \[3, 0\]/,
    ],
    [
      "an unknown activation",
      () => calculateGain("swish" as never),
      /^calculateGain: "swish", one of linear/,
    ],
    [
      "an unknown mode",
      () => kaimingNormal_(zeros([3, 2]), { rng: rng(), mode: "fan" as never }),
      /^kaimingNormal_: mode "fan"/,
    ],
    [
      "a negative deviation",
      () => normal_(zeros([3]), { std: -1, rng: rng() }),
      /^normal_: mean 0 and std -1/,
    ],
    [
      "bounds the wrong way round",
      () => truncNormal_(zeros([3]), { a: 2, b: 1, rng: rng() }),
      /^truncNormal_: a 2, b 1/,
    ],
    ["a matrix for dirac_", () => dirac_(zeros([3, 3])), /^dirac_: a weight \[3, 3\]/],
    [
      "groups that do not divide",
      () => dirac_(zeros([3, 3, 1]), { groups: 2 }),
      /^dirac_: a weight \[3, 3, 1\] in 2 groups/,
    ],
    ["images for eye_", () => eye_(zeros([1, 1, 1])), /^eye_: a weight \[1, 1, 1\]/],
    ["a share above one", () => sparse_(zeros([3, 3]), { sparsity: 2, rng: rng() }), /^sparse_: sparsity 2/],
    [
      "a vector for orthogonal_",
      () => orthogonal_(zeros([3]), { rng: rng() }),
      /^orthogonal_: a weight \[3\]/,
    ],
    [
      "a NaN gain",
      () => xavierUniform_(zeros([3, 3]), { gain: Number.NaN, rng: rng() }),
      /^xavierUniform_: gain NaN/,
    ],
  ];
  for (const [name, call, message] of cases) it(name, () => expect(call).toThrow(message));
});
