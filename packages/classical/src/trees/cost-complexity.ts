import { NodeStore } from "./growing/node-store.ts";
import { isLeaf, NO_NODE, parentsOf, type Tree } from "./tree.ts";

/** The nested subtrees of weakest-link pruning, from the whole tree to the root alone. */
export interface PruningPath {
  /** The α from which each subtree is the best, upwards; the first is 0. */
  ccpAlphas: Float64Array;
  /** R(T), the impurity of its leaves, weighted. */
  impurities: Float64Array;
}

/**
 * Minimal cost-complexity pruning. A tree costs R_α(T) = R(T) + α |T|: R(T) = Σ (n_t / n) I_t over its leaves, |T| their number. Below node t
 * hangs the branch T_t; t as a leaf is as good as the branch from
 *
 *   α(t) = (R(t) − R(T_t)) / (|T_t| − 1)
 *
 * on. The weakest link, the node with the smallest α(t), is cut first, then the weakest of what is left; of equal ones the node with the lowest number.
 *
 * Breiman, Friedman, Olshen, Stone 1984, Classification and Regression Trees, chapter 3.
 */
export function pruningPath(tree: Tree): PruningPath {
  const links = new Links(tree);
  const steps = [[0, links.impurity]];
  for (let weakest = links.weakest(); weakest; weakest = links.weakest()) {
    links.cut(weakest.node);
    steps.push([weakest.alpha, links.impurity]);
  }
  return {
    ccpAlphas: Float64Array.from(steps, ([alpha]) => alpha!),
    impurities: Float64Array.from(steps, ([, impurity]) => impurity!),
  };
}

/** The subtree that costs least at α: all links of α(t) ≤ α are cut. */
export function prune(tree: Tree, alpha: number): Tree {
  if (alpha === 0) return tree;
  const links = new Links(tree);
  for (let next = links.weakest(); next && next.alpha <= alpha; next = links.weakest()) links.cut(next.node);
  return copyUntil(tree, links.isEnd);
}

class Links {
  /** 1 for the leaves of the tree as it is now. */
  readonly isEnd: Uint8Array;
  readonly #tree: Tree;
  readonly #parents: Int32Array;
  /** R(t), R(T_t), |T_t| */
  readonly #alone: Float64Array;
  readonly #branch: Float64Array;
  readonly #leaves: Int32Array;
  /** The nodes that can be cut. */
  #inner: number[] = [];

  constructor(tree: Tree) {
    const n = tree.nodeCount;
    this.#tree = tree;
    this.#parents = parentsOf(tree);
    const total = tree.weightedNNodeSamples[0]!;
    this.#alone = tree.impurity.map((impurity, t) => (tree.weightedNNodeSamples[t]! * impurity) / total);
    this.#branch = new Float64Array(n);
    this.#leaves = new Int32Array(n);
    this.isEnd = new Uint8Array(n);
    for (let t = 0; t < n; t++) {
      if (!isLeaf(tree, t)) {
        this.#inner.push(t);
        continue;
      }
      this.isEnd[t] = 1;
      this.#addUpwards(t, this.#alone[t]!, 1);
    }
  }

  /** R(T) */
  get impurity(): number {
    return this.#branch[0]!;
  }

  weakest(): { node: number; alpha: number } | undefined {
    let [node, alpha] = [-1, Number.POSITIVE_INFINITY];
    for (const t of this.#inner) {
      const own = (this.#alone[t]! - this.#branch[t]!) / (this.#leaves[t]! - 1);
      if (own < alpha) [node, alpha] = [t, own];
    }
    return node < 0 ? undefined : { node, alpha };
  }

  /** Makes t a leaf. */
  cut(t: number): void {
    this.#addUpwards(t, this.#alone[t]! - this.#branch[t]!, 1 - this.#leaves[t]!);
    const gone = new Set([t]);
    for (const node of gone) {
      this.isEnd[node] = 0;
      if (isLeaf(this.#tree, node)) continue;
      gone.add(this.#tree.childrenLeft[node]!).add(this.#tree.childrenRight[node]!);
    }
    this.isEnd[t] = 1;
    this.#inner = this.#inner.filter((node) => !gone.has(node));
  }

  /** Adds to R(T_t) and |T_t| of a node and all above it. */
  #addUpwards(t: number, impurity: number, leaves: number): void {
    for (let node = t; node !== NO_NODE; node = this.#parents[node]!) {
      this.#branch[node]! += impurity;
      this.#leaves[node]! += leaves;
    }
  }
}

/** The tree down to the nodes that are ends, numbered from the root, left before right. */
function copyUntil(tree: Tree, isEnd: Uint8Array): Tree {
  const store = new NodeStore(tree.width);
  const copy = (t: number, depth: number): number => {
    const node = store.add({
      impurity: tree.impurity[t]!,
      nSamples: tree.nNodeSamples[t]!,
      weight: tree.weightedNNodeSamples[t]!,
      value: tree.value.subarray(t * tree.width, (t + 1) * tree.width),
      depth,
    });
    if (isEnd[t]) return node;
    store.split(node, tree.feature[t]!, tree.threshold[t]!, tree.missingGoToLeft[t] === 1);
    store.setChild(node, "left", copy(tree.childrenLeft[t]!, depth + 1));
    store.setChild(node, "right", copy(tree.childrenRight[t]!, depth + 1));
    return node;
  };
  copy(0, 0);
  return store.finish();
}
