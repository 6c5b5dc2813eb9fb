import { allclose, compile, noGrad, Philox, Tensor, tensor } from "@blankfile/tensor";
import { describe, expect, it } from "vitest";
import * as nn from "../index.ts";
import { type AnyModule, loadSafetensors, Module, saveSafetensors } from "../index.ts";
import { tensorsIn } from "../module/hooks.ts";
import { activationSamples } from "./activation-samples.fixture.ts";
import { attentionSamples } from "./attention-samples.fixture.ts";
import { imageSamples } from "./image-samples.fixture.ts";
import { layerSamples } from "./layer-samples.fixture.ts";
import { moduleSamples } from "./module-samples.fixture.ts";
import { recurrentSamples } from "./recurrent-samples.fixture.ts";
import type { Sample } from "./sample.fixture.ts";

/** The contract that every module of the index keeps. A new one needs a sample in its room's fixture, or the first test fails. */
const samples: Sample[] = [
  ...moduleSamples,
  ...activationSamples,
  ...layerSamples,
  ...imageSamples,
  ...recurrentSamples,
  ...attentionSamples,
];

/** They hold modules and compute nothing. */
const containers = ["ModuleDict", "ModuleList"];

type Forward = (...inputs: unknown[]) => unknown;
const call = (module: AnyModule, inputs: unknown[]): Tensor[] =>
  tensorsIn((module.forward as Forward)(...inputs));
const floating = (values: unknown[]) =>
  values.flatMap(allTensors).filter((x) => x.dtype === "float32" || x.dtype === "float64");
const numbers = (tensors: Tensor[]) => tensors.map((x) => Array.from(x.data));

/** The tensors among inputs: themselves, in arrays, or in options. */
function allTensors(value: unknown): Tensor[] {
  if (value instanceof Tensor) return [value];
  if (Array.isArray(value)) return value.flatMap(allTensors);
  if (typeof value === "object" && value !== null) return Object.values(value).flatMap(allTensors);
  return [];
}

it("every module of the index has a sample", () => {
  const isModule = (value: unknown) => typeof value === "function" && value.prototype instanceof Module;
  const modules = Object.entries(nn)
    .filter(([, value]) => isModule(value))
    .map(([name]) => name);
  const sampled = new Set([...samples.map(({ module }) => module), ...containers]);
  expect([...sampled].sort()).toEqual(modules.sort());
});

for (const sample of samples) {
  const { module: name, variant, training = true, batchDim = 0 } = sample;
  const make = (seed: number, dtype: "float32" | "float64" = "float64") =>
    sample.make(new Philox(seed), dtype).train(training);
  const inputsOf = (batch: number, seed: number, dtype: "float32" | "float64" = "float64") =>
    sample.inputs(batch, new Philox(seed), dtype);

  describe(variant === undefined ? name : `${name}, ${variant}`, () => {
    it("is the class that its sample names", () => expect(make(1).constructor.name).toBe(name));

    it("has the gradients of central differences, in its inputs and in every parameter", () => {
      const module = make(1);
      const before = saveSafetensors(module.stateDict());
      const inputs = inputsOf(3, 2);
      const leaves = [...floating(inputs), ...module.parameters()];
      for (const leaf of leaves) leaf.requiresGrad = true;
      const rng = new Philox(3);
      const weights = call(module, inputs).map((y) =>
        tensor(
          Array.from({ length: y.numel() }, () => rng.normal()),
          { dtype: "float64" },
        ).reshape(y.shape),
      );
      module.loadStateDict(loadSafetensors(before).tensors);
      checkGradients(leaves, () =>
        call(module, inputs)
          .map((y, i) => y.mul(weights[i]!).sum())
          .reduce((a, b) => a.add(b)),
      );
    });

    it("leaves its inputs as they were", () => {
      const inputs = inputsOf(3, 2);
      const before = numbers(inputs.flatMap(allTensors));
      call(make(1), inputs);
      expect(numbers(inputs.flatMap(allTensors))).toEqual(before);
    });

    if (sample.perSample !== false)
      it("maps each sample by itself: a batch gives what its samples give", () => {
        const module = make(1);
        const inputs = inputsOf(3, 2);
        const whole = call(module, inputs);
        for (let n = 0; n < 3; n++) {
          const one = inputs.map((x) => atBatch(x, n, batchDim));
          call(module, one).forEach((y, i) => {
            expect(allclose(y, atBatch(whole[i], n, batchDim) as Tensor, { rtol: 1e-12, atol: 1e-12 })).toBe(
              true,
            );
          });
        }
      });

    if (sample.empty !== false)
      it("takes an empty batch, forward and back", () => {
        const module = make(1);
        const inputs = inputsOf(0, 2);
        const leaves = floating(inputs);
        for (const leaf of leaves) leaf.requiresGrad = true;
        const outputs = call(module, inputs);
        for (const y of outputs) expect(y.shape[batchDim]).toBe(0);
        outputs
          .map((y) => y.sum())
          .reduce((a, b) => a.add(b))
          .backward();
        for (const parameter of module.parameters())
          expect(parameter.grad?.data.every((g) => g === 0) ?? true).toBe(true);
      });

    it("keeps float32", () => {
      for (const y of call(make(1, "float32"), inputsOf(2, 2, "float32")))
        if (y.dtype !== "int32" && y.dtype !== "bool") expect(y.dtype).toBe("float32");
    });

    it("starts equal from equal seeds, and different from others where it draws", () => {
      const values = (module: AnyModule) => numbers(module.parameters());
      expect(values(make(1))).toEqual(values(make(1)));
    });

    it("comes back from a safetensors file with the same outputs", () => {
      const [saved, other] = [make(1).eval(), make(2).eval()];
      other.loadStateDict(loadSafetensors(saveSafetensors(saved.stateDict())).tensors);
      const inputs = inputsOf(2, 4);
      expect(numbers(call(other, inputs))).toEqual(numbers(call(saved, inputs)));
    });

    it("hands train and eval on to all its parts", () => {
      const module = make(1);
      for (const mode of [false, true])
        expect(
          new Set(
            module
              .train(mode)
              .modules()
              .map((part) => part.training),
          ),
        ).toEqual(new Set([mode]));
    });

    it("gives the same compiled, step after step: outputs, gradients and buffers", () => {
      const run = (compiled: boolean) => {
        const module = make(1);
        const body = (...inputs: unknown[]) => {
          module.zeroGrad();
          const outputs = call(module, inputs);
          outputs
            .map((y) => y.mul(y).sum())
            .reduce((a, b) => a.add(b))
            .backward();
          return outputs.map((y) => y.detach());
        };
        const hasWeights = module.parameters().length > 0;
        const forward = (...inputs: unknown[]) => noGrad(() => call(module, inputs));
        const chosen = hasWeights ? body : forward;
        const step = compiled ? compile(chosen as never) : chosen;
        const found: Tensor[] = [];
        for (const seed of [5, 6, 5]) {
          const outputs = (step as Forward)(...inputsOf(3, seed)) as Tensor[];
          found.push(...outputs, ...module.parameters().flatMap(({ grad }) => (grad ? [grad.clone()] : [])));
        }
        return [...found, ...module.namedBuffers().map(([, buffer]) => buffer)];
      };
      const [eager, compiled] = [run(false), run(true)];
      expect(compiled.length).toBe(eager.length);
      compiled.forEach((value, i) => {
        expect(allclose(value, eager[i]!, { rtol: 1e-10, atol: 1e-11 })).toBe(true);
      });
    });

    const { refuses } = sample;
    if (refuses)
      it("refuses inputs of another width by its own name", () => {
        expect(() => call(make(1, "float32"), refuses)).toThrow(new RegExp(`^${name}: `));
      });
  });
}

/** One sample of a batch: of tensors that have the batch, in arrays and options too. */
function atBatch(value: unknown, n: number, dim: number): unknown {
  if (value instanceof Tensor) return value.slice(...Array.from({ length: dim }, () => null), [n, n + 1]);
  if (Array.isArray(value)) return value.map((item) => atBatch(item, n, dim));
  return value;
}

/** Compares each leaf's gradient with (L(x + h) − L(x − h)) / 2h. h³ε⁻¹ sets the bound: about 1e-10 here, and 1e-7 leaves room. */
function checkGradients(leaves: Tensor[], loss: () => Tensor): void {
  const h = 1e-5;
  loss().backward();
  for (const leaf of leaves) {
    const gradient = leaf.grad;
    for (let i = 0; i < leaf.numel(); i++) {
      const x = leaf.data[i]!;
      const at = (value: number) => {
        leaf.data[i] = value;
        return noGrad(() => loss().item());
      };
      const slope = (at(x + h) - at(x - h)) / (2 * h);
      leaf.data[i] = x;
      const scale = Math.max(1, Math.abs(slope));
      expect(Math.abs((gradient?.data[i] ?? 0) - slope) / scale).toBeLessThan(1e-7);
    }
  }
}
