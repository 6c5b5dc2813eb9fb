import { compile, ones, Philox, randn, type Tensor, zeros } from "@blankfile/tensor";
import { describe, expect, it } from "vitest";
import {
  AlphaDropout,
  Dropout,
  Dropout1d,
  Dropout2d,
  FeatureAlphaDropout,
  Linear,
  loadCheckpoint,
  Sequential,
  SGD,
  saveCheckpoint,
  selu,
} from "../index.ts";

const kinds = { Dropout, Dropout1d, Dropout2d, AlphaDropout, FeatureAlphaDropout };
const make = (name: keyof typeof kinds, p: number, seed = 7) => new kinds[name]({ p, rng: new Philox(seed) });
const input = (name: keyof typeof kinds) =>
  name === "Dropout1d"
    ? ones([200, 50, 2], { dtype: "float64" })
    : ones([200, 50, 2, 2], { dtype: "float64" });

function moments(x: Tensor): { mean: number; variance: number } {
  return { mean: x.mean().item(), variance: x.var({ correction: 0 }).item() };
}

describe("by hand", () => {
  it("what is left of ones is 1 / (1 − p), the rest 0", () => {
    const y = make("Dropout", 0.75).forward(ones([400]));
    expect(new Set(y.data)).toEqual(new Set([0, 4]));
  });

  it("the gradient is 1 / (1 − p) where x stayed, and 0 elsewhere", () => {
    const x = ones([40], { requiresGrad: true });
    const y = make("Dropout", 0.5).forward(x);
    y.sum().backward();
    expect(Array.from(x.grad!.data)).toEqual(Array.from(y.data));
  });
});

describe.each(Object.keys(kinds) as (keyof typeof kinds)[])("%s", (name) => {
  it("drops a share of p, the mean stays", () => {
    const p = 0.3;
    const x = input(name);
    const y = make(name, p).forward(x);
    // So many masks are independent of each other: elements, or channels of samples.
    const masks = /^(Alpha)?Dropout$/.test(name) ? x.numel() : 200 * 50;
    const [low, high] = [y.amin().item(), y.amax().item()];
    const dropped = y.data.filter((value) => value === low).length;
    const deviation = Math.sqrt((p * (1 - p)) / masks);
    expect(Math.abs(dropped / x.numel() - p)).toBeLessThan(5 * deviation);
    if (!name.includes("Alpha"))
      expect(Math.abs(moments(y).mean - 1)).toBeLessThan(5 * (high - low) * deviation);
  });

  it("p = 0 and evaluation pass x on; p = 1 leaves zeros, and no gradient", () => {
    const x = input(name);
    expect(make(name, 0).forward(x)).toBe(x);
    expect(make(name, 0.5).eval().forward(x)).toBe(x);
    const leaf = x.clone();
    leaf.requiresGrad = true;
    const y = make(name, 1).forward(leaf);
    y.sum().backward();
    expect(y.data.every((value) => value === 0)).toBe(true);
    expect(leaf.grad!.data.every((value) => value === 0)).toBe(true);
  });

  it("each compiled call draws a fresh mask, the one that an eager call would", () => {
    const [eager, module] = [make(name, 0.5), make(name, 0.5)];
    const step = compile((x: Tensor) => module.forward(x));
    const calls = [0, 1, 2].map(() => [eager.forward(input(name)), step(input(name))]);
    for (const [plain, compiled] of calls) expect(compiled!.data).toEqual(plain!.data);
    expect(calls[0]![1]!.data).not.toEqual(calls[1]![1]!.data);
  });

  it("refuses a share that is none", () => {
    for (const p of [-0.1, 1.1, Number.NaN])
      expect(() => make(name, p)).toThrow(new RegExp(`^${name}: p ${p}, a number from 0 to 1 is needed`));
  });
});

describe("whole channels", () => {
  it.each(["Dropout1d", "Dropout2d", "FeatureAlphaDropout"] as const)(
    "%s drops all of a channel or nothing",
    (name) => {
      const shape = name === "Dropout1d" ? [20, 10, 4] : [20, 10, 2, 2];
      const y = make(name, 0.5).forward(ones(shape)).reshape([200, 4]);
      for (let channel = 0; channel < 200; channel++)
        expect(new Set(y.data.subarray(4 * channel, 4 * channel + 4)).size).toBe(1);
    },
  );

  it("a sample without batch has a mask of its own", () => {
    expect(make("Dropout2d", 0.5).forward(ones([3, 2, 2])).shape).toEqual([3, 2, 2]);
    expect(() => make("Dropout2d", 0.5).forward(zeros([3, 2]))).toThrow(
      /^Dropout2d: input \[3, 2\], \[B, C, H, W\]/,
    );
  });
});

describe("SELU's dropout", () => {
  it.each([0.1, 0.5, 0.9])("keeps mean 0 and variance 1 of normal inputs at p = %s", (p) => {
    const n = 100_000;
    const y = make("AlphaDropout", p).forward(randn([n], { rng: new Philox(2), dtype: "float64" }));
    const { mean, variance } = moments(y);
    // Five deviations; the fourth moment of a normal number that is sometimes replaced stays below 10 for these p.
    expect(Math.abs(mean)).toBeLessThan(5 / Math.sqrt(n));
    expect(Math.abs(variance - 1)).toBeLessThan(5 * Math.sqrt(9 / n));
  });

  it("what is dropped takes the value that SELU approaches at −∞, scaled and shifted like the rest", () => {
    const p = 0.5;
    const limit = selu(ones([1], { dtype: "float64" }).mul(-100)).item();
    const a = 1 / Math.sqrt((1 - p) * (1 + p * limit ** 2));
    const values = new Set(make("AlphaDropout", p).forward(zeros([100], { dtype: "float64" })).data);
    const expected = [limit * a - a * p * limit, -a * p * limit];
    for (const value of values)
      expect(Math.min(...expected.map((other) => Math.abs(other - value)))).toBeLessThan(1e-14);
    expect(values.size).toBe(2);
  });
});

it("a training that goes on from a checkpoint draws the masks that it would have drawn", () => {
  const build = (seed: number) => {
    const model = new Sequential(
      new Linear(4, 4, { rng: new Philox(seed) }),
      new Dropout({ rng: new Philox(seed) }),
    );
    return { model, optimizer: new SGD(model.parameters(), { lr: 0.1 }) };
  };
  const x = ones([5, 4]);
  const [first, second] = [build(1), build(2)];
  first.model.forward(x);
  const file = saveCheckpoint(first);
  const after = first.model.forward(x);
  loadCheckpoint(file, second);
  expect(second.model.forward(x).data).toEqual(after.data);
});
