import { it } from "vitest";
import { Adam, AdamW } from "../../index.ts";
import { expectClose, walk } from "../walk.fixture.ts";

it("shrinks θ by η λ, then takes Adam's step", () => {
  expectClose(
    walk((p) => new AdamW(p, { lr: 0.1, weightDecay: 0.5, eps: 0 }), [2], [3]),
    [2 * 0.95 - 0.1],
  );
});

it("without decay it is Adam", () => {
  const gradients = [[3], [-1], [0.5]];
  expectClose(
    walk((p) => new AdamW(p, { lr: 0.1, weightDecay: 0, amsgrad: true }), [2], ...gradients),
    walk((p) => new Adam(p, { lr: 0.1, amsgrad: true }), [2], ...gradients),
  );
});
