import { tensor, zeros } from "@blankfile/tensor";
import { expect, it } from "vitest";
import { Adam, Lookahead, Parameter, SGD } from "../../index.ts";
import { expectClose, walk } from "../walk.fixture.ts";

it("every second step goes back half of the way", () => {
  const make = (p: Parameter[]) => new Lookahead(new SGD(p, { lr: 0.1 }), { k: 2, alpha: 0.5 });
  expectClose(walk(make, [1], [1]), [0.9]);
  expectClose(walk(make, [1], [1], [1]), [0.9]);
  expectClose(walk(make, [1], [1], [1], [1]), [0.8]);
  expectClose(walk(make, [1], [1], [1], [1], [1]), [0.8]);
});

it("α = 1 changes nothing", () => {
  const gradients = [[1], [-2], [3], [0.5]];
  const inner = (p: Parameter[]) => new Adam(p, { lr: 0.1 });
  const found = walk((p) => new Lookahead(inner(p), { k: 2, alpha: 1 }), [1], ...gradients);
  expectClose(found, walk(inner, [1], ...gradients));
});

it("the rate is that of the optimiser inside", () => {
  const inner = new SGD([new Parameter(zeros([1]))], { lr: 0.1 });
  const optimizer = new Lookahead(inner);
  optimizer.lr = 0.5;
  expect([inner.lr, optimizer.lr, optimizer.paramGroups]).toEqual([0.5, 0.5, inner.paramGroups]);
});

function pulled(parameter: Parameter, optimizer: Lookahead, steps: number): void {
  for (let i = 0; i < steps; i++) {
    parameter.grad = tensor([i + 1], { dtype: "float64" });
    optimizer.step();
  }
}

it("a state from before the first step starts the slow weights anew, from where the parameters are", () => {
  const make = (p: Parameter) => new Lookahead(new SGD([p], { lr: 0.1, momentum: 0.9 }), { k: 2 });
  const fresh = new Parameter(tensor([1], { dtype: "float64" }));
  const other = new Parameter(tensor([5], { dtype: "float64" }));
  const [one, used] = [make(fresh), make(other)];
  pulled(other, used, 3);
  used.loadStateDict(one.stateDict());
  other.data.set([1]);
  used.loadStateDict(one.stateDict());
  pulled(fresh, one, 5);
  pulled(other, used, 5);
  expect([...other.data]).toEqual([...fresh.data]);
});

it("refuses by name: k of 0, α beyond 1, a state without some of the slow weights", () => {
  const p = new Parameter(tensor([1], { dtype: "float64" }));
  const inner = new SGD([p], { lr: 0.1 });
  expect(() => new Lookahead(inner, { k: 0 })).toThrow("Lookahead: k 0, a whole number from 1 is needed");
  expect(() => new Lookahead(inner, { alpha: 2 })).toThrow("Lookahead: alpha 2");
  const optimizer = new Lookahead(inner);
  pulled(p, optimizer, 1);
  const { "slow.0": _, ...state } = optimizer.stateDict();
  expect(() => optimizer.loadStateDict(state)).toThrow(
    "Lookahead.loadStateDict: slow.0 nothing, float64 [1] is needed",
  );
});
