import fc from "fast-check";
import { expect, it } from "vitest";
import { GraphBuilder, type GraphNode, operand } from "../graph.ts";
import type { Group } from "./group.ts";
import { type Unit, UnitGraph } from "./unit-graph.ts";

/** Nodes each of which reads those at the places given for it. */
function graphOf(reads: readonly (readonly number[])[]): { nodes: GraphNode[]; graph: UnitGraph } {
  const builder = new GraphBuilder();
  const graph = new UnitGraph();
  const nodes: GraphNode[] = [];
  for (const places of reads) {
    const read = places.map((place) => nodes[place]!);
    const spec = { name: "made", shape: [4], dtype: "float32", attributes: {}, kernel: null } as const;
    const node = builder.add({ ...spec, inputs: read.map((input) => operand(input)) });
    graph.add(node, read);
    nodes.push(node);
  }
  return { nodes, graph };
}

function group(): Group {
  return { float: "float32", dims: [4], inner: null, block: null, members: new Map() };
}

function put(graph: UnitGraph, into: Group, nodes: readonly GraphNode[]): void {
  for (const node of nodes) into.members.set(node, "element");
  graph.join(nodes, into);
}

it("by hand: in a chain the last needs the first, and not the other way round", () => {
  const { nodes, graph } = graphOf([[], [0], [1]]);
  const first = group();
  put(graph, first, [nodes[0]!]);
  const last = group();
  put(graph, last, [nodes[2]!]);
  expect(graph.needs([last], first)).toBe(true);
  expect(graph.needs([first], last)).toBe(false);
});

it("by hand: a later member that reads more takes what reads its group deeper", () => {
  // 0 → 1 is read early; 5 joins 0 and needs the chain 2 → 3 → 4.
  const { nodes, graph } = graphOf([[], [0], [], [2], [3], [4]]);
  const [home, end] = [group(), group()];
  put(graph, home, [nodes[0]!]);
  put(graph, end, [nodes[4]!]);
  expect(graph.needs([nodes[1]!], end)).toBe(false);
  put(graph, home, [nodes[5]!]);
  expect(graph.needs([nodes[1]!], end)).toBe(true);
});

/** By going through everything. */
function plainlyNeeds(graph: UnitGraph, from: Unit, wanted: Unit): boolean {
  const seen = new Set<Unit>();
  const stack = [from];
  while (stack.length > 0) {
    for (const input of graph.inputsOf(stack.pop()!)) {
      if (input === wanted) return true;
      if (!seen.has(input)) stack.push(input);
      seen.add(input);
    }
  }
  return false;
}

it("whatever joins whatever, searches say what a search through everything says", () => {
  const drawn = fc.record({
    reads: fc.array(fc.array(fc.nat(60), { maxLength: 3 }), { minLength: 2, maxLength: 30 }),
    joins: fc.array(fc.tuple(fc.nat(60), fc.nat(60)), { maxLength: 60 }),
  });
  fc.assert(
    fc.property(drawn, ({ reads, joins }) => {
      const { nodes, graph } = graphOf(reads.map((places, i) => places.filter((place) => place < i)));
      for (const node of nodes) put(graph, group(), [node]);
      for (const [a, b] of joins) {
        const [into, from] = [a, b].map((i) => graph.unitOf(nodes[i % nodes.length]!) as Group);
        if (into === from) continue;
        const apart = (one: Group, other: Group): boolean =>
          graph.needs(
            [...graph.inputsOf(one)].filter((unit) => unit !== other),
            other,
          );
        const plainly = (one: Group, other: Group): boolean =>
          [...graph.inputsOf(one)].some((unit) => unit !== other && plainlyNeeds(graph, unit, other));
        expect(apart(into!, from!)).toBe(plainly(into!, from!));
        expect(apart(from!, into!)).toBe(plainly(from!, into!));
        if (!apart(into!, from!) && !apart(from!, into!)) put(graph, into!, [...from!.members.keys()]);
      }
      for (const unit of nodes.map((node) => graph.unitOf(node)))
        expect(plainlyNeeds(graph, unit, unit)).toBe(false);
    }),
  );
});
