import type { CausalGraph } from "./causal-graph.ts";

/**
 * Whether Z blocks every path between X and Y, so that X ⊥ Y | Z in every distribution that the graph generates.
 *
 * A path is blocked by a chain a → z → b or fork a ← z → b with z in Z, and by a collider a → c ← b with neither c nor a
 * descendant of it in Z. Pearl 2009, Causality, definition 1.2.3. X, Y, Z must not overlap.
 */
export function dSeparated(
  graph: CausalGraph,
  X: Iterable<string>,
  Y: Iterable<string>,
  Z: Iterable<string> = [],
): boolean {
  const [x, y, z] = [new Set(X), new Set(Y), new Set(Z)];
  graph.require("dSeparated", [...x, ...y, ...z]);
  for (const node of x) {
    if (y.has(node) || z.has(node))
      throw new RangeError(`dSeparated: ${node} in two of the sets, disjoint sets are needed`);
  }
  for (const node of y) {
    if (z.has(node)) throw new RangeError(`dSeparated: ${node} in two of the sets, disjoint sets are needed`);
  }
  const reached = dConnected(graph, x, z);
  return ![...y].some((node) => reached.has(node));
}

/**
 * The nodes that an open path from X reaches given Z: a ball that rolls from node to node, remembering whether it came up
 * from a child or down from a parent.
 *
 *   up, not in Z:    on to parents (up) and children (down)
 *   down, not in Z:  on to children (down);   down, in Z or above Z: on to parents (up), through the open collider
 *
 * Shachter 1998, https://arxiv.org/abs/1301.7412; Koller and Friedman 2009, Probabilistic Graphical Models, algorithm 3.1.
 */
export function dConnected(graph: CausalGraph, X: Iterable<string>, Z: Iterable<string>): Set<string> {
  const z = new Set(Z);
  const aboveZ = graph.ancestors(z);
  const [up, down, reached] = [new Set<string>(), new Set<string>(), new Set<string>()];
  const open: [string, "up" | "down"][] = [...X].map((node) => [node, "up"]);
  for (let next = open.pop(); next; next = open.pop()) {
    const [node, direction] = next;
    const visited = direction === "up" ? up : down;
    if (visited.has(node)) continue;
    visited.add(node);
    if (!z.has(node)) reached.add(node);
    const onUp = direction === "up" ? !z.has(node) : aboveZ.has(node);
    if (onUp) for (const parent of graph.parents(node)) open.push([parent, "up"]);
    if (!z.has(node)) for (const child of graph.children(node)) open.push([child, "down"]);
  }
  return reached;
}
