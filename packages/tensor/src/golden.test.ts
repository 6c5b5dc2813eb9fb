import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import * as library from "./index.ts";
import { type DType, grad, resultType, Tensor, tensor } from "./index.ts";

type Json = null | number | string | boolean | Json[] | { [key: string]: Json };

interface Flat {
  dtype: DType;
  shape: number[];
  data: (number | string | boolean)[];
  step?: number;
}

interface Case {
  op: string;
  args: Json[];
  inputs: Flat[];
  outputs: Flat[];
  weights?: (number | string)[][];
  gradients?: ((number | string)[] | null)[];
}

function read<T>(group: string): T {
  const file = new URL(`../../../golden/tensor/${group}.json`, import.meta.url);
  return (JSON.parse(readFileSync(file, "utf8")) as { values: T }).values;
}

function make({ dtype, shape, data, step }: Flat, as: DType = dtype): Tensor {
  const size = shape.reduce((a, b) => a * b, 1);
  const values = step === undefined ? data.map(Number) : Array.from({ length: size }, (_, i) => i * step);
  return tensor(Float64Array.from(values), { shape, dtype: as });
}

/** A case's arguments: { input: 0 } stands for a tensor. */
function decode(value: Json, inputs: readonly Tensor[]): unknown {
  if (value === "Infinity") return Infinity;
  if (Array.isArray(value)) return value.map((inner) => decode(inner, inputs));
  if (value !== null && typeof value === "object") {
    if (typeof value.input === "number") return inputs[value.input];
    const entries = Object.entries(value).map(([key, inner]) => [key, decode(inner, inputs)]);
    return Object.fromEntries(entries);
  }
  return value;
}

function call(test: Case, inputs: readonly Tensor[]): Tensor[] {
  const op = (library as unknown as Record<string, (...args: unknown[]) => unknown>)[test.op]!;
  const result = op(...test.args.map((arg) => decode(arg, inputs)));
  return result instanceof Tensor ? [result] : Object.values(result as Record<string, Tensor>);
}

function expectClose(
  found: ArrayLike<number>,
  wanted: ArrayLike<number | string | boolean>,
  tolerance: number,
): void {
  expect(found.length).toBe(wanted.length);
  for (let i = 0; i < found.length; i++) {
    const [ours, theirs] = [found[i]!, Number(wanted[i])];
    if (Object.is(ours, theirs) || ours === theirs) continue;
    const error = Math.abs(ours - theirs) / Math.max(1, Math.abs(theirs));
    expect(error, `element ${i}: ${ours}, PyTorch ${theirs}`).toBeLessThanOrEqual(tolerance);
  }
}

/**
 * float64: 1e-9, though most agree to 1e-15. float32: inputs are exact in it, so a result differs from the float64
 * reference by a few roundings of 6e-8, which cancellation in a variance or a sum raises tenfold.
 */
const tolerances: [DType, number][] = [
  ["float64", 1e-9],
  ["float32", 2e-6],
];

/** In float32 e^(x − y) loses |y| · 6e-8, and one case has y = 1000. */
const looser: Record<string, number> = { logsumexp: 1e-4 };

const cases = [
  "operations",
  "elementwise",
  "folds",
  "moves",
  "parts",
  "orders",
  "einsum",
  "embedding",
  "convolution",
  "transposed",
  "pooling",
  "interpolation",
  "sequences",
  "attention",
].flatMap((group) => read<Case[]>(group));

describe.each(tolerances)("PyTorch's values and gradients in %s", (dtype, tolerance) => {
  it.each(cases.map((test, i) => [i, test.op, JSON.stringify(test.args), test] as const))(
    "%i: %s%s",
    (_, __, ___, test) => {
      const floating = (flat: Flat): DType => (flat.dtype === "float64" ? dtype : flat.dtype);
      const inputs = test.inputs.map((flat) => make(flat, floating(flat)));
      inputs.forEach((input) => {
        input.requiresGrad = input.dtype === dtype;
      });
      // The case that converts to float64 by name stays what it is.
      const outputs = call(test, inputs);
      outputs.forEach((output, i) => {
        const wanted = test.outputs[i]!;
        expect(output.shape).toEqual(wanted.shape);
        if (test.op !== "to") expect(output.dtype).toBe(floating(wanted));
        expectClose(output.data, wanted.data, tolerance);
      });
      if (!test.gradients) return;
      const differentiable = outputs.filter((output) => output.requiresGrad);
      const gradOutputs = differentiable.map((output, i) =>
        tensor(Float64Array.from(test.weights![i]!, Number), { shape: output.shape, dtype: output.dtype }),
      );
      const leaves = inputs.filter((input) => input.requiresGrad);
      const found = grad(differentiable, leaves, { gradOutputs, allowUnused: true });
      const wanted = test.gradients.filter((gradient) => gradient !== null);
      found.forEach((gradient, i) => {
        const limit = dtype === "float32" ? (looser[test.op] ?? tolerance) : tolerance;
        expectClose(gradient.data, wanted[i]!, limit);
      });
    },
  );
});

describe("PyTorch's promotion", () => {
  type Operand = [DType, number] | number | boolean;
  const make = (operand: Operand) =>
    Array.isArray(operand)
      ? library.ones(new Array<number>(operand[1]).fill(1), { dtype: operand[0] })
      : operand;

  it.each(read<[Operand, Operand, DType, DType][]>("promotion"))(
    "%j with %j is %s, divided %s",
    (a, b, sum, quotient) => {
      expect(resultType(make(a), make(b))).toBe(sum);
      expect(library.div(make(a), make(b)).dtype).toBe(quotient);
    },
  );
});

describe("PyTorch's printing", () => {
  it.each(read<{ tensor: Flat; text: string }[]>("print"))("$text", ({ tensor, text }) => {
    expect(String(make(tensor))).toBe(text);
  });
});
