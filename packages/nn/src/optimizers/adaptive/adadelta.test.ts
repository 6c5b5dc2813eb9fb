import { it } from "vitest";
import { Adadelta } from "../../index.ts";
import { expectClose, walk } from "../walk.fixture.ts";

it("scales by the root of past steps over that of past gradients", () => {
  // v = 2, Δ = √1 / √3 · 2, u = ½ Δ² = 2/3; then v = 3, Δ = √(5/3) / √4 · 2.
  const [first, second] = [2 / Math.sqrt(3), Math.sqrt(5 / 3)];
  const make = { rho: 0.5, eps: 1 };
  expectClose(
    walk((p) => new Adadelta(p, make), [1], [2]),
    [1 - first],
  );
  expectClose(
    walk((p) => new Adadelta(p, make), [1], [2], [2]),
    [1 - first - second],
  );
  expectClose(
    walk((p) => new Adadelta(p, { ...make, lr: 0.5 }), [1], [2]),
    [1 - first / 2],
  );
});
