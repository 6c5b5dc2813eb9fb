import { Philox } from "@blankfile/tensor";
import { describe, expect, it } from "vitest";
import { StructuralModel } from "../models/structural-model.ts";
import { backDoorSets } from "./back-door.ts";
import { CausalGraph, type Edge } from "./causal-graph.ts";
import { discreteTable } from "./discrete-table.ts";
import {
  type DiscreteTable,
  type Estimand,
  evaluateEstimand,
  formatEstimand,
  probability,
  product,
  sum,
} from "./estimand.ts";
import { frontDoorSets } from "./front-door.ts";
import { identify } from "./identify.ts";
import { confoundedComponents, latentProjection } from "./latent-projection.ts";

const graphOf = (text: string, latent: string[] = []) =>
  new CausalGraph({ edges: text.split(" ").map((edge) => edge.split(">") as unknown as Edge), latent });

const formula = (graph: CausalGraph, treatment: string[], outcome: string[]) => {
  const result = identify(graph, { treatment, outcome });
  return result.identified ? formatEstimand(result.estimand) : result.hedge;
};

/** Binary variables with random conditional probabilities: P over the observed, and P under do(…). */
function randomModel(graph: CausalGraph, seed: number) {
  const rng = new Philox(seed);
  const tables = new Map(
    graph.nodes.map((node) => [
      node,
      Array.from({ length: 2 ** graph.parents(node).length }, () => 0.1 + 0.8 * rng.uniform()),
    ]),
  );
  const joint = (full: Record<string, number>, fixed: ReadonlySet<string>) =>
    graph.nodes.reduce((p, node) => {
      if (fixed.has(node)) return p;
      const row = graph.parents(node).reduce((index, parent) => 2 * index + full[parent]!, 0);
      const one = tables.get(node)![row]!;
      return p * (full[node] === 1 ? one : 1 - one);
    }, 1);
  const total = (assignment: Record<string, number>, fixed: ReadonlySet<string>) => {
    const free = graph.nodes.filter((node) => !(node in assignment));
    let sum = 0;
    for (let bits = 0; bits < 2 ** free.length; bits++) {
      const rest = Object.fromEntries(free.map((node, i) => [node, (bits >> i) & 1]));
      sum += joint({ ...assignment, ...rest }, fixed);
    }
    return sum;
  };
  const table: DiscreteTable = {
    values: Object.fromEntries(graph.observed.map((node) => [node, [0, 1]])),
    probability: (assignment) => total({ ...assignment }, new Set()),
  };
  return {
    table,
    interventional: (assignment: Record<string, number>, x: string[]) => total(assignment, new Set(x)),
  };
}

it("no confounding: P(y | do(x)) = P(y | x); the other way round, P(x)", () => {
  expect(formula(graphOf("x>y"), ["x"], ["y"])).toBe("P(y | x)");
  expect(formula(graphOf("x>y"), ["y"], ["x"])).toBe("P(x)");
});

it("back door and front door are found as formulas", () => {
  expect(formula(graphOf("z>x z>y x>y"), ["x"], ["y"])).toBe("Σ_{z} P(z) P(y | z, x)");
  expect(formula(graphOf("u>x u>y x>m m>y", ["u"]), ["x"], ["y"])).toBe(
    "Σ_{m} P(m | x) (Σ_{x} P(x) P(y | x, m))",
  );
});

it("a bow is not identifiable, and its hedge is named", () => {
  expect(formula(graphOf("x>y u>x u>y", ["u"]), ["x"], ["y"])).toEqual({
    component: ["x", "y"],
    within: ["y"],
  });
});

it("the instrument's graph does not identify the effect without more assumptions", () => {
  expect(identify(graphOf("z>x x>y u>x u>y", ["u"]), { treatment: ["x"], outcome: ["y"] }).identified).toBe(
    false,
  );
});

const identifiable: [string, string[], string[], string[]][] = [
  ["z>x z>y x>y", [], ["x"], ["y"]],
  ["u>x u>y x>m m>y", ["u"], ["x"], ["y"]],
  // Napkin: neither door opens.
  ["w>z z>x x>y u>w u>x v>w v>y", ["u", "v"], ["x"], ["y"]],
  ["x>a a>b b>y u>x u>b v>a v>y", ["u", "v"], ["x"], ["a"]],
  ["c>x c>y x>y x>m m>y d>m d>y", [], ["x"], ["y", "m"]],
  ["a>b b>c c>d u>a u>c", ["u"], ["b"], ["d"]],
  ["a>x1 x1>b b>x2 x2>y a>y u>b u>a", ["u"], ["x1", "x2"], ["y"]],
];

describe.each(identifiable)("%s", (text, latent, treatment, outcome) => {
  it("the formula gives the effect of random models from their observed distribution", () => {
    const graph = graphOf(text, latent);
    const result = identify(graph, { treatment, outcome });
    if (!result.identified) throw new Error(`not identified: ${result.hedge.component.join()}`);
    const all = [...treatment, ...outcome];
    for (let seed = 0; seed < 3; seed++) {
      const { table, interventional } = randomModel(graph, seed);
      for (let bits = 0; bits < 2 ** all.length; bits++) {
        const assignment = Object.fromEntries(all.map((node, i) => [node, (bits >> i) & 1]));
        for (const other of [0, 1]) {
          // Free variables that are neither may take any value.
          const rest = Object.fromEntries(graph.observed.map((node) => [node, other]));
          const value = evaluateEstimand(result.estimand, table, { ...rest, ...assignment });
          expect(value).toBeCloseTo(interventional(assignment, treatment), 12);
        }
      }
    }
  });
});

/** A random graph over six nodes in this order, some latent. */
function randomGraph(rng: Philox): CausalGraph {
  const names = ["a", "b", "x", "c", "d", "y"];
  const pairs = names.flatMap((from, i) => names.slice(i + 1).map((to): Edge => [from, to]));
  const latent = names.filter((name) => name !== "x" && name !== "y" && rng.uniform() < 0.35);
  return new CausalGraph({ nodes: names, edges: pairs.filter(() => rng.uniform() < 0.5), latent });
}

it("on random graphs every formula found is right; some effects are found that no door opens, some are lost", () => {
  const rng = new Philox(7);
  let [found, lost, withoutDoor] = [0, 0, 0];
  for (let round = 0; round < 150; round++) {
    const graph = randomGraph(rng);
    const result = identify(graph, { treatment: ["x"], outcome: ["y"] });
    if (!result.identified) {
      lost++;
      expect(result.hedge.component).toContain("x");
      expect(backDoorSets(graph, "x", "y")).toEqual([]);
      expect(frontDoorSets(graph, "x", "y")).toEqual([]);
      continue;
    }
    found++;
    if (!backDoorSets(graph, "x", "y").length && !frontDoorSets(graph, "x", "y").length) withoutDoor++;
    const { table, interventional } = randomModel(graph, round);
    for (const x of [0, 1]) {
      const rest = Object.fromEntries(graph.observed.map((node) => [node, 1]));
      const value = evaluateEstimand(result.estimand, table, { ...rest, x, y: 1 });
      expect(value).toBeCloseTo(interventional({ x, y: 1 }, ["x"]), 12);
    }
  }
  expect(Math.min(found, lost)).toBeGreaterThan(10);
  expect(withoutDoor).toBeGreaterThan(0);
});

it("adjusting for any minimal back-door or front-door set of a random graph gives the effect of a random model", () => {
  const rng = new Philox(8);
  let [backs, fronts] = [0, 0];
  for (let round = 0; round < 160; round++) {
    const graph = randomGraph(rng);
    const { table, interventional } = randomModel(graph, round);
    const check = (estimand: Estimand) => {
      const value = evaluateEstimand(estimand, table, { x: 1, y: 1 });
      expect(value).toBeCloseTo(interventional({ x: 1, y: 1 }, ["x"]), 12);
    };
    for (const Z of backDoorSets(graph, "x", "y")) {
      backs++;
      check(sum(Z, product([probability(["y"], ["x", ...Z]), probability(Z)])));
    }
    for (const M of frontDoorSets(graph, "x", "y")) {
      if (M.length === 0) continue;
      fronts++;
      const inner = sum(["x"], product([probability(["y"], [...M, "x"]), probability(["x"])]));
      check(sum(M, product([probability(M, ["x"]), inner])));
    }
  }
  expect(Math.min(backs, fronts)).toBeGreaterThan(5);
});

it("past a latent cause from data alone: the front door's formula on a table of counts", () => {
  const coin = (p: number, u: number) => (u < p ? 1 : 0);
  const uniform = (rng: Philox) => rng.uniform();
  const model = new StructuralModel({
    u: { noise: (rng) => rng.integer(2), latent: true },
    ux: { noise: uniform, latent: true },
    um: { noise: uniform, latent: true },
    uy: { noise: uniform, latent: true },
    x: { parents: ["u", "ux"], f: ({ u, ux }) => coin(0.2 + 0.6 * u!, ux!) },
    m: { parents: ["x", "um"], f: ({ x, um }) => coin(0.2 + 0.5 * x!, um!) },
    y: { parents: ["m", "u", "uy"], f: ({ m, u, uy }) => coin(0.1 + 0.3 * m! + 0.5 * u!, uy!) },
  });
  const { x, m, y } = model.sample(50_000, new Philox(4));
  const table = discreteTable({ x: x!, m: m!, y: y! });
  const result = identify(model.graph, { treatment: ["x"], outcome: ["y"] });
  if (!result.identified) throw new Error("not identified");
  const done = (value: number) => evaluateEstimand(result.estimand, table, { x: value, y: 1 });
  // 0.5 · 0.3 by the mediator; the plain difference of the arms adds 0.6 · 0.5 by the latent cause.
  expect(Math.abs(done(1) - done(0) - 0.15)).toBeLessThan(0.02);
  const given = (value: number) =>
    evaluateEstimand({ kind: "probability", of: ["y"], given: ["x"] }, table, { x: value, y: 1 });
  expect(given(1) - given(0)).toBeGreaterThan(0.4);
});

it("a table of counts", () => {
  const table = discreteTable({ a: [0, 0, 1, 2], b: [5, 5, 5, 6] });
  expect(table.values).toEqual({ a: [0, 1, 2], b: [5, 6] });
  expect(table.probability({ a: 0, b: 5 })).toBe(0.5);
  expect(table.probability({ a: 0, b: 6 })).toBe(0);
  expect(() => discreteTable({ a: [1], b: [1, 2] })).toThrow(
    "discreteTable: b has 2 values, 1 as a has are needed",
  );
  expect(() => discreteTable({ a: [Number.NaN] })).toThrow("discreteTable: a 0 is NaN");
});

it("a latent projection joins what latent nodes join", () => {
  const graph = graphOf("u>a u>w w>b a>l l>c", ["u", "w", "l"]);
  const projection = latentProjection(graph);
  expect(projection.directed).toEqual([["a", "c"]]);
  expect(projection.bidirected).toEqual([["a", "b"]]);
  expect(confoundedComponents(projection)).toEqual([["a", "b"], ["c"]]);
});

it("refuses latent or shared nodes, and conditioning on what never happens", () => {
  const graph = graphOf("u>x u>y x>y", ["u"]);
  expect(() => identify(graph, { treatment: ["u"], outcome: ["y"] })).toThrow("identify: u is latent");
  expect(() => identify(graph, { treatment: ["y"], outcome: ["y"] })).toThrow(
    "identify: y is both treatment and outcome",
  );
  expect(() => identify(graph, { treatment: ["x"], outcome: [] })).toThrow("identify: no outcome");
  const table = {
    values: { x: [0, 1], y: [0, 1] },
    probability: ({ x }: Record<string, number>) => (x === 0 ? 0.5 : 0),
  };
  const estimand = { kind: "probability", of: ["y"], given: ["x"] } as const;
  expect(() => evaluateEstimand(estimand, table, { x: 1, y: 1 })).toThrow(
    "evaluateEstimand: x = 1 has probability 0",
  );
  expect(() => evaluateEstimand(estimand, table, { y: 1 })).toThrow("evaluateEstimand: no value for x");
});
