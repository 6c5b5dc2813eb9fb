import path from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { loadContent } from "../node/load-content.ts";
import { closure } from "./closure.ts";
import { buildGraph } from "./graph.ts";
import { budgetProblems, graphProblems } from "./graph-problems.ts";
import { readingList } from "./reading-list.ts";
import { tracePath } from "./trace-path.ts";

const { topics } = loadContent(path.join(import.meta.dirname, "../../../.."));
const all = [...topics.values()];
const graph = buildGraph(all);
const slugs = all.map(({ slug }) => slug);

/** What is wrong with a list as an order in which to learn: nothing, for a right one. */
function faults(list: readonly string[], goals: readonly string[], known: ReadonlySet<string>): string[] {
  const place = new Map(list.map((slug, i) => [slug, i]));
  const found: string[] = [];
  if (place.size !== list.length) found.push("a topic stands twice");
  for (const goal of goals) if (!known.has(goal) && !place.has(goal)) found.push(`${goal} is missing`);
  for (const slug of list) {
    if (known.has(slug)) found.push(`${slug} is known`);
    for (const id of graph.requires(slug)) {
      if (known.has(id)) continue;
      const at = place.get(id);
      if (at === undefined) found.push(`${slug} needs ${id}, which is missing`);
      else if (at > place.get(slug)!) found.push(`${slug} comes before ${id}`);
    }
    const wanted = goals.includes(slug) || graph.unlocks(slug).some((up) => place.has(up));
    if (!wanted) found.push(`${slug} is not needed`);
  }
  return found;
}

describe("all topics of the map", () => {
  it("break no rule of the graph and no budget", () => {
    expect(graphProblems(all)).toEqual([]);
    expect(budgetProblems(all)).toEqual([]);
  });

  it("have, each as a destination, a list that is complete, minimal and in order", () => {
    const wrong = slugs.flatMap((slug) => faults(readingList(graph, [slug]), [slug], new Set()));
    expect(wrong).toEqual([]);
    for (const slug of slugs)
      expect(readingList(graph, [slug])).toHaveLength(closure(graph, [slug]).size + 1);
  });

  it("have it too with several destinations and any set of known topics", () => {
    const some = fc.uniqueArray(fc.constantFrom(...slugs), { maxLength: 3, minLength: 1 });
    const more = fc.uniqueArray(fc.constantFrom(...slugs), { maxLength: 80 });
    fc.assert(
      fc.property(some, more, (goals, learnt) => {
        const known = new Set(learnt);
        expect(faults(readingList(graph, goals, known), goals, known)).toEqual([]);
      }),
    );
  });

  it("have the same list whatever order their files are read in", () => {
    const turned = buildGraph(
      all.toReversed().map((topic) => ({ ...topic, requires: topic.requires.toReversed() })),
    );
    for (const slug of slugs) expect(readingList(turned, [slug])).toEqual(readingList(graph, [slug]));
  });

  it("cannot be read by reversed breadth-first distance: nine lists in ten would be out of order", () => {
    const broken = slugs.filter((slug) => {
      const list: string[] = [];
      const queue = [slug];
      const seen = new Set(queue);
      for (const one of queue) {
        list.unshift(one);
        for (const id of graph.requires(one)) if (!seen.has(id)) queue.push(id);
        for (const id of graph.requires(one)) seen.add(id);
      }
      return faults(list, [slug], new Set()).length > 0;
    });
    expect(broken.length).toBeGreaterThan(0.9 * slugs.length);
  });

  it("have routes whose every step is an edge", () => {
    fc.assert(
      fc.property(fc.constantFrom(...slugs), fc.constantFrom(...slugs), (from, to) => {
        const trace = tracePath(graph, from, to);
        if (trace === undefined) return;
        const { stops, turned } = trace;
        expect([stops[0]!.slug, stops.at(-1)!.slug]).toEqual(turned ? [to, from] : [from, to]);
        stops.slice(1).forEach(({ slug, by }, i) => {
          expect(graph[by!](slug)).toContain(stops[i]!.slug);
        });
      }),
    );
  });

  it("have a shortest route wherever one topic needs the other", () => {
    for (const slug of slugs.filter((_, i) => i % 17 === 0)) {
      for (const needed of closure(graph, [slug])) {
        const trace = tracePath(graph, needed, slug)!;
        expect(trace.turned).toBe(false);
        expect(trace.stops.every(({ by }) => by !== "recommends")).toBe(true);
      }
    }
  });
});
