import { describe, expect, it } from "vitest";
import { loadContent } from "../node/index.ts";
import { closure } from "./closure.ts";
import { buildGraph, type Graph, type GraphTopic } from "./graph.ts";
import { mostQuestions, type PlacementAnswer, placement } from "./placement.ts";

const topic = (slug: string, requires: string[] = []): GraphTopic => ({
  slug,
  layer: "1",
  module: "m",
  tier: 2,
  requires: requires.map((id) => ({ id })),
  recommends: [],
});

/** Seven topics in a row, the last one the destination. */
const row = buildGraph("abcdefg".split("").map((slug, i) => topic(slug, i === 0 ? [] : ["abcdefg"[i - 1]!])));

/** Answers every question truly, until there is none. */
function play(graph: Graph, destinations: string[], truth: ReadonlySet<string>) {
  const answers: PlacementAnswer[] = [];
  for (;;) {
    const now = placement(graph, { destinations, known: new Set(), answers });
    if (now.next === undefined) return { answers, ...now };
    answers.push({ topic: now.next, passed: truth.has(now.next) });
  }
}

describe("placement", () => {
  it("bisects a row: three questions for seven topics, wherever the knowledge ends", () => {
    for (let count = 0; count <= 7; count++) {
      const truth = new Set("abcdefg".slice(0, count));
      const { answers, credited, open } = play(row, ["g"], truth);
      expect([count, answers.length, credited.length, open]).toEqual([count, 3, count, 0]);
    }
  });

  it("asks about the middle first, and credits what lies below a pass", () => {
    expect(placement(row, { destinations: ["g"], known: new Set(), answers: [] }).next).toBe("d");
    const passed = placement(row, {
      destinations: ["g"],
      known: new Set(),
      answers: [{ topic: "d", passed: true }],
    });
    expect(passed).toEqual({ next: "f", credited: ["a", "b", "c", "d"], open: 3, asked: 1 });
  });

  it("asks nothing about what is known, and nothing where all is", () => {
    const some = placement(row, { destinations: ["g"], known: new Set(["d"]), answers: [] });
    expect([some.next, some.open, some.credited]).toEqual(["f", 3, []]);
    expect(placement(row, { destinations: ["g"], known: new Set(["g"]), answers: [] }).next).toBeUndefined();
  });

  it("prefers a topic that can be asked about well where little is lost", () => {
    const weight = (slug: string) => (slug === "c" ? 1.5 : 1);
    expect(placement(row, { destinations: ["g"], known: new Set(), answers: [], weight }).next).toBe("c");
  });

  it("lets topics of another day go by", () => {
    const answers = [{ topic: "gone", passed: true }];
    expect(placement(row, { destinations: ["g"], known: new Set(["lost"]), answers }).next).toBe("d");
  });

  it("credits nothing that is not known, for every destination of the map and somebody who knows half of what it needs", () => {
    const { topics } = loadContent(new URL("../../../..", import.meta.url).pathname);
    const graph = buildGraph(topics.values());
    let found = 0;
    let all = 0;
    for (const [i, slug] of [...topics.keys()].entries()) {
      if (i % 6 !== 0) continue;
      const needs = [...closure(graph, [slug])].sort(
        (a, b) => graph.depth(a) - graph.depth(b) || (a < b ? -1 : 1),
      );
      const half = needs.slice(0, Math.floor(needs.length / 2));
      const truth = new Set([...half, ...closure(graph, half)]);
      const { answers, credited } = play(graph, [slug], truth);
      expect(answers.length).toBeLessThanOrEqual(mostQuestions);
      expect(credited.every((one) => truth.has(one))).toBe(true);
      found += credited.length;
      all += truth.size;
    }
    expect(all).toBeGreaterThan(1000);
    expect(found / all).toBeGreaterThan(0.7);
  });
});
