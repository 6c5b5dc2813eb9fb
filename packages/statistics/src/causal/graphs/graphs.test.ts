import { readFileSync } from "node:fs";
import { Philox } from "@blankfile/tensor";
import { describe, expect, it } from "vitest";
import { backDoorSets, findBackDoorSet, isBackDoorSet } from "./back-door.ts";
import { CausalGraph, type Edge } from "./causal-graph.ts";
import { dSeparated } from "./d-separation.ts";
import { frontDoorSets, isFrontDoorSet } from "./front-door.ts";
import { isInstrument } from "./instrument.ts";

interface Golden {
  graphs: {
    nodes: string[];
    edges: [string, string][];
    separations: { x: string[]; y: string[]; z: string[]; separated: boolean }[];
    ancestors: Record<string, string[]>;
    descendants: Record<string, string[]>;
    moral: [string, string][];
  }[];
}

const file = new URL("../../../../../golden/statistics/causal.json", import.meta.url);
const golden = (JSON.parse(readFileSync(file, "utf8")) as { values: Golden }).values;

/** "a>b b>c": arrows. */
const graphOf = (text: string, latent: string[] = []) =>
  new CausalGraph({ edges: text.split(" ").map((edge) => edge.split(">") as unknown as Edge), latent });

it("a chain and a fork are blocked by their middle, a collider is opened by it or what follows from it", () => {
  expect(dSeparated(graphOf("a>b b>c"), ["a"], ["c"])).toBe(false);
  expect(dSeparated(graphOf("a>b b>c"), ["a"], ["c"], ["b"])).toBe(true);
  expect(dSeparated(graphOf("b>a b>c"), ["a"], ["c"], ["b"])).toBe(true);
  const collider = graphOf("a>b c>b b>d");
  expect(dSeparated(collider, ["a"], ["c"])).toBe(true);
  expect(dSeparated(collider, ["a"], ["c"], ["b"])).toBe(false);
  expect(dSeparated(collider, ["a"], ["c"], ["d"])).toBe(false);
});

it("networkx on random graphs: separations, ancestors, descendants, moral edges", () => {
  for (const { nodes, edges, separations, ancestors, descendants, moral } of golden.graphs) {
    const graph = new CausalGraph({ nodes, edges });
    for (const { x, y, z, separated } of separations) expect(dSeparated(graph, x, y, z)).toBe(separated);
    for (const node of nodes) {
      expect([...graph.ancestors([node])].sort()).toEqual(ancestors[node]);
      expect([...graph.descendants([node])].sort()).toEqual(descendants[node]);
    }
    const pairs = graph.moralEdges().map((pair) => [...pair].sort().join());
    expect(pairs.sort()).toEqual(moral.map((pair) => [...pair].sort().join()).sort());
  }
});

it("separated is to be cut off in the moral graph of the ancestors (Lauritzen 1990)", () => {
  const rng = new Philox(0);
  const names = ["a", "b", "c", "d", "e", "f", "g"];
  for (let round = 0; round < 300; round++) {
    const edges = names.flatMap((from, i) => names.slice(i + 1).map((to): Edge => [from, to]));
    const graph = new CausalGraph({ nodes: names, edges: edges.filter(() => rng.uniform() < 0.35) });
    const [x, y, ...rest] = rng.shuffle(names.slice());
    const Z = rest.filter(() => rng.uniform() < 0.4);
    const moral = graph.induced(graph.ancestors([x!, y!, ...Z])).moralEdges();
    const reached = new Set([x!]);
    for (let size = 0; size < reached.size; ) {
      size = reached.size;
      for (const [a, b] of moral) {
        if (reached.has(a) && !Z.includes(b)) reached.add(b);
        if (reached.has(b) && !Z.includes(a)) reached.add(a);
      }
    }
    expect(dSeparated(graph, [x!], [y!], Z)).toBe(!reached.has(y!));
  }
});

describe("back door", () => {
  it("Pearl's figure 3.4: {x3, x4} and {x4, x5} do, {x4} and {x6} do not", () => {
    const graph = graphOf("x1>x3 x1>x4 x2>x4 x2>x5 x3>xi x4>xi x4>xj x5>xj xi>x6 x6>xj");
    for (const set of [
      ["x3", "x4"],
      ["x4", "x5"],
    ])
      expect(isBackDoorSet(graph, "xi", "xj", set)).toBe(true);
    for (const set of [["x4"], ["x6"], []]) expect(isBackDoorSet(graph, "xi", "xj", set)).toBe(false);
    expect(backDoorSets(graph, "xi", "xj").map((set) => set.sort())).toEqual([
      ["x1", "x4"],
      ["x2", "x4"],
      ["x3", "x4"],
      ["x4", "x5"],
    ]);
  });

  it("a collider is left alone: the M graph needs nothing, and adjusting for its middle spoils it", () => {
    const graph = graphOf("u>x u>m v>m v>y x>y");
    expect(backDoorSets(graph, "x", "y")).toEqual([[]]);
    expect(isBackDoorSet(graph, "x", "y", ["m"])).toBe(false);
    expect(isBackDoorSet(graph, "x", "y", ["m", "u"])).toBe(true);
  });

  it("a latent common cause leaves none", () => {
    const graph = graphOf("u>x u>y x>y", ["u"]);
    expect(backDoorSets(graph, "x", "y")).toEqual([]);
    expect(findBackDoorSet(graph, "x", "y")).toBeNull();
    expect(() => isBackDoorSet(graph, "x", "y", ["u"])).toThrow("isBackDoorSet: u is latent");
  });

  it("on random graphs one set is found whenever any subset of the nodes is one, and it is minimal", () => {
    const rng = new Philox(1);
    const names = ["a", "b", "c", "d", "e", "f"];
    for (let round = 0; round < 100; round++) {
      const edges = names.flatMap((from, i) => names.slice(i + 1).map((to): Edge => [from, to]));
      const latent = names.filter((name) => name !== "c" && name !== "f" && rng.uniform() < 0.3);
      const graph = new CausalGraph({ nodes: names, edges: edges.filter(() => rng.uniform() < 0.5), latent });
      const others = graph.observed.filter((name) => name !== "c" && name !== "f");
      const sets = Array.from({ length: 2 ** others.length }, (_, bits) =>
        others.filter((_, i) => (bits >> i) & 1),
      );
      const passing = sets.filter((set) => isBackDoorSet(graph, "c", "f", set));
      const found = findBackDoorSet(graph, "c", "f");
      expect(found === null).toBe(passing.length === 0);
      const minimal = passing.filter(
        (set) => !passing.some((other) => other.length < set.length && other.every((n) => set.includes(n))),
      );
      const sorted = (all: string[][]) => all.map((set) => set.sort().join()).sort();
      expect(sorted(backDoorSets(graph, "c", "f"))).toEqual(sorted(minimal));
      if (found) expect(sorted(minimal)).toContain(found.sort().join());
    }
  });
});

describe("front door", () => {
  it("smoking, tar, cancer: tar is a front door past the latent cause", () => {
    const graph = graphOf("u>smoking u>cancer smoking>tar tar>cancer", ["u"]);
    expect(frontDoorSets(graph, "smoking", "cancer")).toEqual([["tar"]]);
  });

  it("not when an arrow goes past it, or the cause works on it too", () => {
    expect(frontDoorSets(graphOf("u>x u>y x>m m>y x>y", ["u"]), "x", "y")).toEqual([]);
    expect(frontDoorSets(graphOf("u>x u>y u>m x>m m>y", ["u"]), "x", "y")).toEqual([]);
    expect(isFrontDoorSet(graphOf("x>m m>y"), "x", "y", [])).toBe(false);
  });
});

describe("instruments", () => {
  it("a cause of x alone is one; not with an arrow to y, nor under the latent cause", () => {
    const ask = (text: string, given: string[] = []) =>
      isInstrument(graphOf(text, ["u"]), { z: "z", x: "x", y: "y", given });
    expect(ask("z>x x>y u>x u>y")).toBe(true);
    expect(ask("z>x z>y x>y u>x u>y")).toBe(false);
    expect(ask("z>x u>z x>y u>x u>y")).toBe(false);
    expect(ask("w>z w>x x>y u>x u>y")).toBe(true);
    // A shared cause w of z and y must be given, and then is enough.
    expect(ask("w>z w>y z>x x>y u>x u>y")).toBe(false);
    expect(ask("w>z w>y z>x x>y u>x u>y", ["w"])).toBe(true);
    expect(ask("z>w x>y u>x u>y")).toBe(false);
  });
});

it("refuses cycles, doubled edges, unknown names and overlapping sets", () => {
  expect(() => graphOf("a>b b>c c>a")).toThrow("CausalGraph: a cycle among a, b, c");
  expect(() => graphOf("a>b a>b")).toThrow("CausalGraph: the edge a → b twice");
  expect(() => dSeparated(graphOf("a>b"), ["a"], ["c"])).toThrow(
    "dSeparated: c is no node, one of a, b is needed",
  );
  expect(() => dSeparated(graphOf("a>b"), ["a"], ["b"], ["a"])).toThrow("dSeparated: a in two of the sets");
  expect(() => graphOf("a>b", ["z"])).toThrow("CausalGraph: z is no node");
});
