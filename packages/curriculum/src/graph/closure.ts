import type { Graph } from "./graph.ts";

/** Everything that the topics require, directly or through others; the topics themselves are not in it unless one requires another. */
export function closure(graph: Graph, slugs: Iterable<string>): Set<string> {
  const seen = new Set<string>();
  const stack = [...slugs].flatMap((slug) => [...graph.requires(slug)]);
  for (let slug = stack.pop(); slug !== undefined; slug = stack.pop()) {
    if (seen.has(slug)) continue;
    seen.add(slug);
    stack.push(...graph.requires(slug));
  }
  return seen;
}

/** Everything that requires the topics, directly or through others. */
export function dependents(graph: Graph, slugs: Iterable<string>): Set<string> {
  const seen = new Set<string>();
  const stack = [...slugs].flatMap((slug) => [...graph.unlocks(slug)]);
  for (let slug = stack.pop(); slug !== undefined; slug = stack.pop()) {
    if (seen.has(slug)) continue;
    seen.add(slug);
    stack.push(...graph.unlocks(slug));
  }
  return seen;
}
