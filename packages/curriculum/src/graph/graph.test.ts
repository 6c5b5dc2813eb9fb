import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { closure, dependents } from "./closure.ts";
import { gaps } from "./gaps.ts";
import { buildGraph, type GraphTopic } from "./graph.ts";
import { budgetProblems, closurePercentile, type GraphRulesTopic, graphProblems } from "./graph-problems.ts";
import { readingList } from "./reading-list.ts";
import { tracePath } from "./trace-path.ts";

const topic = (
  slug: string,
  requires: string[] = [],
  more: Partial<GraphRulesTopic> = {},
): GraphRulesTopic => ({
  slug,
  layer: "1",
  module: "m",
  tier: 2,
  status: "outline",
  requires: requires.map((id) => ({ id })),
  recommends: [],
  ...more,
});

/** a ← b ← d, a ← c ← d, c ← e; f stands alone, recommends a. */
const small = [
  topic("a", [], { tier: 1 }),
  topic("b", ["a"]),
  topic("c", ["a"]),
  topic("d", ["b", "c"], { tier: 1 }),
  topic("e", ["c"], { module: "n" }),
  topic("f", [], { recommends: [{ id: "a" }] }),
];
const graph = buildGraph(small);

describe("a small graph", () => {
  it("knows what a topic needs and opens, and how deep it lies", () => {
    expect([...closure(graph, ["d"])].sort()).toEqual(["a", "b", "c"]);
    expect([...dependents(graph, ["c"])].sort()).toEqual(["d", "e"]);
    expect(["a", "b", "d", "f"].map((slug) => graph.depth(slug))).toEqual([0, 1, 2, 0]);
    expect(() => closure(graph, ["x"])).toThrow(/given topic "x"/);
  });

  it("lists what is missing in order, and stops at what is known", () => {
    expect(readingList(graph, ["d"])).toEqual(["a", "b", "c", "d"]);
    expect(readingList(graph, ["d", "e"], new Set(["c"]))).toEqual(["a", "b", "d", "e"]);
    expect(readingList(graph, ["d"], new Set(["b", "c"]))).toEqual(["d"]);
    expect(readingList(graph, ["d"], new Set(["d"]))).toEqual([]);
  });

  it("finds gaps: missing, ready now, landmarks, per module", () => {
    const found = gaps(graph, ["d", "e"], new Set(["a"]));
    expect(found.missing).toEqual(["b", "c", "d", "e"]);
    expect(found.ready).toEqual(["b", "c"]);
    expect(found.landmarks).toEqual(["d"]);
    expect(Object.fromEntries(found.perModule)).toEqual({ m: 3, n: 1 });
  });

  it("traces a shortest route, by recommendations only where it must, turned where only that way leads", () => {
    expect(tracePath(graph, "a", "e")!.stops.map((s) => s.slug)).toEqual(["a", "c", "e"]);
    expect(tracePath(graph, "e", "a")).toEqual({ ...tracePath(graph, "a", "e")!, turned: true });
    expect(tracePath(graph, "a", "f")).toEqual({
      stops: [{ slug: "a" }, { slug: "f", by: "recommends" }],
      turned: false,
    });
    expect(tracePath(graph, "b", "e")).toBeUndefined();
    expect(tracePath(graph, "a", "a")!.stops).toEqual([{ slug: "a" }]);
    expect(() => tracePath(graph, "a", "x")).toThrow(/given topic "x"/);
  });
});

describe("broken graphs", () => {
  const messages = (topics: GraphRulesTopic[]) => graphProblems(topics).map((p) => `${p.slug}: ${p.message}`);
  it("the small graph breaks no rule", () =>
    expect(messages(small.filter((t) => t.slug !== "e"))).toEqual([]));

  const cases: [string, GraphRulesTopic[], RegExp][] = [
    ["a missing topic", [topic("alpha"), topic("b", ["alhpa"])], /b: there is no topic alhpa/],
    ["a cycle", [topic("a", ["b"]), topic("b", ["c"]), topic("c", ["a"])], /a cycle: a → b → c → a/],
    [
      "a cycle through a recommendation",
      [topic("a", [], { recommends: [{ id: "b" }] }), topic("b", ["a"])],
      /a cycle: a → b → a/,
    ],
    [
      "an implied edge",
      [topic("a"), topic("b", ["a"]), topic("c", ["a", "b"])],
      /c: a is implied by another/,
    ],
    [
      "a prerequisite above",
      [topic("a", [], { layer: "3", module: "x" }), topic("b", ["a"])],
      /b: a lies in layer 3, above layer 1/,
    ],
    [
      "five prerequisites",
      [..."abcde"].map((s) => topic(s)).concat(topic("z", [..."abcde"])),
      /z: 5 hard prerequisites/,
    ],
    [
      "a landmark on tier 3",
      [topic("a", [], { tier: 3 }), topic("b", ["a"], { tier: 1 })],
      /b: a landmark needs the tier-3 topic a/,
    ],
    [
      "a draft's edge without reason",
      [topic("a"), topic("b", ["a"], { status: "draft" })],
      /b: a has no reason/,
    ],
    [
      "a module in two layers",
      [topic("a"), topic("b", [], { layer: "2" })],
      /b: module m has topics in layers 1 and 2/,
    ],
    ["a slug twice", [topic("a"), topic("a")], /a: two topics have the slug a/],
  ];
  for (const [name, topics, message] of cases) {
    it(`${name} is reported`, () => expect(messages(topics).join("\n")).toMatch(message));
  }

  it("the hint for a missing topic is the nearest name", () => {
    expect(graphProblems([topic("alpha"), topic("b", ["alhpa"])])[0]!.hint).toBe("did you mean alpha?");
  });
  it("too few topics and landmarks are reported with their numbers", () => {
    expect(budgetProblems(small).join("\n")).toMatch(
      /layer 1 has 6 topics; it needs at least 75[\s\S]*there are 2 landmarks/,
    );
  });
  it("nine tenths of 1 to 10 do not exceed 9", () => {
    expect(closurePercentile([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])).toBe(9);
  });
});

describe("any graph without cycles", () => {
  /** Topic i requires some of the topics before it. */
  const graphs = fc
    .array(fc.array(fc.nat(), { maxLength: 3 }), { minLength: 1, maxLength: 25 })
    .map((rows) =>
      rows.map(
        (row, i): GraphTopic => topic(`t${i}`, [...new Set(i === 0 ? [] : row.map((n) => `t${n % i}`))]),
      ),
    );

  it("gives reading lists that are complete, minimal and in order", () => {
    fc.assert(
      fc.property(graphs, fc.array(fc.nat(), { maxLength: 6 }), fc.nat(), (topics, knownIndices, goal) => {
        const g = buildGraph(topics);
        const known = new Set(knownIndices.map((n) => `t${n % topics.length}`));
        const destination = `t${goal % topics.length}`;
        const list = readingList(g, [destination], known);
        const place = new Map(list.map((slug, i) => [slug, i]));
        expect(new Set(list).size).toBe(list.length);
        expect(list.at(-1)).toBe(known.has(destination) ? undefined : destination);
        for (const slug of list) {
          expect(known.has(slug)).toBe(false);
          for (const id of g.requires(slug)) {
            if (!known.has(id)) expect(place.get(id)).toBeLessThan(place.get(slug)!);
          }
          if (slug !== destination) expect(g.unlocks(slug).some((up) => place.has(up))).toBe(true);
        }
      }),
    );
  });
});
