import { expect, it } from "vitest";
import { Rprop } from "../../index.ts";
import { expectClose, walk } from "../walk.fixture.ts";

it("grows by 1.2 while the sign stays, halves and waits where it turns", () => {
  const at = (...gradients: number[][]) => walk((p) => new Rprop(p, { lr: 0.1 }), [1], ...gradients);
  expectClose(at([5]), [0.9]);
  expectClose(at([5], [0.01]), [0.9 - 0.12]);
  expectClose(at([5], [0.01], [-3]), [0.78]);
  expectClose(at([5], [0.01], [-3], [-3]), [0.78 + 0.06]);
});

it("steps stay within their bounds", () => {
  const make = { lr: 0.1, stepSizes: [0.09, 0.11] as const };
  expectClose(
    walk((p) => new Rprop(p, make), [1], [1], [1]),
    [1 - 0.1 - 0.11],
  );
  expectClose(
    walk((p) => new Rprop(p, make), [1], [1], [-1], [-1]),
    [1 - 0.1 + 0.09],
  );
});

it("refuses etas on the wrong side of 1 and bounds in the wrong order by name", () => {
  expect(() => walk((p) => new Rprop(p, { etas: [1.2, 0.5] }), [1])).toThrow("Rprop: etas [1.2, 0.5]");
  expect(() => walk((p) => new Rprop(p, { stepSizes: [2, 1] }), [1])).toThrow("Rprop: stepSizes [2, 1]");
});
