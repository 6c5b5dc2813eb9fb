import { it } from "vitest";
import { NAdam } from "../../index.ts";
import { expectClose, walk } from "../walk.fixture.ts";

it("takes the next step's momentum along", () => {
  // ψ = 0 makes every μ = β₁ / 2 = 0.4; m = 0.2 · 2, v̂ = 4, Π₁ = 0.4, Π₂ = 0.16.
  const mHat = (0.4 * 0.4) / (1 - 0.16) + (0.6 * 2) / (1 - 0.4);
  const make = { lr: 0.1, betas: [0.8, 0.9] as const, eps: 0, momentumDecay: 0 };
  expectClose(
    walk((p) => new NAdam(p, make), [1], [2]),
    [1 - (0.1 * mHat) / 2],
  );
});
