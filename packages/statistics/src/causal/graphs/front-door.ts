import type { CausalGraph } from "./causal-graph.ts";
import { dSeparated } from "./d-separation.ts";
import { minimalSets } from "./minimal-sets.ts";

/**
 * The front-door criterion: mediators M give the effect of x on y even past a latent common cause,
 *
 *   p(y | do(x)) = Σ_m p(m | x) Σ_x′ p(y | m, x′) p(x′)
 *
 * if M cuts every directed path from x to y, no back-door path from x to M is open, and x blocks every back-door path from
 * M to y. Pearl 1995, https://doi.org/10.1093/biomet/82.4.669; Causality, definition 3.3.3.
 */
export function isFrontDoorSet(graph: CausalGraph, x: string, y: string, M: Iterable<string>): boolean {
  const set = new Set(M);
  graph.require("isFrontDoorSet", [x, y, ...set]);
  for (const node of set) {
    if (graph.latent.has(node))
      throw new RangeError(`isFrontDoorSet: ${node} is latent, observed nodes are needed`);
  }
  if (x === y || set.has(x) || set.has(y)) return false;
  const uncut = graph.without({ incoming: set }).descendants([x]);
  if (uncut.has(y)) return false;
  return (
    dSeparated(graph.without({ outgoing: [x] }), [x], set) &&
    dSeparated(graph.without({ outgoing: set }), set, [y], [x])
  );
}

/** All minimal front-door sets among the observed nodes between x and y. */
export function frontDoorSets(graph: CausalGraph, x: string, y: string): string[][] {
  const below = graph.descendants([x]);
  const between = [...graph.ancestors([y])].filter((node) => below.has(node));
  const candidates = between.filter((node) => node !== x && node !== y && !graph.latent.has(node));
  return minimalSets("frontDoorSets", candidates, (set) => isFrontDoorSet(graph, x, y, set));
}
