import type { Philox } from "@blankfile/tensor";
import type { Criterion } from "../criteria/criterion.ts";
import type { RankedColumns } from "../ranked-columns.ts";
import type { Tree } from "../tree.ts";
import { NodeStore } from "./node-store.ts";
import type { Settings } from "./settings.ts";
import { type Bounds, Splitter } from "./splitter.ts";

/** What a tree grows from. */
export interface Ground {
  columns: RankedColumns;
  criterion: Criterion;
  settings: Settings;
  /** The rows that count: those of a weight above 0. The order does not matter to "best". */
  ids: Int32Array;
  rng: Philox;
}

/** A node that may be cut: its samples are ids[start … end). */
interface Open extends Bounds {
  node: number;
  start: number;
  end: number;
  depth: number;
}

/**
 * Cuts nodes until none may be cut: the depth or the samples are used up, or the node is pure, up to rounding relative to the root.
 * Without a limit of leaves the left child comes first, always the deepest; with one, the cut that lowers the impurity most.
 */
export function growTree(ground: Ground): Tree {
  return new Grower(ground).grow();
}

class Grower {
  readonly #criterion: Criterion;
  readonly #settings: Settings;
  readonly #ids: Int32Array;
  readonly #splitter: Splitter;
  readonly #nodes: NodeStore;
  #totalWeight = 0;
  /** Impurities and decreases below it are rounding. */
  #tiny = 0;

  constructor({ columns, criterion, settings, ids, rng }: Ground) {
    this.#criterion = criterion;
    this.#settings = settings;
    this.#ids = ids.slice();
    this.#splitter = new Splitter(columns, criterion, settings, rng);
    this.#nodes = new NodeStore(criterion.width);
  }

  grow(): Tree {
    const root: Open = {
      node: 0,
      start: 0,
      end: this.#ids.length,
      depth: 0,
      lower: Number.NEGATIVE_INFINITY,
      upper: Number.POSITIVE_INFINITY,
    };
    this.#criterion.measure(this.#ids, 0, this.#ids.length);
    this.#totalWeight = this.#criterion.weight;
    this.#tiny = this.#criterion.impurity * 2 ** -52;
    if (this.#settings.maxLeafNodes === Number.POSITIVE_INFINITY) this.#depthFirst(root);
    else this.#bestFirst(root);
    return this.#nodes.finish();
  }

  #depthFirst(root: Open): void {
    const open: (Open & { parent: number; side: "left" | "right" })[] = [
      { ...root, parent: -1, side: "left" },
    ];
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      const node = this.#add(next);
      if (next.parent >= 0) this.#nodes.setChild(next.parent, next.side, node);
      const cut = this.#cut(next);
      if (cut === undefined) continue;
      this.#nodes.split(
        node,
        this.#splitter.feature,
        this.#splitter.threshold,
        this.#splitter.missingGoesLeft,
      );
      open.push({ ...cut.right, parent: node, side: "right" }, { ...cut.left, parent: node, side: "left" });
    }
  }

  /** Nodes are numbered as they are made; each is cut in thought at once, and in the tree when its turn comes. */
  #bestFirst(root: Open): void {
    const frontier = [this.#prospect(root)];
    for (let leaves = 1; leaves < this.#settings.maxLeafNodes && frontier.length > 0; leaves++) {
      let best = 0;
      for (let k = 1; k < frontier.length; k++)
        if (frontier[k]!.decrease > frontier[best]!.decrease) best = k;
      const { node, cut, split } = frontier[best]!;
      if (cut === undefined) break;
      frontier.splice(best, 1);
      this.#nodes.split(node, split.feature, split.threshold, split.missingGoesLeft);
      for (const side of ["left", "right"] as const) {
        const child = this.#prospect(cut[side]);
        this.#nodes.setChild(node, side, child.node);
        frontier.push(child);
      }
    }
  }

  /** A new node with the cut it would have. Leaves come last: their decrease is −∞. */
  #prospect(place: Open) {
    const node = this.#add(place);
    const cut = this.#cut(place);
    const { feature, threshold, missingGoesLeft } = this.#splitter;
    const decrease = cut?.decrease ?? Number.NEGATIVE_INFINITY;
    return { node, cut, decrease, split: { feature, threshold, missingGoesLeft } };
  }

  #add(place: Open): number {
    const { start, end, depth } = place;
    this.#criterion.measure(this.#ids, start, end);
    const { impurity, weight, value } = this.#criterion;
    const node = this.#nodes.add({ impurity, nSamples: end - start, weight, value, depth });
    if (this.#settings.monotonicCst) this.#nodes.clip(node, place);
    place.node = node;
    return node;
  }

  /** The two children of the node measured last, or nothing where it stays a leaf. */
  #cut(place: Open): { left: Open; right: Open; decrease: number } | undefined {
    const { start, end, depth } = place;
    const { weight, impurity } = this.#criterion;
    const { maxDepth, minSamplesSplit, minSamplesLeaf, minWeightLeaf } = this.#settings;
    const n = end - start;
    if (depth >= maxDepth || n < minSamplesSplit || n < 2 * minSamplesLeaf) return;
    if (weight < 2 * minWeightLeaf || impurity <= this.#tiny) return;
    if (!this.#splitter.find(this.#ids, start, end, place)) return;
    const middle = this.#splitter.part(this.#ids, start, end);
    const sides = this.#sides(place, middle);
    const decrease = sides.needed ? this.#decrease({ weight, impurity }, sides) : 0;
    if (decrease + this.#tiny < this.#settings.minImpurityDecrease) return;
    return { left: sides.left, right: sides.right, decrease };
  }

  #sides({ start, end, depth, lower, upper }: Open, middle: number) {
    const { minImpurityDecrease, maxLeafNodes, monotonicCst } = this.#settings;
    const sign = monotonicCst?.[this.#splitter.feature] ?? 0;
    const needed = minImpurityDecrease > 0 || maxLeafNodes < Number.POSITIVE_INFINITY;
    const left: Open = { node: -1, start, end: middle, depth: depth + 1, lower, upper };
    const right: Open = { node: -1, start: middle, end, depth: depth + 1, lower, upper };
    if (sign !== 0) {
      const between = (this.#valueOf(left) + this.#valueOf(right)) / 2;
      [sign > 0 ? left : right][0]!.upper = between;
      [sign > 0 ? right : left][0]!.lower = between;
    }
    return { left, right, needed };
  }

  /** The last number of a node's value: what it predicts, or the share of class 1. */
  #valueOf({ start, end }: Open): number {
    this.#criterion.measure(this.#ids, start, end);
    return this.#criterion.value.at(-1)!;
  }

  /** (n_t / n) (I_t − (n_L / n_t) I_L − (n_R / n_t) I_R), n the weight of the root. */
  #decrease(
    parent: { weight: number; impurity: number },
    { left, right }: { left: Open; right: Open },
  ): number {
    let inside = 0;
    for (const { start, end } of [left, right]) {
      this.#criterion.measure(this.#ids, start, end);
      inside += this.#criterion.weight * this.#criterion.impurity;
    }
    return (parent.weight * parent.impurity - inside) / this.#totalWeight;
  }
}
