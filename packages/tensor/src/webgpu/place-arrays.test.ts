import fc from "fast-check";
import { expect, it } from "vitest";
import type { GraphNode } from "../compile/graph.ts";
import { placeArrays } from "./place-arrays.ts";
import { arrayNode } from "./tables.ts";
import type { GpuKernel } from "./translate.ts";

const array = (size: number) => arrayNode("array", [size], "float32");
const nowhere = () => false;

/** A kernel that fills one array from another. */
function fill(target: GraphNode, from: GraphNode): GpuKernel {
  return { kind: "move", target, inputs: [from], table: from, terms: 1, fill: 0 };
}

it("an array takes the place of one that is no longer read", () => {
  const [a, b, c, d] = [array(16), array(16), array(16), array(16)] as const;
  const { spotOf, slabs } = placeArrays([fill(b, a), fill(c, b), fill(d, c)], [a], nowhere, 1000);
  // a is kept, at 0; c is filled while b is read; d comes after b.
  expect([a, b, c, d].map((node) => spotOf.get(node)!.offset)).toEqual([0, 16, 32, 16]);
  expect(slabs).toEqual([48]);
});

it("what does not fit into one slab goes to the next", () => {
  const [a, b, c] = [array(60), array(40), array(30)] as const;
  const { spotOf, slabs } = placeArrays([], [a, b, c], nowhere, 100);
  expect([a, b, c].map((node) => spotOf.get(node))).toEqual([
    { slab: 0, offset: 0 },
    { slab: 1, offset: 0 },
    // Arrays begin at multiples of 16: 64 + 32 fit into 100.
    { slab: 0, offset: 64 },
  ]);
  expect(slabs).toEqual([96, 48]);
});

it("an array larger than a slab is refused with what helps", () => {
  expect(() => placeArrays([], [array(101)], nowhere, 100)).toThrow(
    /^compileWebGpu: 404 bytes for array float32 \[101\], at most 400 in one array .* requestGpuDevice\(\)/,
  );
});

it("arrays that are needed at one time never lie over one another", () => {
  const programs = fc.array(fc.tuple(fc.nat(30), fc.nat(200)), { minLength: 1, maxLength: 30 });
  fc.assert(
    fc.property(programs, (lines) => {
      const nodes = [array(5)];
      const kernels = lines.map(([from, size]) => {
        const target = array(size);
        const kernel = fill(target, nodes[from % nodes.length]!);
        nodes.push(target);
        return kernel;
      });
      const { spotOf } = placeArrays(kernels, [nodes[0]!], nowhere, 300);
      const lives = nodes.map((node, i) => {
        const reads = kernels.flatMap((kernel, k) =>
          kernel.kind === "move" && kernel.inputs[0] === node ? [k] : [],
        );
        return { ...spotOf.get(node)!, size: node.shape[0]!, first: i - 1, last: Math.max(i - 1, ...reads) };
      });
      for (const a of lives) {
        for (const b of lives) {
          if (a === b || a.slab !== b.slab || a.last < b.first || b.last < a.first) continue;
          expect(a.offset + a.size <= b.offset || b.offset + b.size <= a.offset).toBe(true);
        }
      }
    }),
  );
});
