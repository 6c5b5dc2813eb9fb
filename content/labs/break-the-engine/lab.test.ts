import { describe, expect, it } from "vitest";
import { lab } from "./lab.ts";
import { parameterCount } from "./network.ts";

/** A fixed stream: a linear congruential generator is enough for a test. */
function stream(seed: number) {
  let s = seed;
  const uniform = () => (s = (s * 1103515245 + 12345) % 2147483648) / 2147483648;
  return {
    uniform,
    normal: () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform()),
  };
}

function train(fault: string, deep: boolean, steps: number) {
  const values = { fault, deep, rate: 0.2 };
  const random = stream(1);
  let state = lab.init(values, random);
  for (let i = 0; i < steps && !lab.finished(state, values); i++) state = lab.step(state, values, random);
  return state;
}

describe("the engine and its faults", () => {
  it("has the 51 weights that the lead says", () => expect(parameterCount).toBe(51));

  it("without a fault the gradient is the finite-difference one, and the loss falls", () => {
    const state = train("none", true, 40);
    expect(Math.max(...state.angles)).toBeLessThan(0.01);
    expect(state.losses.at(-1)!).toBeLessThan(0.5 * state.losses[0]!);
  });

  for (const fault of ["overwrite", "no-slope"]) {
    it(`${fault}: the gradient points elsewhere`, () => {
      expect(Math.max(...train(fault, true, 10).angles)).toBeGreaterThan(1);
    });
  }

  it("breadth-first order is wrong with two hidden layers and right with one", () => {
    expect(Math.max(...train("breadth-first", true, 10).angles)).toBeGreaterThan(1);
    expect(Math.max(...train("breadth-first", false, 10).angles)).toBeLessThan(0.01);
  });

  it("gradients that are never set to 0 are right in the first step only", () => {
    const { angles } = train("no-zero", true, 10);
    expect(angles[0]).toBeLessThan(0.01);
    expect(angles[9]).toBeGreaterThan(1);
  });
});
