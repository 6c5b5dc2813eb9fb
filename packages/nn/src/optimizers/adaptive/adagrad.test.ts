import { expect, it } from "vitest";
import { Adagrad } from "../../index.ts";
import { expectClose, walk } from "../walk.fixture.ts";

it("divides by the root of all squares so far", () => {
  // s = 4, then 4 + 4 = 8.
  expectClose(
    walk((p) => new Adagrad(p, { lr: 0.1, eps: 0 }), [1], [2]),
    [0.9],
  );
  expectClose(
    walk((p) => new Adagrad(p, { lr: 0.1, eps: 0 }), [1], [2], [2]),
    [0.9 - 0.2 / Math.sqrt(8)],
  );
});

it("lrDecay 1 halves the second step's rate; the sum may start above 0", () => {
  const make = { lr: 0.1, lrDecay: 1, initialAccumulatorValue: 5, eps: 0 };
  // √(5 + 4) = 3, then √(9 + 16) = 5.
  expectClose(
    walk((p) => new Adagrad(p, make), [1], [2], [4]),
    [1 - 0.1 * (2 / 3) - 0.05 * (4 / 5)],
  );
});

it("refuses a negative lrDecay by name", () => {
  expect(() => walk((p) => new Adagrad(p, { lrDecay: -1 }), [1])).toThrow(
    "Adagrad: lrDecay -1, a number from 0 to ∞ is needed",
  );
});
