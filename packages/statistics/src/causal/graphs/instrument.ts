import type { CausalGraph } from "./causal-graph.ts";
import { dSeparated } from "./d-separation.ts";

/**
 * Whether z is an instrument for the effect of x on y, given W:
 *
 *   z and x are connected given W (relevance);   z and y are separated given W once the arrows into x are cut (exclusion)
 *
 * and W holds no descendant of x or y. Pearl 2009, Causality, definition 7.4.1. In a linear model the effect is then cov(z,
 * y | W) / cov(z, x | W).
 */
export function isInstrument(
  graph: CausalGraph,
  { z, x, y, given = [] }: { z: string; x: string; y: string; given?: Iterable<string> },
): boolean {
  const W = new Set(given);
  graph.require("isInstrument", [z, x, y, ...W]);
  for (const node of [z, x, y, ...W]) {
    if (graph.latent.has(node))
      throw new RangeError(`isInstrument: ${node} is latent, observed nodes are needed`);
  }
  if (new Set([z, x, y]).size < 3 || [z, x, y].some((node) => W.has(node))) return false;
  const below = graph.descendants([x, y]);
  if ([...W].some((node) => below.has(node))) return false;
  return !dSeparated(graph, [z], [x], W) && dSeparated(graph.without({ incoming: [x] }), [z], [y], W);
}
