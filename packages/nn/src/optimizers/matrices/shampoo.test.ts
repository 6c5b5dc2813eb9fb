import { compile, Philox, randn, tensor } from "@blankfile/tensor";
import { expect, it } from "vitest";
import { Parameter, Shampoo } from "../../index.ts";
import { expectClose, walk } from "../walk.fixture.ts";

it("a diagonal gradient: L = R = ε + G², so that the step is G / √(ε + G²)", () => {
  const found = walk(
    (p) => new Shampoo(p, { lr: 0.1, eps: 1 }),
    [
      [1, 0],
      [0, 1],
    ],
    [
      [2, 0],
      [0, 3],
    ],
  );
  expectClose(found, [1 - 0.2 / Math.sqrt(5), 0, 0, 1 - 0.3 / Math.sqrt(10)]);
});

it("a vector: H = ε I + g gᵀ has g as eigenvector, so that the step is g / √(ε + ‖g‖²)", () => {
  const found = walk((p) => new Shampoo(p, { lr: 0.1, eps: 0.5 }), [1, 1], [3, 4]);
  expectClose(found, [1 - 0.3 / Math.sqrt(25.5), 1 - 0.4 / Math.sqrt(25.5)]);
});

it("a number: the step is g / √(ε + Σ g²)", () => {
  expectClose(
    walk((p) => new Shampoo(p, { lr: 0.1, eps: 7 }), 1, 3),
    [1 - 0.3 / 4],
  );
});

it("roots computed every second step are those of the step before in between", () => {
  const make = { lr: 0.1, eps: 1, updateFreq: 2 };
  const found = walk((p) => new Shampoo(p, make), [0], [Math.sqrt(3)], [1], [2]);
  // H = 4, then 5 which does not count yet, then 9.
  expectClose(found, [-0.1 * (Math.sqrt(3) / 2 + 1 / 2 + 2 / 3)]);
});

it("updateFreq inside compile is refused by name", () => {
  const w = new Parameter(randn([2, 2], { rng: new Philox(1) }));
  const optimizer = new Shampoo([w], { updateFreq: 2 });
  const step = compile(() => {
    w.grad = tensor([
      [1, 0],
      [0, 1],
    ]);
    optimizer.step();
  });
  expect(step).toThrow("Shampoo.step: updateFreq 2 inside compile, 1 is needed there");
});
