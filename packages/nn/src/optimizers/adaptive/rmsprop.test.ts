import { expect, it } from "vitest";
import { RMSprop } from "../../index.ts";
import { expectClose, walk } from "../walk.fixture.ts";

it("divides by the root of the running mean of squares", () => {
  // v = ¼ · 4 = 1.
  expectClose(
    walk((p) => new RMSprop(p, { lr: 0.1, alpha: 0.75, eps: 0 }), [1], [2]),
    [0.8],
  );
});

it("centered divides by the deviation: v − a² = 1 − 0.25", () => {
  const make = { lr: 0.1, alpha: 0.75, eps: 0, centered: true };
  expectClose(
    walk((p) => new RMSprop(p, make), [1], [2]),
    [1 - 0.2 / Math.sqrt(0.75)],
  );
});

it("momentum adds up what was scaled", () => {
  const make = { lr: 0.1, alpha: 0, eps: 0, momentum: 0.5 };
  // Without memory of squares every scaled gradient is its sign: 1, then 0.5 + 1.
  expectClose(
    walk((p) => new RMSprop(p, make), [1], [2], [3]),
    [1 - 0.1 - 0.15],
  );
});

it("refuses alpha 1.5 by name", () => {
  expect(() => walk((p) => new RMSprop(p, { alpha: 1.5 }), [1])).toThrow("RMSprop: alpha 1.5");
});
