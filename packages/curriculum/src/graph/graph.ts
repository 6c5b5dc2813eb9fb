/**
 * The prerequisite graph. Two kinds of edges: a topic *requires* what it cannot do without and *recommends* what helps. Only
 * `requires` decides what must be known; both must be free of cycles.
 */
export interface GraphTopic {
  slug: string;
  layer: string;
  module: string;
  tier: 1 | 2 | 3;
  requires: readonly { id: string }[];
  recommends: readonly { id: string }[];
}

export interface Graph<T extends GraphTopic = GraphTopic> {
  readonly topics: ReadonlyMap<string, T>;
  /** Slugs that the topic requires. */
  requires(slug: string): readonly string[];
  recommends(slug: string): readonly string[];
  /** Slugs that require the topic, in the order of the topics. */
  unlocks(slug: string): readonly string[];
  /** Slugs that recommend the topic. */
  recommendedBy(slug: string): readonly string[];
  /** Length of the longest chain of hard prerequisites below the topic; 0 for one that requires nothing. */
  depth(slug: string): number;
}

/**
 * Builds the graph. Edges to topics that do not exist are left out here; `graphProblems` reports them. Throws a RangeError for an
 * unknown slug in a question, and for a cycle of hard prerequisites when a depth is asked for.
 */
export function buildGraph<T extends GraphTopic>(topics: Iterable<T>): Graph<T> {
  const bySlug = new Map<string, T>();
  for (const topic of topics) bySlug.set(topic.slug, topic);
  const down = edges(bySlug, "requires");
  const soft = edges(bySlug, "recommends");
  const up = reversed(down);
  const softUp = reversed(soft);
  const depths = new Map<string, number>();

  const at = (table: Map<string, string[]>, slug: string): readonly string[] => {
    const list = table.get(slug);
    if (list === undefined)
      throw new RangeError(`graph: given topic "${slug}", needed one of the ${bySlug.size} topics`);
    return list;
  };
  return {
    topics: bySlug,
    requires: (slug) => at(down, slug),
    recommends: (slug) => at(soft, slug),
    unlocks: (slug) => at(up, slug),
    recommendedBy: (slug) => at(softUp, slug),
    depth: (slug) => {
      at(down, slug);
      return depthOf(slug, down, depths);
    },
  };
}

function edges<T extends GraphTopic>(
  topics: Map<string, T>,
  kind: "requires" | "recommends",
): Map<string, string[]> {
  return new Map(
    [...topics.values()].map((topic) => [
      topic.slug,
      topic[kind].map(({ id }) => id).filter((id) => topics.has(id)),
    ]),
  );
}

function reversed(table: Map<string, string[]>): Map<string, string[]> {
  const back = new Map<string, string[]>([...table.keys()].map((slug) => [slug, []]));
  for (const [slug, targets] of table) for (const target of targets) back.get(target)!.push(slug);
  return back;
}

/** Longest chain, found without recursion: a chain of ten thousand topics is no reason to fail. */
function depthOf(slug: string, down: Map<string, string[]>, known: Map<string, number>): number {
  const stack = [slug];
  const open = new Set<string>();
  while (stack.length > 0) {
    const top = stack.at(-1)!;
    const waiting = down.get(top)!.filter((id) => !known.has(id));
    if (waiting.length === 0) {
      known.set(top, Math.max(-1, ...down.get(top)!.map((id) => known.get(id)!)) + 1);
      open.delete(top);
      stack.pop();
      continue;
    }
    if (open.has(top) && waiting.some((id) => open.has(id))) {
      throw new RangeError(
        `graph: "${top}" requires itself through ${waiting.join(", ")}; prerequisites must have no cycle`,
      );
    }
    open.add(top);
    stack.push(...waiting);
  }
  return known.get(slug)!;
}
