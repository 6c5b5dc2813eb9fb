import type { CausalGraph } from "./causal-graph.ts";
import { dSeparated } from "./d-separation.ts";
import { minimalSets } from "./minimal-sets.ts";

/**
 * The back-door criterion: Z can be adjusted for to find the effect of x on y,
 *
 *   p(y | do(x)) = Σ_z p(y | x, z) p(z)
 *
 * if it holds no descendant of x, and blocks every path between x and y that begins with an arrow into x. Pearl 1995,
 * https://doi.org/10.1093/biomet/82.4.669; Causality, definition 3.3.1. Latent nodes in Z are refused.
 */
export function isBackDoorSet(graph: CausalGraph, x: string, y: string, Z: Iterable<string>): boolean {
  const set = new Set(Z);
  graph.require("isBackDoorSet", [x, y, ...set]);
  for (const node of set) {
    if (graph.latent.has(node))
      throw new RangeError(`isBackDoorSet: ${node} is latent, observed nodes are needed`);
  }
  if (x === y || set.has(x) || set.has(y)) return false;
  const below = graph.descendants([x]);
  if ([...set].some((node) => below.has(node))) return false;
  return dSeparated(graph.without({ outgoing: [x] }), [x], [y], set);
}

/** All minimal back-door sets: each blocks, and none of its parts does. The empty list when nothing observed does. */
export function backDoorSets(graph: CausalGraph, x: string, y: string): string[][] {
  return minimalSets("backDoorSets", candidates(graph, x, y), (set) => isBackDoorSet(graph, x, y, set));
}

/**
 * One back-door set, or null when there is none: all candidates at once, which block if any do (van der Zander, Liśkiewicz
 * and Textor 2019, https://arxiv.org/abs/1803.00116), thinned one by one to a minimal set. For graphs too large to list
 * all.
 */
export function findBackDoorSet(graph: CausalGraph, x: string, y: string): string[] | null {
  let set = candidates(graph, x, y);
  if (!isBackDoorSet(graph, x, y, set)) return null;
  for (const node of set) {
    const rest = set.filter((other) => other !== node);
    if (isBackDoorSet(graph, x, y, rest)) set = rest;
  }
  return set;
}

/** Observed ancestors of x or y that are no descendants of x: no minimal separator needs others. */
function candidates(graph: CausalGraph, x: string, y: string): string[] {
  const below = graph.descendants([x]);
  return [...graph.ancestors([x, y])].filter(
    (node) => node !== y && !below.has(node) && !graph.latent.has(node),
  );
}
