import { subsets } from "../graphs/minimal-sets.ts";

/** Whether variables i and j are independent given S. */
export type IndependenceTest = (i: number, j: number, S: readonly number[]) => boolean;

/** A class of graphs with the same separations: arrows that all share, lines that some turn one way and some the other. */
export interface PartialGraph {
  variables: number;
  directed: [from: number, to: number][];
  /** Pairs with the lower number first. */
  undirected: [number, number][];
  /** What separated two variables that are no neighbours; the key is "i,j" with i < j. */
  separators: Map<string, number[]>;
}

/**
 * The PC algorithm: the class of causal graphs from tests of independence, when no common cause is left out.
 *
 *   1  all joined; for |S| = 0, 1, …: i — j is cut if i ⊥ j | S for some S among the neighbours of i (or of j)
 *   2  i — k — j with i, j no neighbours and k not in what separated them: i → k ← j
 *   3  Meek's rules, until nothing changes:  a → b — c, a and c no neighbours: b → c;   a → b → c, a — c: a → c;
 *      a — b → d, a — c → d, a — d, b and c no neighbours: a → d
 *
 * Spirtes, Glymour and Scheines 2000, Causation, Prediction, and Search, section 5.4.2; neighbours fixed within each size,
 * so that the order of variables does not matter: Colombo and Maathuis 2014, https://arxiv.org/abs/1211.3295; Meek 1995,
 * https://arxiv.org/abs/1302.4972. Where tests contradict each other, the first arrow stands.
 */
export function pc(
  variables: number,
  independent: IndependenceTest,
  { maxConditioning = variables } = {},
): PartialGraph {
  if (!(Number.isInteger(variables) && variables > 0)) {
    throw new RangeError(`pc: ${variables} variables, a whole number from 1 on is needed`);
  }
  const graph = new Marks(variables);
  const separators = cutEdges(graph, independent, maxConditioning);
  orientColliders(graph, separators);
  while (applyMeek(graph));
  return { variables, ...graph.edges(), separators };
}

/** Marks between pairs: arrow[a][b] says that an end at b may be reached from a. Both ways is a line. */
class Marks {
  readonly size: number;
  readonly #arrow: Uint8Array;

  constructor(size: number) {
    this.size = size;
    this.#arrow = new Uint8Array(size * size).fill(1);
    for (let i = 0; i < size; i++) this.#arrow[i * size + i] = 0;
  }

  adjacent(a: number, b: number): boolean {
    return this.#arrow[a * this.size + b] === 1 || this.#arrow[b * this.size + a] === 1;
  }

  line(a: number, b: number): boolean {
    return this.#arrow[a * this.size + b] === 1 && this.#arrow[b * this.size + a] === 1;
  }

  directed(a: number, b: number): boolean {
    return this.#arrow[a * this.size + b] === 1 && this.#arrow[b * this.size + a] === 0;
  }

  neighbours(a: number): number[] {
    return Array.from({ length: this.size }, (_, b) => b).filter((b) => this.adjacent(a, b));
  }

  cut(a: number, b: number): void {
    this.#arrow[a * this.size + b] = 0;
    this.#arrow[b * this.size + a] = 0;
  }

  /** a — b becomes a → b; an arrow stays. Says whether anything changed. */
  orient(a: number, b: number): boolean {
    if (!this.line(a, b)) return false;
    this.#arrow[b * this.size + a] = 0;
    return true;
  }

  edges(): Pick<PartialGraph, "directed" | "undirected"> {
    const directed: [number, number][] = [];
    const undirected: [number, number][] = [];
    for (let a = 0; a < this.size; a++) {
      for (let b = 0; b < this.size; b++) {
        if (this.directed(a, b)) directed.push([a, b]);
        if (a < b && this.line(a, b)) undirected.push([a, b]);
      }
    }
    return { directed, undirected };
  }
}

function cutEdges(
  graph: Marks,
  independent: IndependenceTest,
  maxConditioning: number,
): Map<string, number[]> {
  const separators = new Map<string, number[]>();
  for (let size = 0; size <= maxConditioning; size++) {
    const before = Array.from({ length: graph.size }, (_, i) => graph.neighbours(i));
    if (before.every((neighbours) => neighbours.length - 1 < size)) break;
    for (let i = 0; i < graph.size; i++) {
      for (const j of before[i]!) {
        if (!graph.adjacent(i, j)) continue;
        for (const S of subsets(
          before[i]!.filter((k) => k !== j),
          size,
        )) {
          if (!independent(i, j, S)) continue;
          graph.cut(i, j);
          separators.set(`${Math.min(i, j)},${Math.max(i, j)}`, S);
          break;
        }
      }
    }
  }
  return separators;
}

function orientColliders(graph: Marks, separators: ReadonlyMap<string, number[]>): void {
  for (let k = 0; k < graph.size; k++) {
    for (const [i, j] of subsets(graph.neighbours(k), 2)) {
      if (graph.adjacent(i!, j!) || separators.get(`${i},${j}`)?.includes(k)) continue;
      // An arrow that points away already keeps the collider from being whole.
      if (graph.directed(k, i!) || graph.directed(k, j!)) continue;
      graph.orient(i!, k);
      graph.orient(j!, k);
    }
  }
}

/** One round of the three rules; says whether an edge was oriented. */
function applyMeek(graph: Marks): boolean {
  let changed = false;
  for (let a = 0; a < graph.size; a++) {
    for (const b of graph.neighbours(a)) {
      if (graph.line(a, b) && mustPoint(graph, a, b)) changed = graph.orient(a, b) || changed;
    }
  }
  return changed;
}

/** Whether a — b can only be a → b. */
function mustPoint(graph: Marks, a: number, b: number): boolean {
  const around = graph.neighbours(a);
  if (around.some((c) => graph.directed(c, a) && c !== b && !graph.adjacent(c, b))) return true;
  if (around.some((c) => graph.directed(a, c) && graph.directed(c, b))) return true;
  const sides = around.filter((c) => graph.line(a, c) && graph.directed(c, b));
  return [...subsets(sides, 2)].some(([c, d]) => !graph.adjacent(c!, d!));
}
