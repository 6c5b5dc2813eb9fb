import { expect, it } from "vitest";
import { GraphBuilder } from "../graph.ts";
import type { Access, LoopKernel, Step } from "../lower/loop-kernel.ts";
import { phasesOf } from "./phases.ts";

const spec = {
  name: "captured",
  inputs: [],
  shape: [4, 8],
  dtype: "float32",
  attributes: {},
  kernel: null,
} as const;
const node = new GraphBuilder().add(spec);
const access: Access = { node, dtype: "float32", offset: 0, outer: [8], inner: 1 };

function kernel(...steps: Step[]): LoopKernel {
  return { kind: "loop", float: "float32", outer: [4], inner: 8, blockRows: 4, steps };
}

const load: Step = { kind: "load", level: "element", access };
const operation = (name: string, ...inputs: number[]): Step => ({
  kind: "operation",
  level: "element",
  name,
  inputs,
});
const reduce = (name: "sum" | "amax", input: number): Step => ({
  kind: "reduce",
  level: "row",
  name,
  inputs: [input],
});
const store = (input: number): Step => ({ kind: "store", level: "element", access, inputs: [input] });

it("element-wise work is one walk", () => {
  const phases = phasesOf(kernel(load, operation("exp", 0), store(1)));
  expect(phases.count).toBe(1);
  expect(phases.kept).toEqual([]);
});

it("softmax is three walks; its exponentials, dear and needed in two, are kept", () => {
  const phases = phasesOf(
    kernel(
      load,
      reduce("amax", 0),
      operation("sub", 0, 1),
      operation("exp", 2),
      reduce("sum", 3),
      operation("div", 3, 4),
      store(5),
    ),
  );
  expect(phases.count).toBe(3);
  expect(phases.ready).toEqual([0, 1, 1, 1, 2, 2, 2]);
  expect(phases.kept).toEqual([3]);
  expect(phases.computed[3]).toEqual(new Set([1]));
  expect(phases.reread[3]).toEqual(new Set([2]));
});

it("what is cheap is computed again", () => {
  const phases = phasesOf(
    kernel(load, operation("neg", 0), reduce("sum", 1), operation("sub", 1, 2), store(3)),
  );
  expect(phases.kept).toEqual([]);
  expect(phases.computed[1]).toEqual(new Set([0, 1]));
  expect(phases.computed[0]).toEqual(new Set([0, 1]));
});
