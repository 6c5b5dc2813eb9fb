import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import * as library from "../index.ts";
import { type DType, grad, Tensor, tensor } from "../index.ts";

interface Flat {
  shape: number[];
  data: (number | string)[];
}

interface Case {
  op: string;
  args: unknown[];
  inputs: Flat[];
  outputs: Flat[];
  weights?: number[][];
  gradients?: (number[] | null)[];
}

const file = new URL("../../../../golden/linalg/operations.json", import.meta.url);
const cases = (JSON.parse(readFileSync(file, "utf8")) as { values: Case[] }).values;

/** Outputs whose columns or rows have no sign of their own. */
const upToSigns = new Set(["eigh.eigenvectors", "svd.U", "svd.Vh"]);

/** JSON has infinities as strings only. */
function withInfinities(options: unknown): unknown {
  const named: Record<string, number> = { Infinity, "-Infinity": -Infinity };
  const entries = Object.entries(options as Record<string, string>);
  return Object.fromEntries(entries.map(([key, value]) => [key, named[value] ?? value]));
}

function call(test: Case, inputs: readonly Tensor[]): Tensor[] {
  const op = (library as unknown as Record<string, (...args: unknown[]) => unknown>)[test.op]!;
  const args = test.args.map((arg) => {
    const at = (arg as { input?: number }).input;
    return at === undefined ? withInfinities(arg) : inputs[at];
  });
  const result = op(...args);
  if (result instanceof Tensor) return [result];
  return Object.entries(result as Record<string, Tensor>).map(([name, output]) =>
    upToSigns.has(`${test.op}.${name}`) ? library.abs(output) : output,
  );
}

function expectClose(found: ArrayLike<number>, wanted: ArrayLike<number | string>, tolerance: number): void {
  expect(found.length).toBe(wanted.length);
  const scale = Math.max(
    1,
    ...Array.from(wanted, (value) => Math.abs(Number(value))).filter(Number.isFinite),
  );
  for (let i = 0; i < found.length; i++) {
    const [ours, theirs] = [found[i]!, Number(wanted[i])];
    if (ours === theirs) continue;
    expect(Math.abs(ours - theirs) / scale, `element ${i}: ${ours}, reference ${theirs}`).toBeLessThanOrEqual(
      tolerance,
    );
  }
}

/**
 * Relative to the largest element of the result. float64: 1e-9. float32: each result is computed in float64 and rounded
 * once, but gradients chain several rounded results through matrices with condition numbers of about 10.
 */
const tolerances: [DType, number][] = [
  ["float64", 1e-9],
  ["float32", 5e-5],
];

describe.each(tolerances)("LAPACK's values and PyTorch's gradients in %s", (dtype, tolerance) => {
  it.each(cases.map((test, i) => [i, test.op, JSON.stringify(test.args), test] as const))(
    "%i: %s%s",
    (_, __, ___, test) => {
      const inputs = test.inputs.map(({ shape, data }) =>
        tensor(Float64Array.from(data, Number), { shape, dtype, requiresGrad: true }),
      );
      const outputs = call(test, inputs);
      expect(outputs.length).toBe(test.outputs.length);
      outputs.forEach((output, i) => {
        expect(output.shape).toEqual(test.outputs[i]!.shape);
        expectClose(output.data, test.outputs[i]!.data, tolerance);
      });
      if (!test.gradients) return;
      const differentiable = outputs.filter((output) => output.requiresGrad);
      const gradOutputs = differentiable.map((output, i) =>
        tensor(Float64Array.from(test.weights![i]!), { shape: output.shape, dtype }),
      );
      const found = grad(differentiable, inputs, { gradOutputs, allowUnused: true });
      found.forEach((gradient, i) => {
        expectClose(gradient.data, test.gradients![i]!, tolerance);
      });
    },
  );
});
