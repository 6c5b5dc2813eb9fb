import { describe, expect, it } from "vitest";
import { loadContent } from "../node/index.ts";
import { buildGraph, type GraphTopic } from "./graph.ts";
import { lintPlan } from "./lint-plan.ts";
import { readingList } from "./reading-list.ts";

const topic = (slug: string, requires: string[] = []): GraphTopic => ({
  slug,
  layer: "1",
  module: "m",
  tier: 2,
  requires: requires.map((id) => ({ id })),
  recommends: [],
});

/** sets ← functions ← limits ← derivatives ← gradients; vectors ← gradients */
const graph = buildGraph([
  topic("sets"),
  topic("functions", ["sets"]),
  topic("limits", ["functions"]),
  topic("derivatives", ["limits"]),
  topic("vectors", ["sets"]),
  topic("gradients", ["derivatives", "vectors"]),
]);
const week = (id: string, ...topics: string[]) => ({ id, topics });

describe("lintPlan", () => {
  it("finds a topic before what it needs, through topics outside the plan", () => {
    const report = lintPlan(graph, [week("one", "gradients"), week("two", "limits", "vectors")], ["sets"]);
    expect(report.conflicts).toEqual([
      {
        topic: "gradients",
        unit: "one",
        needs: "vectors",
        needsUnit: "two",
        through: ["gradients", "vectors"],
      },
      {
        topic: "gradients",
        unit: "one",
        needs: "limits",
        needsUnit: "two",
        through: ["gradients", "derivatives", "limits"],
      },
    ]);
    expect(report.assumptions.map((one) => one.topic)).toEqual(["functions", "derivatives"]);
    expect(report.assumptions[1]).toEqual({ topic: "derivatives", firstFor: "gradients", unit: "one" });
  });

  it("counts an order within a unit too", () => {
    expect(lintPlan(graph, [week("one", "functions", "sets")]).conflicts).toHaveLength(1);
    expect(lintPlan(graph, [week("one", "sets", "functions")]).conflicts).toHaveLength(0);
  });

  it("takes what is assumed for known with all below it", () => {
    expect(lintPlan(graph, [week("one", "gradients")], ["derivatives", "vectors"])).toEqual({
      conflicts: [],
      assumptions: [],
      unknown: [],
      repeated: [],
    });
  });

  it("names what is no topic, and what stands twice", () => {
    const report = lintPlan(graph, [week("one", "sets", "set theory"), week("two", "sets")]);
    expect(report.unknown).toEqual([{ topic: "set theory", unit: "one" }]);
    expect(report.repeated).toEqual([{ topic: "sets", units: ["one", "two"] }]);
  });

  it("finds nothing in a reading list, for every topic of the map", () => {
    const { topics } = loadContent(new URL("../../../..", import.meta.url).pathname);
    const whole = buildGraph(topics.values());
    expect(topics.size).toBeGreaterThan(800);
    for (const slug of topics.keys()) {
      const { conflicts, assumptions } = lintPlan(whole, [week("all", ...readingList(whole, [slug]))]);
      expect([slug, conflicts, assumptions]).toEqual([slug, [], []]);
    }
  });

  it("finds in a list turned round every edge that it has", () => {
    const { topics } = loadContent(new URL("../../../..", import.meta.url).pathname);
    const whole = buildGraph(topics.values());
    const list = readingList(whole, ["dpo"]);
    const edges = list.reduce((sum, slug) => sum + whole.requires(slug).length, 0);
    const { conflicts } = lintPlan(whole, [week("all", ...list.reverse())]);
    expect(conflicts).toHaveLength(edges);
  });
});
