import type { Graph } from "./graph.ts";

/** A part of a plan: a week, a stage, a phase, with its topics in the order in which they are read. */
export interface PlanUnit {
  id: string;
  topics: readonly string[];
}

/** A topic that stands before something that it needs. */
export interface OrderConflict {
  topic: string;
  unit: string;
  /** What it needs and gets only later. */
  needs: string;
  needsUnit: string;
  /** The way from the topic down to it, both ends included; longer than two where topics outside the plan lie between. */
  through: string[];
}

/** Something that the plan needs, has nowhere, and does not say that it takes for known. */
export interface UnstatedAssumption {
  topic: string;
  /** The first topic of the plan that needs it, and its unit. */
  firstFor: string;
  unit: string;
}

export interface PlanReport {
  conflicts: OrderConflict[];
  /** In an order in which they could be learned. */
  assumptions: UnstatedAssumption[];
  /** Slugs that are no topics, with the unit that names them. */
  unknown: { topic: string; unit: string }[];
  /** Topics that stand more than once, with the units. */
  repeated: { topic: string; units: string[] }[];
}

/**
 * What is wrong with the order of a plan. Each topic counts where it first stands. From it the walk goes down the hard prerequisites, through
 * topics that are neither in the plan nor assumed, and stops at those that are: one that stands later is a conflict of order, one met on the
 * way that stands nowhere is an unstated assumption. What is `assumed` is taken for known with all that it requires.
 */
export function lintPlan(
  graph: Graph,
  units: readonly PlanUnit[],
  assumed: Iterable<string> = [],
): PlanReport {
  const places = new Map<string, Place>();
  const unknown: PlanReport["unknown"] = [];
  const repeats = new Map<string, string[]>();
  for (const { id, topics } of units)
    for (const topic of topics) {
      if (!graph.topics.has(topic)) unknown.push({ topic, unit: id });
      else if (!places.has(topic)) places.set(topic, { unit: id, index: places.size });
      else repeats.set(topic, [...(repeats.get(topic) ?? [places.get(topic)!.unit]), id]);
    }
  const known = withPrerequisites(graph, assumed);
  const conflicts: OrderConflict[] = [];
  const missing = new Map<string, UnstatedAssumption>();
  for (const [topic, place] of places) {
    for (const way of waysDown(graph, topic, places, known)) {
      const needs = way.at(-1)!;
      const at = places.get(needs);
      if (at === undefined) {
        if (!missing.has(needs)) missing.set(needs, { topic: needs, firstFor: topic, unit: place.unit });
      } else if (at.index > place.index)
        conflicts.push({ topic, unit: place.unit, needs, needsUnit: at.unit, through: way });
    }
  }
  const byDepth = [...missing.values()].sort(
    (a, b) => graph.depth(a.topic) - graph.depth(b.topic) || (a.topic < b.topic ? -1 : 1),
  );
  return {
    conflicts,
    assumptions: byDepth,
    unknown,
    repeated: [...repeats].map(([topic, where]) => ({ topic, units: where })),
  };
}

interface Place {
  unit: string;
  index: number;
}

/** For each topic first met on the way down: the way to it. What stands in the plan is met, and not passed. */
function waysDown(
  graph: Graph,
  from: string,
  places: ReadonlyMap<string, Place>,
  known: ReadonlySet<string>,
): string[][] {
  const ways: string[][] = [];
  const seen = new Set([from]);
  const queue = [[from]];
  for (let way = queue.shift(); way !== undefined; way = queue.shift()) {
    for (const next of graph.requires(way.at(-1)!)) {
      if (seen.has(next) || known.has(next)) continue;
      seen.add(next);
      const longer = [...way, next];
      ways.push(longer);
      if (!places.has(next)) queue.push(longer);
    }
  }
  return ways;
}

function withPrerequisites(graph: Graph, slugs: Iterable<string>): Set<string> {
  const all = new Set<string>();
  const stack = [...slugs].filter((slug) => graph.topics.has(slug));
  for (let slug = stack.pop(); slug !== undefined; slug = stack.pop()) {
    if (all.has(slug)) continue;
    all.add(slug);
    stack.push(...graph.requires(slug));
  }
  return all;
}
