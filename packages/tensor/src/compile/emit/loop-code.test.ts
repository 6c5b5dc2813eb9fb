import { expect, it } from "vitest";
import { compile, Philox, randn, stack, type Tensor } from "../../index.ts";
import { GraphBuilder } from "../graph.ts";
import type { LoopKernel } from "../lower/loop-kernel.ts";
import { originsOf } from "./loop-code.ts";

it("by hand: two reads of an array that begin at different places are two origins, equal ones are one", () => {
  const spec = { name: "argument", inputs: [], attributes: {}, kernel: null } as const;
  const node = new GraphBuilder().add({ ...spec, shape: [8], dtype: "float32" });
  const load = (offset: number, stride: number) =>
    ({
      kind: "load",
      level: "element",
      access: { node, dtype: "float32", offset, outer: [], inner: stride },
    }) as const;
  const steps = [load(0, 1), load(4, 1), load(4, 0)];
  const kernel: LoopKernel = { kind: "loop", float: "float32", outer: [], inner: 4, steps, blockRows: 1 };
  expect(originsOf(kernel).map(({ offset }) => offset)).toEqual([0, 4]);
});

it("steps that differ only by where they read share their functions", () => {
  const functionsFor = (steps: number): number => {
    const x = randn([steps, 3, 4], { rng: new Philox(1) });
    const w = randn([4, 4], { rng: new Philox(2) });
    const walk = (x: Tensor): Tensor => {
      let h = x.slice(0).matmul(w);
      const all = [h];
      for (let t = 1; t < steps; t++) {
        h = x.slice(t).matmul(w).add(h).tanh();
        all.push(h);
      }
      return stack(all);
    };
    const compiled = compile(walk);
    const [found, wanted] = [compiled(x), walk(x)];
    for (const [i, value] of wanted.data.entries()) expect(found.data[i]).toBeCloseTo(value, 5);
    return compiled.explain().functions;
  };
  expect(functionsFor(12)).toBe(functionsFor(6));
});
