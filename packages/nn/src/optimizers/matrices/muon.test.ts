import { Philox, randn, tensor, zeros } from "@blankfile/tensor";
import { expect, it } from "vitest";
import { Muon, newtonSchulz, Parameter } from "../../index.ts";
import { expectClose, walk } from "../walk.fixture.ts";

const W = [
  [1, 0],
  [0, 1],
];
const G = [
  [3, 0],
  [0, 4],
];
const orthogonal = [...newtonSchulz(tensor(G, { dtype: "float64" })).data];

it("moves by the rate times the orthogonal gradient", () => {
  const found = walk((p) => new Muon(p, { lr: 0.1 }), W, G);
  // The first step of Nesterov's is (1 + μ) G, whose direction is G's but for ε beside a norm of 5.
  found.forEach((x, i) => {
    expect(x).toBeCloseTo(W.flat()[i]! - 0.1 * orthogonal[i]!, 7);
  });
});

it("without Nesterov the first step is exactly by G, and weight decay shrinks W beside it", () => {
  const make = { lr: 0.1, nesterov: false, weightDecay: 0.5 };
  const found = walk((p) => new Muon(p, make), W, G);
  expectClose(
    found,
    W.flat().map((w, i) => 0.95 * w - 0.1 * orthogonal[i]!),
  );
});

it("tall matrices and convolutions move further, by √(m / n)", () => {
  const rng = new Philox(3);
  const gradient = randn([8, 2], { rng, dtype: "float64" });
  const step = newtonSchulz(gradient).mul(0.1 * Math.sqrt(8 / 2));
  const make = { lr: 0.1, nesterov: false };
  const tall = walk((p) => new Muon(p, make), zeros([8, 2]).toArray(), gradient.toArray());
  expectClose(tall, [...step.neg().data]);
  const kernels = gradient.reshape([8, 1, 1, 2]);
  const conv = walk((p) => new Muon(p, make), zeros([8, 1, 1, 2]).toArray(), kernels.toArray());
  expect(conv).toEqual(tall);
});

it("refuses a vector by place and shape, and says where it belongs", () => {
  const parameters = [new Parameter(zeros([2, 2])), new Parameter(zeros([3]))];
  expect(() => new Muon(parameters)).toThrow(
    "Muon: parameter 1 of shape [3], matrices are needed; give vectors to AdamW, in an optimiser beside this one",
  );
});

it("refuses options outside their ranges by name", () => {
  expect(() => walk((p) => new Muon(p, { nsSteps: 0 }), W)).toThrow("Muon: nsSteps 0");
  expect(() => walk((p) => new Muon(p, { momentum: 2 }), W)).toThrow("Muon: momentum 2");
});
