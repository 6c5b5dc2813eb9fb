/**
 * Which effects of interventions the observed distribution determines, and by what formula: the ID algorithm.
 *
 *   ID(y, x, P, G):
 *   1  x = ∅:            Σ_{v∖y} P(v)
 *   2  v ≠ An(y):        ID(y, x ∩ An(y), Σ_{v∖An(y)} P, G on An(y))
 *   3  w = (v∖x) ∖ An(y) in G with arrows into x cut, w ≠ ∅:   ID(y, x ∪ w, P, G)
 *   4  G on v∖x falls into components s₁ … s_k:   Σ_{v∖(y∪x)} Π_i ID(s_i, v∖s_i, P, G)
 *   5  else one component s;  G is one component: not identifiable, (G, s) is the hedge
 *   6  s is a component of G:   Σ_{s∖y} Π_{i ∈ s} P(v_i | those before it)
 *   7  s ⊂ s′, a component of G:   ID(y, x ∩ s′, Π_{i ∈ s′} P(v_i | those before it), G on s′)
 *
 * Shpitser and Pearl 2006, "Identification of joint interventional distributions in recursive semi-Markovian causal
 * models", figure 3, on the latent projection. Sound and complete: what it refuses, two models with the same P and
 * different effects show to be lost.
 */
import type { CausalGraph } from "./causal-graph.ts";
import { type Estimand, fraction, probability, product, sum } from "./estimand.ts";
import {
  ancestorsIn,
  confoundedComponents,
  inducedMixed,
  latentProjection,
  type MixedGraph,
} from "./latent-projection.ts";

export type Identification =
  | { identified: true; estimand: Estimand }
  /** The component that holds an intervened node and cannot be taken apart, and the part of it about the outcome. */
  | { identified: false; hedge: { component: string[]; within: string[] } };

/** P(outcome | do(treatment)) as a formula over the observed nodes, or why there is none. */
export function identify(
  graph: CausalGraph,
  { treatment, outcome }: { treatment: Iterable<string>; outcome: Iterable<string> },
): Identification {
  const [x, y] = [new Set(treatment), new Set(outcome)];
  graph.require("identify", [...x, ...y]);
  for (const node of [...x, ...y]) {
    if (graph.latent.has(node))
      throw new RangeError(`identify: ${node} is latent, observed nodes are needed`);
    if (x.has(node) && y.has(node))
      throw new RangeError(`identify: ${node} is both treatment and outcome, disjoint sets are needed`);
  }
  if (y.size === 0) throw new RangeError("identify: no outcome, at least one is needed");
  const mixed = latentProjection(graph);
  try {
    return { identified: true, estimand: id(y, x, probability(mixed.nodes), mixed) };
  } catch (error) {
    if (error instanceof Hedge)
      return { identified: false, hedge: { component: error.component, within: error.within } };
    throw error;
  }
}

/** What stops the recursion, from however deep. */
class Hedge extends Error {
  readonly component: string[];
  readonly within: string[];

  constructor(component: string[], within: string[]) {
    super("not identifiable");
    this.component = component;
    this.within = within;
  }
}

function id(y: ReadonlySet<string>, x: ReadonlySet<string>, P: Estimand, graph: MixedGraph): Estimand {
  const v = graph.nodes;
  // Line 1
  if (x.size === 0) return sum(minus(v, y), P);
  // Line 2
  const above = ancestorsIn(graph, y);
  if (above.size < v.length) {
    return id(y, intersection(x, above), sum(minus(v, above), P), inducedMixed(graph, above));
  }
  // Line 3
  const cut = { ...graph, directed: graph.directed.filter(([, to]) => !x.has(to)) };
  const w = minus(minus(v, x), ancestorsIn(cut, y));
  if (w.length > 0) return id(y, new Set([...x, ...w]), P, graph);
  // Line 4
  const components = confoundedComponents(inducedMixed(graph, new Set(minus(v, x))));
  if (components.length > 1) {
    const factors = components.map((s) => id(new Set(s), new Set(minus(v, new Set(s))), P, graph));
    return sum(minus(v, new Set([...y, ...x])), product(factors));
  }
  // Line 5
  const s = components[0]!;
  const whole = confoundedComponents(graph);
  if (whole.length === 1) throw new Hedge([...v], s);
  // Lines 6 and 7
  const larger = whole.find((component) => component.includes(s[0]!))!;
  const factored = product(larger.map((node) => conditional(node, v, P)));
  if (larger.length === s.length) return sum(minus(s, y), factored);
  const part = new Set(larger);
  return id(y, intersection(x, part), factored, inducedMixed(graph, part));
}

/** P(v_i | v_1 … v_{i−1}) in the order of the graph. */
function conditional(node: string, v: readonly string[], P: Estimand): Estimand {
  const i = v.indexOf(node);
  const [upTo, before] = [sum(v.slice(i + 1), P), sum(v.slice(i), P)];
  return i === 0 ? upTo : fraction(upTo, before);
}

function minus(a: readonly string[], b: ReadonlySet<string>): string[] {
  return a.filter((node) => !b.has(node));
}

function intersection(a: ReadonlySet<string>, b: ReadonlySet<string>): Set<string> {
  return new Set([...a].filter((node) => b.has(node)));
}
