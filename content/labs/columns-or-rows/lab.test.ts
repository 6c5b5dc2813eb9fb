import { Philox } from "@blankfile/tensor";
import { describe, expect, it } from "vitest";
import { lab } from "./lab.ts";
import { jacobianByProduct, overwritten, valuesOf, widthsOf } from "./network.ts";
import { totalOf } from "./pictures.ts";
import { type Chosen, errorOf, go, isDone, start } from "./state.ts";
import { costOf, forwardSweep, heldBy, type Order, reverseSweep, sweepCost } from "./sweeps.ts";

const defaults: Chosen = {
  order: "forward",
  inputs: 5,
  outputs: 3,
  layers: 4,
  width: 6,
  waist: 2,
  seeds: "single",
  values: "kept",
};
const allOrders: Order[] = ["forward", "reverse", "waist"];

function run(chosen: Partial<Chosen>) {
  const values = { ...defaults, ...chosen };
  let state = start(values, new Philox(7));
  while (!isDone(state, values)) state = go(state, values);
  return { state, values, error: errorOf(state), summary: lab.summary(state, values) };
}

/** y = tanh(W₂ tanh(W₁ x)) with one input, two hidden units and one output. */
const tiny = { widths: [1, 2, 1], weights: [[[1], [2]], [[3, -1]]], input: [0] };

describe("by hand", () => {
  it("at 0 all slopes of tanh are 1, so the derivative is 3·1 − 1·2 = 1, in both directions", () => {
    const values = valuesOf(tiny);
    expect(values).toEqual([[0], [0, 0], [0]]);
    expect(forwardSweep(tiny, values, { from: 0, to: 2 }, [1])).toEqual([1]);
    expect(reverseSweep(tiny, values, { from: 0, to: 2 }, [1])).toEqual([1]);
    expect(reverseSweep(tiny, values, { from: 1, to: 2 }, [1])).toEqual([3, -1]);
    expect(jacobianByProduct(tiny)).toEqual([[1]]);
  });

  it("a sweep through 1 → 2 → 1 multiplies 2 + 2 + 2 + 1 times; forward holds 6 numbers, reverse 7", () => {
    expect(sweepCost(tiny.widths, { from: 0, to: 2 })).toBe(7);
    expect(heldBy(tiny.widths, "forward", true)).toBe(6);
    expect(heldBy(tiny.widths, "reverse", true)).toBe(7);
  });

  it("the waist stands half-way, and one layer has none", () => {
    expect(widthsOf({ inputs: 5, outputs: 3, layers: 4, width: 6, waist: 2 })).toEqual([5, 6, 2, 6, 3]);
    expect(widthsOf({ inputs: 5, outputs: 3, layers: 1, width: 6, waist: 2 })).toEqual([5, 3]);
  });

  it("one memory for all layers holds the last of them, and the tails of longer ones", () => {
    expect(overwritten([[1, 2, 3], [4, 5], [6]])).toEqual([[6, 5, 3], [6, 5], [6]]);
  });

  it("5 inputs, 3 outputs, a waist of 2: 5, 3 and 2 steps", () => {
    const widths = widthsOf(defaults);
    expect(allOrders.map((order) => costOf(widths, order).steps)).toEqual([5, 3, 2]);
    const each = 5 * 6 + 6 + (6 * 2 + 2) + (2 * 6 + 6) + (6 * 3 + 3);
    expect(allOrders.map((order) => totalOf(defaults, order))).toEqual([5 * each, 3 * each, 2 * (each + 15)]);
  });
});

describe("the Jacobian", () => {
  it("is the same in every order, and agrees with finite differences", () => {
    for (const order of allOrders)
      for (const layers of [1, 2, 5, 8]) {
        const { state, error, summary } = run({ order, layers });
        expect(error, `${order}, ${layers} layers`).toBeLessThan(1e-14);
        expect(summary).toContain("complete and right");
        const { network, J } = state;
        const at = (h: number) =>
          valuesOf({ ...network, input: network.input.with(1, network.input[1]! + h) }).at(-1)!;
        const [above, below] = [at(1e-5), at(-1e-5)];
        for (const [k, row] of J.entries()) expect(row[1]).toBeCloseTo((above[k]! - below[k]!) / 2e-5, 8);
      }
  });

  it("is wrong in reverse once the values are overwritten, and right forward", () => {
    expect(run({ order: "forward", values: "overwritten" }).error).toBeLessThan(1e-14);
    for (const order of ["reverse", "waist"]) {
      const { error, summary } = run({ order, values: "overwritten" });
      expect(error, order).toBeGreaterThan(0.001);
      expect(summary).toContain("wrong by up to");
    }
  });

  it("with all seeds at once is right only through a waist of one unit", () => {
    for (const order of allOrders) expect(run({ order, seeds: "together" }).error).toBeGreaterThan(0.001);
    expect(run({ order: "waist", seeds: "together", waist: 1 }).error).toBeLessThan(1e-14);
  });

  it("with all seeds at once has the sum of the columns in each column", () => {
    const { J, right } = run({ seeds: "together" }).state;
    J.forEach((row, k) => {
      const sum = right[k]!.reduce((total, value) => total + value, 0);
      for (const value of row) expect(value).toBeCloseTo(sum, 13);
    });
  });
});

describe("what wins", () => {
  const winner = (chosen: Partial<Chosen>) => {
    const { state, values } = run(chosen);
    return lab.prediction!.outcome(state, values);
  };

  it("twelve inputs, nine outputs, a waist of one: from the middle; without a waist in reverse; turned round forward", () => {
    const shape = { inputs: 12, outputs: 9, width: 6 };
    expect(winner({ ...shape, waist: 1 })).toBe("waist");
    expect(winner({ ...shape, waist: 16 })).toBe("reverse");
    expect(winner({ inputs: 9, outputs: 12, width: 6, waist: 16 })).toBe("forward");
    expect(winner({ inputs: 4, outputs: 4, waist: 16 })).toBe("same");
  });

  it("forward memory does not grow with the layers, reverse memory does", () => {
    const held = (order: Order, layers: number) => heldBy(widthsOf({ ...defaults, layers }), order, true);
    expect(held("forward", 8)).toBe(held("forward", 5));
    expect(held("reverse", 8) - held("reverse", 7)).toBe(6);
  });
});
