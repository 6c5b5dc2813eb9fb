import { nearest } from "../nearest.ts";
import { layers } from "../topic.ts";
import { closure } from "./closure.ts";
import { buildGraph, type GraphTopic } from "./graph.ts";

/** A rule of the graph that a topic breaks. */
export interface GraphProblem {
  slug: string;
  field: string;
  message: string;
  hint?: string;
}

export interface GraphRulesTopic extends GraphTopic {
  status: "outline" | "draft" | "reviewed";
  requires: readonly { id: string; why?: string | undefined }[];
  recommends: readonly { id: string; why?: string | undefined }[];
}

/** At least this many topics per layer, exactly 198 landmarks, and closures no larger than this at the 90th percentile. */
export const graphBudget = {
  atLeast: { "0A": 60, "0B": 26, "1": 75, "2": 163, "3": 152, "4": 113, "5": 66 } as Record<string, number>,
  landmarks: 198,
  closure90: { "3": 58, "4": 74, "5": 98 } as Record<string, number>,
};

/** Every rule about single edges and topics that is broken. Works on a graph with cycles and dangling edges, since it is what finds them. */
export function graphProblems(topics: readonly GraphRulesTopic[]): GraphProblem[] {
  const problems: GraphProblem[] = [];
  const bySlug = new Map(topics.map((topic) => [topic.slug, topic]));
  const rank = new Map<string, number>(layers.map((id, i) => [id, i]));
  const layerOfModule = new Map<string, string>();
  const seen = new Set<string>();

  for (const topic of topics) {
    const say = (field: string, message: string, hint?: string) =>
      problems.push({ slug: topic.slug, field, message, ...(hint !== undefined && { hint }) });
    if (seen.has(topic.slug))
      say("slug", `two topics have the slug ${topic.slug}`, "a slug is an identity; rename one of them");
    seen.add(topic.slug);

    const layer = layerOfModule.get(topic.module) ?? topic.layer;
    layerOfModule.set(topic.module, layer);
    if (layer !== topic.layer)
      say(
        "module",
        `module ${topic.module} has topics in layers ${layer} and ${topic.layer}`,
        "a module lies in one layer",
      );
    if (topic.requires.length > 4)
      say("requires", `${topic.requires.length} hard prerequisites`, "at most 4; move some to recommends");

    for (const field of ["requires", "recommends"] as const) {
      const ids = topic[field].map(({ id }) => id);
      for (const { id, why } of topic[field]) {
        const other = bySlug.get(id);
        if (other === undefined) {
          const near = nearest(id, bySlug.keys());
          say(
            field,
            `there is no topic ${id}`,
            near.length > 0 ? `did you mean ${near.join(" or ")}?` : undefined,
          );
          continue;
        }
        if (ids.indexOf(id) !== ids.lastIndexOf(id)) say(field, `${id} stands twice`);
        if (field === "requires" && rank.get(other.layer)! > rank.get(topic.layer)!) {
          say(
            field,
            `${id} lies in layer ${other.layer}, above layer ${topic.layer}`,
            "a hard prerequisite's layer is never above the topic's",
          );
        }
        if (field === "requires" && topic.tier === 1 && other.tier === 3) {
          say(
            field,
            `a landmark needs the tier-3 topic ${id}`,
            "make it a recommendation, or raise the topic's tier",
          );
        }
        if (topic.status !== "outline" && why === undefined) {
          say(field, `${id} has no reason`, 'write why: "…"; the reader sees it');
        }
      }
    }
  }

  for (const field of ["requires", "both kinds"] as const) {
    const cycle = findCycle(topics, field === "requires" ? ["requires"] : ["requires", "recommends"]);
    if (cycle === undefined) continue;
    problems.push({
      slug: cycle[0]!,
      field: "requires",
      message: `a cycle: ${cycle.join(" → ")}`,
      hint: "one of these edges must go",
    });
    return problems;
  }
  return [...problems, ...redundant(topics)];
}

/** An edge that another path implies: `requires` stays transitively reduced, so that a reader sees what is needed directly. */
function redundant(topics: readonly GraphRulesTopic[]): GraphProblem[] {
  const graph = buildGraph(topics);
  return topics.flatMap((topic) =>
    graph
      .requires(topic.slug)
      .filter((id) =>
        closure(
          graph,
          graph.requires(topic.slug).filter((other) => other !== id),
        ).has(id),
      )
      .map((id) => ({
        slug: topic.slug,
        field: "requires",
        message: `${id} is implied by another prerequisite`,
        hint: "leave it out, or move it to recommends",
      })),
  );
}

/** Problems of the map as a whole: counts and the size of closures. Needs a graph without cycles. */
export function budgetProblems(topics: readonly GraphTopic[]): string[] {
  const graph = buildGraph(topics);
  const problems: string[] = [];
  for (const [layer, least] of Object.entries(graphBudget.atLeast)) {
    const count = topics.filter((topic) => topic.layer === layer).length;
    if (count < least) problems.push(`layer ${layer} has ${count} topics; it needs at least ${least}`);
  }
  const landmarks = topics.filter((topic) => topic.tier === 1).length;
  if (landmarks !== graphBudget.landmarks)
    problems.push(`there are ${landmarks} landmarks; it must be ${graphBudget.landmarks}`);
  for (const [layer, most] of Object.entries(graphBudget.closure90)) {
    const size = closurePercentile(
      topics.filter((t) => t.layer === layer).map((t) => closure(graph, [t.slug]).size),
    );
    if (size > most)
      problems.push(
        `layer ${layer}: the 90th percentile of what a topic needs is ${size} topics; the budget is ${most}`,
      );
  }
  return problems;
}

/** The 90th percentile: the value nine tenths of the way through the sorted list, rounded down to a place in it. */
export function closurePercentile(sizes: readonly number[]): number {
  const sorted = [...sizes].sort((a, b) => a - b);
  return sorted[Math.floor(0.9 * (sorted.length - 1))] ?? 0;
}

/** A cycle as a → b → a, or undefined. */
function findCycle(
  topics: readonly GraphTopic[],
  kinds: ("requires" | "recommends")[],
): string[] | undefined {
  const bySlug = new Map(topics.map((topic) => [topic.slug, topic]));
  const targets = (slug: string) =>
    kinds.flatMap((kind) => bySlug.get(slug)![kind].map(({ id }) => id)).filter((id) => bySlug.has(id));
  const state = new Map<string, "open" | "done">();
  for (const start of bySlug.keys()) {
    if (state.has(start)) continue;
    const path: { slug: string; rest: string[] }[] = [{ slug: start, rest: targets(start) }];
    state.set(start, "open");
    while (path.length > 0) {
      const top = path.at(-1)!;
      const next = top.rest.shift();
      if (next === undefined) {
        state.set(top.slug, "done");
        path.pop();
      } else if (state.get(next) === "open") {
        const slugs = path.map(({ slug }) => slug);
        return [...slugs.slice(slugs.indexOf(next)), next];
      } else if (!state.has(next)) {
        state.set(next, "open");
        path.push({ slug: next, rest: targets(next) });
      }
    }
  }
  return undefined;
}
