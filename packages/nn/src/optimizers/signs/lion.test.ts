import { it } from "vitest";
import { Lion } from "../../index.ts";
import { expectClose, walk } from "../walk.fixture.ts";

it("every element moves by the rate, in the direction of the interpolated momentum", () => {
  expectClose(
    walk((p) => new Lion(p, { lr: 0.1 }), [1, 1, 1], [2, -300, 0]),
    [0.9, 1.1, 1],
  );
});

it("β₁ decides the step, β₂ what is remembered", () => {
  const make = { lr: 0.1, betas: [0.9, 0.5] as const };
  // m = 1 after g = 2; then 0.9 · 1 − 0.1 · 8 = 0.1 is still positive.
  expectClose(
    walk((p) => new Lion(p, make), [1], [2], [-8]),
    [0.8],
  );
  expectClose(
    walk((p) => new Lion(p, make), [1], [2], [-10]),
    [0.9 + 0.1],
  );
});

it("shrinks θ by η λ beside the step", () => {
  expectClose(
    walk((p) => new Lion(p, { lr: 0.1, weightDecay: 0.5 }), [2], [3]),
    [2 * 0.95 - 0.1],
  );
});
