import { Philox, randn } from "@blankfile/tensor";
import { expect, it } from "vitest";
import { Adafactor, Parameter } from "../../index.ts";
import { expectClose, walk } from "../walk.fixture.ts";

const own = { lr: 0.1, relativeStep: false, scaleParameter: false };

it("squares that are a product of row and column are kept whole: the first step is by signs", () => {
  const found = walk(
    (p) => new Adafactor(p, own),
    [
      [1, 1],
      [1, 1],
    ],
    [
      [1, -2],
      [2, 4],
    ],
  );
  expectClose(found, [0.9, 1.1, 0.9, 0.9]);
});

it("other squares are kept as means of rows and of columns", () => {
  // G² = [[1, 0], [0, 9]]: rows 0.5 and 4.5, columns 0.5 and 4.5, mean 2.5; V̂ = 0.5² / 2.5 = 0.1 and 4.5² / 2.5 = 8.1.
  const make = { ...own, eps: [0, 0] as const, clipThreshold: 100 };
  const found = walk(
    (p) => new Adafactor(p, make),
    [
      [1, 1],
      [1, 1],
    ],
    [
      [1, 0],
      [0, 3],
    ],
  );
  expectClose(found, [1 - 0.1 / Math.sqrt(0.1), 1, 1, 1 - 0.3 / Math.sqrt(8.1)]);
});

it("the second step keeps 1 − 2^−0.8 of the squares", () => {
  const beta = 1 - 2 ** -0.8;
  const v = beta * 4 + (1 - beta);
  const make = { ...own, eps: [0, 0] as const };
  expectClose(
    walk((p) => new Adafactor(p, make), [1], [2], [1]),
    [1 - 0.1 - 0.1 / Math.sqrt(v)],
  );
});

it("a step whose root mean square is above d is brought down to d", () => {
  const make = { ...own, clipThreshold: 0.5 };
  expectClose(
    walk((p) => new Adafactor(p, make), [1, 1], [3, -3]),
    [0.95, 1.05],
  );
});

it("the relative step is a hundredth of the parameter's size", () => {
  expectClose(
    walk((p) => new Adafactor(p), [3, -3], [5, 5]),
    [3 - 0.03, -3 - 0.03],
  );
  // A parameter of zeros counts as ε₂ = 0.001.
  expectClose(
    walk((p) => new Adafactor(p), [0], [5]),
    [-1e-5],
  );
});

it("with warmupInit ρ_t rises by 10⁻⁶ a step", () => {
  const make = { warmupInit: true, scaleParameter: false };
  expectClose(
    walk((p) => new Adafactor(p, make), [0], [5], [5]),
    [-1e-6 - 2e-6],
  );
});

it("with β₁ the running mean of steps moves θ", () => {
  const make = { ...own, beta1: 0.75 };
  // Steps of 0.1: the mean is 0.025, then 0.75 · 0.025 + 0.025.
  expectClose(
    walk((p) => new Adafactor(p, make), [1], [5], [5]),
    [1 - 0.025 - 0.04375],
  );
});

it("keeps m + n numbers of a matrix", () => {
  const w = new Parameter(randn([4, 7], { rng: new Philox(1) }));
  const optimizer = new Adafactor([w]);
  w.grad = randn([4, 7], { rng: new Philox(2) });
  optimizer.step();
  const shapes = Object.entries(optimizer.stateDict()).map(([name, { shape }]) => [name, shape]);
  expect(shapes.slice(0, 3)).toEqual([
    ["0.step", []],
    ["0.exp_avg_sq_row", [4]],
    ["0.exp_avg_sq_col", [7]],
  ]);
});

it("refuses a rate beside the relative step, and neither of them, by name", () => {
  expect(() => walk((p) => new Adafactor(p, { lr: 0.1 }), [1])).toThrow(
    "Adafactor: lr 0.1 with relativeStep",
  );
  expect(() => walk((p) => new Adafactor(p, { relativeStep: false }), [1])).toThrow(
    "Adafactor: neither lr nor relativeStep",
  );
  expect(() => walk((p) => new Adafactor(p, { clipThreshold: 0 }), [1])).toThrow(
    "Adafactor: clipThreshold 0",
  );
});
