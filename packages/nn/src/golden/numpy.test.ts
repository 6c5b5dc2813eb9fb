import { readFileSync } from "node:fs";
import { compile, type NestedArray, Philox, type Tensor, tensor, zeros } from "@blankfile/tensor";
import { describe, expect, it } from "vitest";
import type { Module } from "../index.ts";
import { build, decode, differences, exported, f64, leaves, parse } from "./cases.fixture.ts";

/**
 * What PyTorch 1.13 lacks, against NumPy in float64 from the papers (golden/nn/numpy-*.json by golden/generate.py): modules, losses,
 * initialisers, number formats.
 */
function golden<T>(group: string): T {
  const file = new URL(`../../../../golden/nn/numpy-${group}.json`, import.meta.url);
  return (parse(readFileSync(file, "utf8")) as { values: T }).values;
}

interface ModuleCase {
  name: string;
  module: string;
  args: unknown[];
  options: Record<string, unknown>;
  state: Record<string, NestedArray>;
  inputs: unknown[];
  outputs: NestedArray[];
  upstreams: NestedArray[];
  inputGrads: NestedArray[];
  stateGrads: Record<string, NestedArray>;
}

describe("modules", () => {
  for (const given of golden<ModuleCase[]>("modules")) {
    for (const way of ["", ", compiled"]) {
      it(`${given.name}${way}`, () => {
        const module = build(given) as unknown as Module<[Tensor], Tensor>;
        const { tensors } = leaves(given.inputs);
        const state = Object.entries(given.state).map(([key, value]) => [key, f64(value)]);
        module.loadStateDict(Object.fromEntries(state));
        const upstream = f64(given.upstreams[0]!);
        const step = () => {
          const y = module.forward(tensors[0]!);
          y.mul(upstream).sum().backward();
          return y;
        };
        const y = way ? compile(step)() : step();
        const parameters = Object.fromEntries(module.namedParameters());
        const faults = [
          differences("output", y, given.outputs[0]!),
          differences("gradient of the input", tensors[0]!.grad, given.inputGrads[0]!),
          ...Object.entries(given.stateGrads).map(([key, wanted]) =>
            differences(`gradient of ${key}`, parameters[key]?.grad, wanted),
          ),
        ];
        expect(faults.flat()).toEqual([]);
      });
    }
  }
});

interface LossCase {
  name: string;
  loss: string;
  args: unknown[];
  options: Record<string, unknown>;
  value: NestedArray;
  grads: (NestedArray | null)[];
}

describe("losses", () => {
  for (const given of golden<LossCase[]>("losses")) {
    for (const way of ["", ", compiled"]) {
      it(`${given.name}${way}`, () => {
        const loss = exported<(...all: unknown[]) => Tensor>(given.loss);
        const { tensors, args } = leaves(given.args, (i) => given.grads[i] !== null);
        const options = decode(given.options);
        const step = () => {
          const value = loss(...args(), options);
          value.sum().backward();
          return value;
        };
        const value = way ? compile(step)() : step();
        const faults = [
          differences("value", value, given.value),
          ...given.grads.map((wanted, i) =>
            differences(`gradient of argument ${i}`, tensors[i]!.grad, wanted),
          ),
        ];
        expect(faults.flat()).toEqual([]);
      });
    }
  }
});

/** What an initialiser writes, 20,000 numbers or more of it. */
function drawn(name: string, x: Tensor, options: object): number[] {
  const fill = exported<(x: Tensor, options: object) => void>(name);
  const times = Math.ceil(20_000 / x.data.length);
  return Array.from({ length: times }, () => {
    fill(x, options);
    return [...x.data];
  }).flat();
}

/** All within ±bound, the largest closer to it than one in a million draws of so many would leave it. */
function expectUniform(numbers: number[], bound: number) {
  const largest = Math.max(...numbers.map(Math.abs));
  expect(largest).toBeLessThanOrEqual(bound);
  expect(largest / bound).toBeGreaterThan(1e-6 ** (1 / numbers.length));
}

/** Mean 0 and deviation std, to five deviations of what n draws leave to chance. */
function expectNormal(numbers: number[], std: number) {
  const n = numbers.length;
  const mean = numbers.reduce((sum, x) => sum + x, 0) / n;
  const square = numbers.reduce((sum, x) => sum + x * x, 0) / n;
  expect(Math.abs(mean)).toBeLessThan((5 * std) / Math.sqrt(n));
  expect(Math.abs(square / std ** 2 - 1)).toBeLessThan(5 * Math.sqrt(2 / n));
}

interface Fan {
  shape: number[];
  fanIn: number;
  fanOut: number;
  xavierUniformBound: number;
  xavierNormalStd: number;
  kaimingUniformBound: number;
  kaimingNormalStd: number;
  kaimingNormalStdFanOut: number;
}

interface Initializers {
  fans: Fan[];
  gains: { args: [string, number?]; gain: number }[];
  truncatedNormal: Record<"mean" | "std" | "a" | "b" | "expected" | "variance", number>[];
}

describe("initialisers", () => {
  const { fans, gains, truncatedNormal } = golden<Initializers>("initializers");

  for (const { shape, ...fan } of fans) {
    it(`a weight of [${shape}]: fans, and the bounds and deviations that follow from them`, () => {
      const x = zeros(shape, { dtype: "float64" });
      const found = exported<(x: Tensor) => object>("calculateFanInAndFanOut")(x);
      expect(found).toEqual({ fanIn: fan.fanIn, fanOut: fan.fanOut });
      const rng = new Philox(7);
      const relu = { rng, nonlinearity: "relu" };
      const numbers = (name: string, options: object) => drawn(name, x, options);
      expectUniform(numbers("kaimingUniform_", relu), fan.kaimingUniformBound);
      expectUniform(numbers("xavierUniform_", { rng }), fan.xavierUniformBound);
      expectNormal(numbers("kaimingNormal_", relu), fan.kaimingNormalStd);
      expectNormal(numbers("kaimingNormal_", { ...relu, mode: "fan_out" }), fan.kaimingNormalStdFanOut);
      expectNormal(numbers("xavierNormal_", { rng }), fan.xavierNormalStd);
    });
  }

  for (const { args, gain } of gains) {
    it(`the gain of ${args.join(" ")}`, () => {
      expect(exported<(...all: unknown[]) => number>("calculateGain")(...args)).toBeCloseTo(gain, 14);
    });
  }

  for (const { mean, std, a, b, expected, variance } of truncatedNormal) {
    it(`${mean} ± ${std} within [${a}, ${b}] has SciPy's mean and variance`, () => {
      const n = 40_000;
      const x = zeros([n], { dtype: "float64" });
      exported<(x: Tensor, options: object) => void>("truncNormal_")(x, {
        mean,
        std,
        a,
        b,
        rng: new Philox(4),
      });
      const numbers = [...x.data];
      const found = numbers.reduce((sum, y) => sum + y, 0) / n;
      const spread = numbers.reduce((sum, y) => sum + (y - expected) ** 2, 0) / n;
      expect(numbers.every((y) => a <= y && y <= b)).toBe(true);
      // Five deviations of a mean of n; the square's own deviation is below √2 that of a normal number's.
      expect(Math.abs(found - expected)).toBeLessThan(5 * Math.sqrt(variance / n));
      expect(Math.abs(spread - variance)).toBeLessThan(5 * variance * Math.sqrt(2 / n));
    });
  }
});

interface Format {
  input: number[];
  output?: number[];
  saturated?: number[];
  overflowing?: number[];
}

describe("number formats", () => {
  for (const [name, { input, output, saturated, overflowing }] of Object.entries(
    golden<Record<string, Format>>("precision"),
  )) {
    it(`${name}: float32 numbers become its nearest, bit for bit`, () => {
      const roundTo = exported<(x: Tensor, format: string, options?: object) => Tensor>("roundTo");
      const rounded = (options?: object) => [...roundTo(tensor(input), name, options).data];
      expect(rounded()).toEqual(output ?? overflowing);
      if (saturated) expect(rounded({ saturate: true })).toEqual(saturated);
    });
  }
});
