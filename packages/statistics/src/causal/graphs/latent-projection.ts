import type { CausalGraph, Edge } from "./causal-graph.ts";

/** A graph over the observed nodes: arrows, and double arrows a ↔ b where a latent cause works on both. */
export interface MixedGraph {
  /** Causes before effects. */
  nodes: readonly string[];
  directed: readonly Edge[];
  bidirected: readonly Edge[];
}

/**
 * The latent projection of a graph.
 *
 *   a → b   if a directed path leads from a to b with only latent nodes between
 *   a ↔ b   if some latent node has such paths to both
 *
 * Verma and Pearl 1990, "Equivalence and synthesis of causal models"; Tian and Pearl 2002. It has the same separations and
 * the same identifiable effects among the observed.
 */
export function latentProjection(graph: CausalGraph): MixedGraph {
  const reach = (from: string): string[] => {
    const [found, seen, open] = [new Set<string>(), new Set<string>(), [...graph.children(from)]];
    for (let node = open.pop(); node !== undefined; node = open.pop()) {
      if (!graph.latent.has(node)) found.add(node);
      else if (!seen.has(node)) open.push(...graph.children(node));
      seen.add(node);
    }
    return graph.nodes.filter((node) => found.has(node));
  };
  const nodes = graph.observed;
  const directed = nodes.flatMap((from) => reach(from).map((to): Edge => [from, to]));
  const pairs = new Map<string, Edge>();
  for (const latent of graph.latent) {
    const below = reach(latent);
    below.forEach((a, i) => {
      for (const b of below.slice(i + 1)) pairs.set(JSON.stringify([a, b]), [a, b]);
    });
  }
  return { nodes, directed, bidirected: [...pairs.values()] };
}

/** The part on some nodes. */
export function inducedMixed(graph: MixedGraph, keep: ReadonlySet<string>): MixedGraph {
  const both = ([a, b]: Edge) => keep.has(a) && keep.has(b);
  return {
    nodes: graph.nodes.filter((node) => keep.has(node)),
    directed: graph.directed.filter(both),
    bidirected: graph.bidirected.filter(both),
  };
}

/** Sets of nodes joined by double arrows, each in the order of the graph. */
export function confoundedComponents({ nodes, bidirected }: MixedGraph): string[][] {
  const component = new Map(nodes.map((node) => [node, new Set([node])]));
  for (const [a, b] of bidirected) {
    const joined = new Set([...component.get(a)!, ...component.get(b)!]);
    for (const node of joined) component.set(node, joined);
  }
  return [...new Set(component.values())].map((set) => nodes.filter((node) => set.has(node)));
}

/** The nodes from which arrows lead into the set, and the set. */
export function ancestorsIn({ nodes, directed }: MixedGraph, of: Iterable<string>): Set<string> {
  const found = new Set(of);
  for (let size = -1; size < found.size; ) {
    size = found.size;
    for (const [from, to] of directed) if (found.has(to)) found.add(from);
  }
  return new Set(nodes.filter((node) => found.has(node)));
}
