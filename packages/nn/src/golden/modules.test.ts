import { readdirSync, readFileSync } from "node:fs";
import { compile, type NestedArray, type Tensor, tensor } from "@blankfile/tensor";
import { describe, expect, it } from "vitest";
import * as nn from "../index.ts";
import { build, decode, differences, exported, f64, flat, leaves, parse } from "./cases.fixture.ts";

/**
 * Modules against PyTorch in float64 (golden/nn/modules-*.json by golden/generate.py): outputs, gradients of inputs and of
 * parameters, and buffers after the forward; eagerly, and as one compiled step. numpy.test.ts has those that PyTorch 1.13 lacks.
 */
interface Case {
  name: string;
  module: string;
  args: unknown[];
  options: { batchFirst?: boolean };
  training: boolean;
  state: Record<string, NestedArray>;
  inputs: unknown[];
  forwardOptions: Record<string, unknown>;
  packed?: { lengths: number[]; enforceSorted: boolean };
  outputs: (NestedArray | null)[];
  upstreams: (NestedArray | null)[];
  inputGrads: (NestedArray | null)[];
  stateGrads: Record<string, NestedArray | null>;
  stateAfter: Record<string, NestedArray>;
}

const folder = new URL("../../../../golden/nn/", import.meta.url);
const families = readdirSync(folder).filter((file) => file.startsWith("modules-"));
const read = (file: string) =>
  (parse(readFileSync(new URL(file, folder), "utf8")) as { values: Case[] }).values;

/** What needs no numbers from elsewhere, and where it is tested. */
const elsewhere: Record<string, string> = {
  ModuleDict: "holds modules and has no forward: module/module.test.ts",
  ModuleList: "holds modules and has no forward: module/module.test.ts",
  Sequential: "one module after the other: contract/modules.test.ts",
  Transformer: "an encoder and a decoder, which have cases: transformer/transformer.test.ts",
};

/** A module with the case's state, its inputs, and its step: forward, Σ ⟨upstream, output⟩, backward. */
function prepare(given: Case) {
  const module = build(given);
  const own = module.stateDict();
  expect(Object.keys(own)).toEqual(Object.keys(given.state));
  const values = Object.entries(given.state).map(([key, value]) => [
    key,
    tensor(value, { dtype: own[key]!.dtype }),
  ]);
  module.loadStateDict(Object.fromEntries(values));
  module.train(given.training);
  const { tensors, args } = leaves(given.inputs);
  const options = Object.keys(given.forwardOptions).length > 0 ? [decode(given.forwardOptions)] : [];
  const upstreams = given.upstreams.map((value) => value && f64(value));
  const step = (): (Tensor | null)[] => {
    const outputs = flat(
      given.packed ? forwardPacked(given, module, args()) : forward(module, args(), options),
    );
    const products = outputs.flatMap((y, i) => (y ? [y.mul(upstreams[i]!).sum()] : []));
    const loss = products.reduce((sum, next) => sum.add(next));
    if (loss.requiresGrad) loss.backward();
    return outputs;
  };
  return { module, tensors, step };
}

function forward(module: nn.AnyModule, args: unknown[], options: unknown[]): unknown {
  return (module as nn.Module<unknown[], unknown>).forward(...args, ...options);
}

type Pack = (x: unknown, lengths: number[], options: object) => unknown;
type Unpack = (packed: unknown, options: object) => [Tensor, unknown];

function forwardPacked({ packed, options }: Case, module: nn.AnyModule, [x, ...state]: unknown[]): unknown {
  const { lengths, enforceSorted } = packed!;
  const batchFirst = options.batchFirst === true;
  const sequence = exported<Pack>("packPaddedSequence")(x, lengths, { batchFirst, enforceSorted });
  const [output, after] = forward(module, [sequence, ...state], []) as [unknown, unknown];
  return [exported<Unpack>("padPackedSequence")(output, { batchFirst })[0], after];
}

function faults(given: Case, { module, tensors }: ReturnType<typeof prepare>, outputs: (Tensor | null)[]) {
  expect(outputs.length).toBe(given.outputs.length);
  const parameters = Object.fromEntries(module.namedParameters());
  const after = module.stateDict();
  return [
    ...given.outputs.flatMap((value, i) => differences(`output ${i}`, outputs[i], value)),
    ...given.inputGrads.flatMap((value, i) => differences(`gradient of input ${i}`, tensors[i]!.grad, value)),
    ...Object.entries(given.stateGrads).flatMap(([key, value]) =>
      differences(`gradient of ${key}`, parameters[key]!.grad, value),
    ),
    ...Object.entries(given.stateAfter).flatMap(([key, value]) =>
      differences(`${key} after`, after[key], value),
    ),
  ];
}

const cases = families.flatMap(read);

for (const family of families) {
  describe(family.replace(/modules-|\.json/g, ""), () => {
    for (const given of read(family)) {
      it(given.name, () => {
        const run = prepare(given);
        expect(faults(given, run, run.step())).toEqual([]);
      });

      it(`${given.name}, compiled`, () => {
        const run = prepare(given);
        expect(faults(given, run, compile(run.step)())).toEqual([]);
      });
    }
  });
}

it("every module of the index has cases, or is named with where it is tested", () => {
  const kinds = Object.entries(nn).filter(([, kind]) => Object.prototype.isPrototypeOf.call(nn.Module, kind));
  const numbers = [...cases, ...read("numpy-modules.json")].map(({ module }) => module);
  const compared = new Set([...numbers, ...Object.keys(elsewhere)]);
  expect(kinds.map(([name]) => name).filter((name) => !compared.has(name))).toEqual([]);
});

it("no two cases have one name", () => {
  const names = cases.map(({ name }) => name);
  expect(names.filter((name, i) => names.indexOf(name) < i)).toEqual([]);
});
