import { readFileSync } from "node:fs";
import { Philox } from "@blankfile/tensor";
import { describe, expect, it } from "vitest";
import { CausalGraph, type Edge } from "../graphs/causal-graph.ts";
import { dSeparated } from "../graphs/d-separation.ts";
import { StructuralModel } from "../models/structural-model.ts";
import { FisherZTest } from "./fisher-z.ts";
import { pc } from "./pc.ts";

const file = new URL("../../../../../golden/statistics/causal.json", import.meta.url);
const golden = JSON.parse(readFileSync(file, "utf8")).values as {
  partial_correlation: {
    data: number[][];
    tests: { i: number; j: number; given: number[]; r: number; p: number }[];
  };
};

const names = ["0", "1", "2", "3", "4", "5"];
/** Tests that know the graph. */
const oracle = (graph: CausalGraph) => (i: number, j: number, S: readonly number[]) =>
  dSeparated(
    graph,
    [names[i]!],
    [names[j]!],
    S.map((k) => names[k]!),
  );
const graphOf = (...edges: [number, number][]) =>
  new CausalGraph({
    nodes: names.slice(0, 1 + Math.max(...edges.flat())),
    edges: edges.map(([a, b]) => [names[a]!, names[b]!]),
  });

it("a collider is found by its missing edge, a chain stays a line", () => {
  const collider = pc(3, oracle(graphOf([0, 2], [1, 2])));
  expect(collider.directed).toEqual([
    [0, 2],
    [1, 2],
  ]);
  const chain = pc(3, oracle(graphOf([0, 1], [1, 2])));
  expect(chain).toMatchObject({
    directed: [],
    undirected: [
      [0, 1],
      [1, 2],
    ],
  });
  expect(chain.separators.get("0,2")).toEqual([1]);
});

it("Meek's first rule points on from a collider, his second closes no cycle", () => {
  expect(pc(4, oracle(graphOf([0, 2], [1, 2], [2, 3]))).directed).toContainEqual([2, 3]);
});

it("with a perfect test, random graphs come back as their class: all members' shared arrows, and no more", () => {
  const rng = new Philox(0);
  const five = names.slice(0, 5);
  for (let round = 0; round < 25; round++) {
    const pairs = five.flatMap((from, i) => five.slice(i + 1).map((to): Edge => [from, to]));
    const graph = new CausalGraph({ nodes: five, edges: pairs.filter(() => rng.uniform() < 0.45) });
    const found = pc(5, oracle(graph));
    const arrows = sharedArrows(graph, five);
    expect(found.directed.map(([a, b]) => `${a}>${b}`).sort()).toEqual(arrows.sort());
    expect(found.directed.length + found.undirected.length).toBe(graph.edges.length);
  }
});

/**
 * The arrows in all acyclic graphs with the same skeleton and the same colliders between non-neighbours (Verma and Pearl
 * 1990).
 */
function sharedArrows(graph: CausalGraph, nodes: readonly string[]): string[] {
  const collidersOf = (edges: readonly Edge[]) => {
    const joined = new Set(edges.flatMap(([a, b]) => [`${a},${b}`, `${b},${a}`]));
    return edges
      .flatMap(([a, c]) =>
        edges.filter(([b, d]) => d === c && a < b && !joined.has(`${a},${b}`)).map(([b]) => `${a}>${c}<${b}`),
      )
      .sort()
      .join();
  };
  const wanted = collidersOf(graph.edges);
  let shared: Set<string> | undefined;
  for (let bits = 0; bits < 2 ** graph.edges.length; bits++) {
    const edges = graph.edges.map(([a, b], i): Edge => ((bits >> i) & 1 ? [b, a] : [a, b]));
    if (collidersOf(edges) !== wanted) continue;
    try {
      new CausalGraph({ nodes, edges });
    } catch {
      continue;
    }
    const arrows = new Set(edges.map(([a, b]) => `${a}>${b}`));
    shared = new Set([...(shared ?? arrows)].filter((arrow) => arrows.has(arrow)));
  }
  return [...(shared ?? [])];
}

describe("Fisher's z", () => {
  it("partial correlations and p-values are those of the regressions' residuals in SciPy", () => {
    const { data, tests } = golden.partial_correlation;
    const fisher = new FisherZTest(data);
    for (const { i, j, given, r, p } of tests) {
      const result = fisher.test(i, j, given);
      expect(result.correlation).toBeCloseTo(r, 10);
      expect(result.pValue).toBeCloseTo(p, 10);
    }
  });

  it("finds the graph of 2,000 rows: x → z ← y, z → w", () => {
    const noise = (rng: Philox) => rng.normal();
    const model = new StructuralModel({
      x: { noise },
      y: { noise },
      z: { parents: ["x", "y"], f: ({ x, y }) => x! - y!, noise },
      w: { parents: ["z"], f: ({ z }) => 0.8 * z!, noise },
    });
    for (let seed = 0; seed < 3; seed++) {
      const columns = model.sample(2000, new Philox(seed));
      const rows = Array.from({ length: 2000 }, (_, i) =>
        ["x", "y", "z", "w"].map((name) => columns[name]![i]!),
      );
      expect(pc(4, new FisherZTest(rows).at(0.001)).directed).toEqual([
        [0, 2],
        [1, 2],
        [2, 3],
      ]);
    }
  });

  it("refuses constants, collinear columns, too few rows", () => {
    expect(
      () =>
        new FisherZTest([
          [1, 2],
          [1, 3],
          [1, 4],
          [1, 5],
        ]),
    ).toThrow("FisherZTest: column 0 is constant");
    const twice = [1, 2, 3, 5].map((v) => [v, 2 * v]);
    expect(() => new FisherZTest(twice).test(0, 1)).toThrow(
      "of the correlations of columns 0, 1 is not positive",
    );
    const rows = [1, 2, 3, 5].map((v, i) => [v, i * i, -v * i]);
    expect(() => new FisherZTest(rows).test(0, 1, [2])).toThrow("more than 4 rows are needed");
    expect(() => pc(0, () => true)).toThrow("pc: 0 variables");
  });
});
