import fc from "fast-check";
import { expect, it } from "vitest";
import type { TypedArray } from "../dtype.ts";
import { GraphBuilder, type GraphNode } from "./graph.ts";
import { type CompiledKernel, readsOf, writesOf } from "./lower/kernels.ts";
import { bytes, planMemory } from "./plan.ts";

function nodeMaker(): (size: number) => GraphNode {
  const builder = new GraphBuilder();
  const kernel = (_: TypedArray): void => {};
  return (size) =>
    builder.add({ name: "made", inputs: [], shape: [size], dtype: "float32", attributes: {}, kernel });
}

function host(node: GraphNode, ...inputs: GraphNode[]): CompiledKernel {
  return { kind: "host", node, inputs };
}

it("by hand: a chain of three needs memory for two, and the third lies where the first was", () => {
  const make = nodeMaker();
  const [x, a, b, c] = [make(16), make(16), make(16), make(16)];
  const plan = planMemory([host(a, x), host(b, a), host(c, b), host(make(1), c)], [x], new Map(), 128);
  expect(plan.addressOf.get(x)).toBe(128);
  expect(plan.addressOf.get(c)).toBe(plan.addressOf.get(a));
  expect(plan.addressOf.get(b)).not.toBe(plan.addressOf.get(a));
  expect(plan.keptBytes).toBe(64);
});

it("what may be written over lies on what it replaces", () => {
  const make = nodeMaker();
  const [old, fresh] = [make(16), make(16)];
  const plan = planMemory([host(fresh, old)], [old, fresh], new Map([[fresh, old]]), 64);
  expect(plan.addressOf.get(fresh)).toBe(plan.addressOf.get(old));
});

const programs = fc.array(
  fc.tuple(fc.integer({ min: 0, max: 300 }), fc.array(fc.nat(50), { maxLength: 3 })),
  {
    minLength: 1,
    maxLength: 25,
  },
);

it("no two arrays that are needed at one time overlap, and all lie within the plan", () => {
  fc.assert(
    fc.property(programs, (lines) => {
      const make = nodeMaker();
      const nodes: GraphNode[] = [make(20)];
      const kernels = lines.map(([size, reads]) => {
        const node = make(size);
        const kernel = host(node, ...reads.map((at) => nodes[at % nodes.length]!));
        nodes.push(node);
        return kernel;
      });
      const kept = [nodes[0]!, nodes.at(-1)!];
      const plan = planMemory(kernels, kept, new Map(), 64);
      const life = (node: GraphNode): [number, number] => {
        if (kept.includes(node)) return [0, kernels.length];
        const touched = kernels.flatMap((kernel, at) =>
          [...readsOf(kernel), ...writesOf(kernel)].includes(node) ? [at] : [],
        );
        return [Math.min(...touched), Math.max(...touched)];
      };
      nodes.forEach((a, i) => {
        const at = plan.addressOf.get(a)!;
        expect(at % 64).toBe(0);
        expect(at + bytes(a)).toBeLessThanOrEqual(plan.end);
        for (const b of nodes.slice(i + 1)) {
          const [[from, to], [first, last]] = [life(a), life(b)];
          if (to < first || last < from) continue;
          const other = plan.addressOf.get(b)!;
          expect(at + bytes(a) <= other || other + bytes(b) <= at).toBe(true);
        }
      });
    }),
  );
});
