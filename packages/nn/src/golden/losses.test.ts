import { readFileSync } from "node:fs";
import { compile, type NestedArray, type Tensor } from "@blankfile/tensor";
import { describe, expect, it } from "vitest";
import * as nn from "../index.ts";
import { decode, differences, exported, leaves, parse } from "./cases.fixture.ts";

/**
 * Losses against PyTorch in float64 (golden/nn/losses.json by golden/generate.py): values and gradients, eagerly and as one
 * compiled step. numpy.test.ts has those that PyTorch 1.13 lacks.
 */
interface Case {
  name: string;
  loss: string;
  args: unknown[];
  options: Record<string, unknown>;
  value: NestedArray;
  grads: (NestedArray | null)[];
}

const read = (group: string) => {
  const file = new URL(`../../../../golden/nn/${group}.json`, import.meta.url);
  return (parse(readFileSync(file, "utf8")) as { values: Case[] }).values;
};
const cases = read("losses");
const names = [...new Set(cases.map(({ loss }) => loss))];

function prepare({ loss, args: given, options, grads }: Case) {
  const { tensors, args } = leaves(given, (i) => grads[i] !== null);
  const settings = decode(options);
  const step = (): Tensor => {
    const value = exported<(...all: unknown[]) => Tensor>(loss)(...args(), settings);
    if (value.requiresGrad) value.sum().backward();
    return value;
  };
  return { tensors, step };
}

function faults({ value, grads }: Case, found: Tensor, tensors: Tensor[]): string[] {
  const gradients = grads.flatMap((grad, i) =>
    differences(`gradient of argument ${i}`, tensors[i]!.grad, grad),
  );
  return [...differences("value", found, value), ...gradients];
}

for (const loss of names) {
  describe(loss, () => {
    for (const given of cases.filter((each) => each.loss === loss)) {
      it(given.name, () => {
        const { step, tensors } = prepare(given);
        expect(faults(given, step(), tensors)).toEqual([]);
      });

      it(`${given.name}, compiled`, () => {
        const { step, tensors } = prepare(given);
        expect(faults(given, compile(step)(), tensors)).toEqual([]);
      });
    }
  });
}

it("every loss of the index has cases", () => {
  const all = Object.keys(nn).filter((name) => /Loss$|Entropy(WithLogits)?$|^klDiv$/.test(name));
  // What a loss should be before training, of the tools for diagnosis.
  const others = ["expectedLoss"];
  const compared = new Set([...cases, ...read("numpy-losses")].map(({ loss }) => loss));
  expect(all.filter((name) => !compared.has(name) && !others.includes(name))).toEqual([]);
});

it("no two cases have one name", () => {
  const told = cases.map(({ name }) => name);
  expect(told.filter((name, i) => told.indexOf(name) < i)).toEqual([]);
});
