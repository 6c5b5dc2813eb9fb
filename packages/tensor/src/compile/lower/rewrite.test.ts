import { expect, it } from "vitest";
import * as l from "../../index.ts";
import { recordTo } from "../../tape.ts";
import type { Tensor } from "../../tensor.ts";
import { GraphRecorder } from "../capture.ts";
import type { GraphNode } from "../graph.ts";
import { rewrite } from "./rewrite.ts";

/** The names of the operations that are left of a function of one [2, 3]. */
function namesOf(body: (x: Tensor) => Tensor | readonly Tensor[]): string[] {
  const recorder = new GraphRecorder();
  const x = recorder.argument(l.zeros([2, 3]), 0);
  const roots = recordTo(recorder, () => [body(x)].flat().map((y): GraphNode => recorder.operand(y).node));
  const { nodes } = rewrite(recorder.finish().nodes, roots);
  return nodes.map(({ name }) => name).filter((name) => name !== "argument" && name !== "literal");
}

it("what nothing needs is left out", () => {
  expect(namesOf((x) => [x.exp(), x.neg()][1]!)).toEqual(["neg"]);
});

it("but checks and draws are not", () => {
  const rng = new l.Philox(1);
  const found = namesOf((x) => {
    l.rand([2], { rng });
    x.indexSelect(0, l.tensor([0], { dtype: "int32" }));
    return x.neg();
  });
  expect(found.map((name) => name.replace("host:", ""))).toEqual(["rand", "constant", "inspect", "neg"]);
});

it("what is computed twice is computed once", () => {
  expect(namesOf((x) => x.exp().add(x.exp()))).toEqual(["exp", "add"]);
  expect(namesOf((x) => [x.mul(2).sum(), x.mul(2).sum()])).toEqual(["mul", "reduce"]);
});

it("0 and −0 are two numbers", () => {
  expect(namesOf((x) => [x.maximum(0), x.maximum(-0)])).toEqual(["maximum", "maximum"]);
});

it("what changes nothing is not done", () => {
  expect(namesOf((x) => x.mul(1).div(1).sub(0).pow(1).clone().neg())).toEqual(["neg"]);
  // −0 + 0 is 0, so this does change something.
  expect(namesOf((x) => x.add(0))).toEqual(["add"]);
});

it("softmax is a largest, exponentials, a sum and a quotient", () => {
  expect(namesOf((x) => x.softmax({ dim: 1 }))).toEqual(["reduce", "sub", "exp", "reduce", "div"]);
});

it("plain numbers meet now", () => {
  const [x] = [l.tensor(1, { requiresGrad: true })];
  expect(namesOf((y) => y.mul(l.grad(x.mul(3), [x], { createGraph: true })[0]!.mul(2)))).toEqual(["mul"]);
});
