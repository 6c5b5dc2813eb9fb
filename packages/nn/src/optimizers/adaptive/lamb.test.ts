import { it } from "vitest";
import { LAMB } from "../../index.ts";
import { expectClose, walk } from "../walk.fixture.ts";

it("brings Adam's step to the length of θ", () => {
  // u = [1, 1] of length √2, ‖θ‖ = 5.
  const move = (0.1 * 5) / Math.sqrt(2);
  expectClose(
    walk((p) => new LAMB(p, { lr: 0.1, eps: 0 }), [3, 4], [7, 9]),
    [3 - move, 4 - move],
  );
});

it("a parameter of zeros takes Adam's step as it is", () => {
  expectClose(
    walk((p) => new LAMB(p, { lr: 0.1, eps: 0 }), [0, 0], [7, -9]),
    [-0.1, 0.1],
  );
});

it("weight decay turns the step before it is brought to length", () => {
  // u = [1 + 3, 1 + 4].
  const move = (0.1 * 5) / Math.hypot(4, 5);
  const found = walk((p) => new LAMB(p, { lr: 0.1, eps: 0, weightDecay: 1 }), [3, 4], [7, 9]);
  expectClose(found, [3 - 4 * move, 4 - 5 * move]);
});
