import { readFileSync } from "node:fs";
import { compile, type NestedArray, Philox, type Tensor, zeros } from "@blankfile/tensor";
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

interface Initializers {
  fans: (Record<string, number> & { shape: number[] })[];
  gains: { args: [string, number?]; gain: number }[];
  truncatedNormal: Record<"mean" | "std" | "a" | "b" | "expected" | "variance", number>[];
}

describe("initialisers", () => {
  const { gains, truncatedNormal } = golden<Initializers>("initializers");

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
