import { it } from "vitest";
import { Adamax } from "../../index.ts";
import { expectClose, walk } from "../walk.fixture.ts";

it("divides by the largest gradient, which fades by β₂", () => {
  const make = { lr: 0.1, betas: [0, 0.5] as const, eps: 0 };
  // u = 4, then max(2, 1) = 2.
  expectClose(
    walk((p) => new Adamax(p, make), [1], [4]),
    [0.9],
  );
  expectClose(
    walk((p) => new Adamax(p, make), [1], [4], [1]),
    [0.9 - 0.1 / 2],
  );
});
