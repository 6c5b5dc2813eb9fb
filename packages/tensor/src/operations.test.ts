/**
 * One battery over every operation that the index exports. An operation without samples fails the first test, so that
 * none is forgotten.
 */
import { describe, expect, it } from "vitest";
import type { Tensor } from "./index.ts";
import * as l from "./index.ts";
import { gradients, leafOf, operations, outputsOf, samples } from "./samples/samples.fixture.ts";

it("every exported operation has samples, and every sample an operation", () => {
  expect(Object.keys(samples).sort()).toEqual(operations.sort());
});

describe.each(operations)("%s", (name) => {
  const cases = (samples[name] ?? []).map((sample, i) => {
    const shapes = sample.inputs.map(({ shape }) => `[${shape}]`).join(" ");
    return [`${i}: ${shapes}`, sample] as const;
  });

  it("has a sample without elements", () => {
    const sizes = cases.flatMap(([, sample]) => sample.inputs.map((input) => input.numel()));
    expect(sizes).toContain(0);
  });

  it("refuses an array where a tensor is needed, in the name of an operation", () => {
    const [, sample] = cases[0]!;
    const arrays = sample.inputs.map((input) => input.toArray()) as unknown as Tensor[];
    expect(() => sample.call(...arrays)).toThrow(TypeError);
    expect(() => sample.call(...arrays)).toThrow(
      /^\w+: an array, a tensor is needed; tensor\(…\) makes one$/,
    );
  });

  it.each(cases)("first derivatives equal differences, %s", (_, { call, inputs }) => {
    expect(l.gradcheck(call, inputs)).toBe(true);
  });

  it.each(cases)("second derivatives equal differences, %s", (_, { call, inputs }) => {
    expect(l.gradgradcheck(call, inputs)).toBe(true);
  });

  it.each(cases)("float32 gives the shapes of float64 and no other dtype, %s", (_, sample) => {
    const wide = outputsOf(sample, sample.inputs);
    const narrow = outputsOf(
      sample,
      sample.inputs.map((input) => leafOf(input, "float32")),
    );
    wide.forEach((output, i) => {
      expect(narrow[i]!.shape).toEqual(output.shape);
      if (name !== "to") expect(narrow[i]!.dtype).toBe(output.dtype === "float64" ? "float32" : output.dtype);
    });
  });

  it.each(cases)("leaves its inputs as they were, and no tape inside noGrad, %s", (_, sample) => {
    const before = sample.inputs.map((input) => Array.from(input.data));
    const outputs = l.noGrad(() => outputsOf(sample, sample.inputs));
    expect(sample.inputs.map((input) => Array.from(input.data))).toEqual(before);
    const made = outputs.filter((output) => !sample.inputs.includes(output));
    expect(made.every((output) => output.gradFn === null && !output.requiresGrad)).toBe(true);
  });

  it.each(cases)("changes in place before backward are noticed or do not matter, %s", (_, sample) => {
    const original = outputsOf(sample, sample.inputs);
    if (!original.some((output) => output.requiresGrad)) return;
    const wanted = gradients(original, sample.inputs);
    const places = sample.inputs.length + original.length;
    // One input at a time asks for a gradient, so that no other's check stands in for a missing one.
    sample.inputs.forEach(({ requiresGrad }, asking) => {
      if (!requiresGrad) return;
      for (let place = 0; place < places; place++) {
        const inputs = sample.inputs.map((input) => leafOf(input.detach()));
        inputs[asking]!.requiresGrad = true;
        const outputs = outputsOf(sample, inputs);
        l.noGrad(() => change([...inputs, ...outputs][place]!));
        expectNoticedOrEqual(() => gradients(outputs, [inputs[asking]!]), [wanted[asking]!]);
      }
    });
  });
});

function change(x: Tensor): void {
  if (x.dtype === "bool") x.copy_(x.logicalNot());
  else if (x.dtype === "int32") x.copy_(l.sub(2, x));
  else x.mul_(-1.5).add_(0.25);
}

function expectNoticedOrEqual(find: () => Tensor[], wanted: readonly Tensor[]): void {
  let found: Tensor[];
  try {
    found = find();
  } catch (error) {
    expect((error as Error).message).toMatch(/^backward: a tensor that \w+ needs was changed in place/);
    return;
  }
  found.forEach((g, i) => {
    expect(l.allclose(g, wanted[i]!)).toBe(true);
  });
}
