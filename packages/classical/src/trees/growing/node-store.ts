import { NO_FEATURE, NO_NODE, type Tree } from "../tree.ts";

/** A tree that grows: its arrays have room for more nodes than there are, and double when full. */
export class NodeStore {
  nodeCount = 0;
  maxDepth = 0;
  readonly #width: number;
  #tree: Omit<Tree, "nodeCount" | "maxDepth" | "width">;

  constructor(width: number, capacity = 64) {
    this.#width = width;
    this.#tree = arrays(width, capacity);
  }

  /** A leaf so far; its number. */
  add(node: {
    impurity: number;
    nSamples: number;
    weight: number;
    value: Float64Array;
    depth: number;
  }): number {
    if (this.nodeCount === this.#tree.feature.length) this.#grow();
    const at = this.nodeCount++;
    this.#tree.impurity[at] = node.impurity;
    this.#tree.nNodeSamples[at] = node.nSamples;
    this.#tree.weightedNNodeSamples[at] = node.weight;
    for (let k = 0; k < this.#width; k++) this.#tree.value[at * this.#width + k] = node.value[k]!;
    if (node.depth > this.maxDepth) this.maxDepth = node.depth;
    return at;
  }

  split(node: number, feature: number, threshold: number, missingGoesLeft: boolean): void {
    this.#tree.feature[node] = feature;
    this.#tree.threshold[node] = threshold;
    this.#tree.missingGoToLeft[node] = Number(missingGoesLeft);
  }

  setChild(parent: number, side: "left" | "right", child: number): void {
    (side === "left" ? this.#tree.childrenLeft : this.#tree.childrenRight)[parent] = child;
  }

  /** Of a node of one or two numbers, holds the last within bounds, and the first at one minus it. */
  clip(node: number, { lower, upper }: { lower: number; upper: number }): void {
    const { value } = this.#tree;
    const last = (node + 1) * this.#width - 1;
    value[last] = Math.min(upper, Math.max(lower, value[last]!));
    if (this.#width === 2) value[last - 1] = 1 - value[last]!;
  }

  finish(): Tree {
    const { nodeCount, maxDepth } = this;
    const cut = Object.fromEntries(
      Object.entries(this.#tree).map(([key, array]) => [
        key,
        array.slice(0, nodeCount * (key === "value" ? this.#width : 1)),
      ]),
    );
    return { nodeCount, maxDepth, width: this.#width, ...(cut as unknown as NodeArrays) };
  }

  #grow(): void {
    const larger = arrays(this.#width, 2 * this.#tree.feature.length);
    for (const key of Object.keys(larger) as (keyof NodeArrays)[]) larger[key].set(this.#tree[key]);
    this.#tree = larger;
  }
}

type NodeArrays = Omit<Tree, "nodeCount" | "maxDepth" | "width">;

function arrays(width: number, capacity: number): NodeArrays {
  return {
    childrenLeft: new Int32Array(capacity).fill(NO_NODE),
    childrenRight: new Int32Array(capacity).fill(NO_NODE),
    feature: new Int32Array(capacity).fill(NO_FEATURE),
    threshold: new Float64Array(capacity).fill(NO_FEATURE),
    missingGoToLeft: new Uint8Array(capacity),
    impurity: new Float64Array(capacity),
    nNodeSamples: new Int32Array(capacity),
    weightedNNodeSamples: new Float64Array(capacity),
    value: new Float64Array(capacity * width),
  };
}
