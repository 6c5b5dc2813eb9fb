import { expect, it } from "vitest";
import { Adam } from "../../index.ts";
import { expectClose, walk } from "../walk.fixture.ts";

it("the first step is the rate, whatever the gradient's size", () => {
  expectClose(
    walk((p) => new Adam(p, { lr: 0.1, eps: 0 }), [1, 1], [2, -300]),
    [0.9, 1.1],
  );
});

it("AMSGrad divides by the largest v so far", () => {
  const make = { lr: 0.1, betas: [0, 0.5] as const, eps: 0 };
  // v = 2, then 1 + 0.5: v̂ = 4, then 1.5 / 0.75 = 2; with AMSGrad 2 / 0.75.
  expectClose(
    walk((p) => new Adam(p, make), [1], [2], [1]),
    [0.9 - 0.1 / Math.sqrt(2)],
  );
  expectClose(
    walk((p) => new Adam(p, { ...make, amsgrad: true }), [1], [2], [1]),
    [0.9 - 0.1 / Math.sqrt(2 / 0.75)],
  );
});

it("refuses betas of 1 and settings below 0 by name", () => {
  expect(() => walk((p) => new Adam(p, { betas: [0.9, 1] }), [1])).toThrow("Adam: beta 1, a number from 0");
  expect(() => walk((p) => new Adam(p, { eps: -1 }), [1])).toThrow("Adam: eps -1");
});
