import { it } from "vitest";
import { RAdam } from "../../index.ts";
import { expectClose, walk } from "../walk.fixture.ts";

const make = { lr: 0.1, betas: [0.5, 0.9] as const, eps: 0 };

it("goes by momentum alone while ρ_t is at most 5: the step has the gradient's size", () => {
  expectClose(
    walk((p) => new RAdam(p, make), [1], [2]),
    [1 - 0.1 * 2],
  );
});

it("then divides by √v̂, times r_t", () => {
  // A gradient that stays 2 makes m̂ = 2 and v̂ = 4, so that a step is η · 2 before and η r_t after.
  const rho = (t: number) => 19 - (2 * t * 0.9 ** t) / (1 - 0.9 ** t);
  const r = (t: number) => Math.sqrt(((rho(t) - 4) * (rho(t) - 2) * 19) / ((19 - 4) * (19 - 2) * rho(t)));
  const steps = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];
  const moved = steps.map((t) => 0.1 * (rho(t) > 5 ? r(t) : 2));
  const wanted = 30 - moved.reduce((sum, step) => sum + step);
  expectClose(
    walk((p) => new RAdam(p, make), [30], ...steps.map(() => [2])),
    [wanted],
  );
});
