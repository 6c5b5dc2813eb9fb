import { expect, it } from "vitest";
import { SGD } from "../index.ts";
import { expectClose, walk } from "./walk.fixture.ts";

it("goes down the gradient by the rate", () => {
  expectClose(
    walk((p) => new SGD(p, { lr: 0.1 }), [1, 1], [2, -3]),
    [0.8, 1.3],
  );
});

it("momentum: v = 2, then 0.5 · 2 + 2 = 3; Nesterov steps by g + μ v", () => {
  expectClose(
    walk((p) => new SGD(p, { lr: 0.1, momentum: 0.5 }), [1], [2], [2]),
    [1 - 0.2 - 0.3],
  );
  const nesterov = { lr: 0.1, momentum: 0.5, nesterov: true };
  expectClose(
    walk((p) => new SGD(p, nesterov), [1], [2], [2]),
    [1 - 0.1 * (2 + 1) - 0.1 * (2 + 1.5)],
  );
});

it("dampening leaves the first gradient whole", () => {
  const make = { lr: 0.1, momentum: 0.5, dampening: 0.75 };
  // v = 2, then 0.5 · 2 + 0.25 · 2 = 1.5.
  expectClose(
    walk((p) => new SGD(p, make), [1], [2], [2]),
    [1 - 0.2 - 0.15],
  );
});

it("weight decay enters the gradient", () => {
  expectClose(
    walk((p) => new SGD(p, { lr: 0.1, weightDecay: 0.5 }), [2], [3]),
    [2 - 0.1 * (3 + 1)],
  );
});

it("refuses Nesterov without momentum by name", () => {
  expect(() => walk((p) => new SGD(p, { lr: 1, nesterov: true }), [1])).toThrow(
    "SGD: nesterov with momentum 0 and dampening 0, momentum > 0 and dampening 0 are needed",
  );
});
