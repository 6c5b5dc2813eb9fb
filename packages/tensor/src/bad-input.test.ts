/** One wrong call after the other: each is refused before any work, by the class and the message that its place promises. */
import { describe, expect, it } from "vitest";
import * as l from "./index.ts";
import { tensor, zeros } from "./index.ts";
import { wrong } from "./samples/wrong.fixture.ts";
import { wrongFamilies } from "./samples/wrong-families.fixture.ts";

const groups = { ...wrong, ...wrongFamilies };
const parameter = (): l.Tensor => tensor([1, 2], { requiresGrad: true });

/** Classes, and what takes no arguments or only a function to call at once: `junk.test.ts` has those. */
const others = [
  "Tensor",
  "TapeNode",
  "Philox",
  "eagerly",
  "noGrad",
  "enableGrad",
  "isGradEnabled",
  "isCompiling",
];
const elsewhere = ["inspect", "compile"];

it("has a wrong call of every exported function", () => {
  const called = new Set(Object.values(groups).flatMap((cases) => cases.map(([name]) => name)));
  const functions = Object.entries(l).flatMap(([name, value]) => (typeof value === "function" ? [name] : []));
  const missing = functions.filter((name) => !called.has(name) && ![...others, ...elsewhere].includes(name));
  expect(missing).toEqual([]);
});

describe.each(Object.entries(groups))("refuses wrong %s", (_, cases) => {
  it.each(cases.map((wrong, i) => [wrong[0], i, wrong] as const))(
    "%s, %i",
    (__, ___, [, call, kind, message]) => {
      let error: unknown;
      try {
        call();
      } catch (thrown) {
        error = thrown;
      }
      expect(error).toBeInstanceOf(kind);
      expect((error as Error).message).toMatch(/^\w+: ./);
      expect((error as Error).message).toMatch(message);
    },
  );
});

describe("refuses gradients that would be wrong", () => {
  it("backward from several elements without a gradient, or from what has no graph", () => {
    expect(() => parameter().mul(2).backward()).toThrow(
      /^backward: an output of shape \[2\] without a gradient/,
    );
    expect(() => zeros([2]).backward()).toThrow(/^backward: the output has no graph/);
    expect(() =>
      parameter()
        .mul(2)
        .backward(zeros([3])),
    ).toThrow(/^backward: a gradient of shape \[3\]/);
  });

  it("backward twice, unless the graph is kept", () => {
    const y = parameter().exp().sum();
    y.backward(undefined, { retainGraph: true });
    y.backward();
    expect(() => y.backward()).toThrow(/^backward: the graph at \w+ was freed.*retainGraph/);
  });

  it("a change in place of what backward needs, and leaves the graph whole", () => {
    const w = parameter();
    const h = w.mul(3);
    const y = h.mul(h).sum();
    l.noGrad(() => h.add_(1));
    expect(() => y.backward()).toThrow(/^backward: a tensor that mul needs was changed in place/);
    expect(w.grad).toBeNull();
  });

  it("a change in place that would itself need a gradient", () => {
    expect(() => parameter().add_(1)).toThrow(/^add_: a tensor that needs a gradient/);
    expect(() => l.copy_(zeros([2]), parameter())).toThrow(/^copy_: a tensor that needs a gradient/);
  });

  it("inputs that the output does not depend on, unless allowed", () => {
    expect(() => l.grad(parameter().sum(), [parameter()])).toThrow(/^grad: input 0 is not part of the graph/);
  });

  it("leaves everything as it was after a refusal", () => {
    const w = parameter();
    const y = w.exp();
    expect(() => y.backward()).toThrow(RangeError);
    y.backward(tensor([1, 1]));
    expect(l.allclose(w.grad!, w.exp())).toBe(true);
  });
});
