import type { Criterion, Run } from "./criterion.ts";

/**
 * Likes every cut as much as any other, and takes a node as impure as long as two samples are left: with the random splitter and one feature at
 * a node it grows totally random trees, which look at no target.
 */
export class Indifferent implements Criterion {
  readonly width = 1;
  readonly value = new Float64Array(1);
  weight = 0;
  impurity = 0;
  readonly score = 0;
  readonly slack = 0;
  readonly #sampleWeight: Float64Array;
  /** The node's own, by place. */
  readonly #nodeWeight: Float64Array;

  constructor(sampleWeight: Float64Array) {
    this.#sampleWeight = sampleWeight;
    this.#nodeWeight = new Float64Array(sampleWeight.length);
  }

  measure(ids: Int32Array, start: number, end: number): void {
    this.weight = 0;
    for (let p = start; p < end; p++) {
      const w = this.#sampleWeight[ids[p]!]!;
      this.#nodeWeight[p - start] = w;
      this.weight += w;
    }
    this.impurity = end - start > 1 ? 1 : 0;
  }

  /** The first cut that leaves enough on both sides. */
  scan(
    { places, keys, n, until }: Run,
    { minSamplesLeaf, minWeightLeaf }: { minSamplesLeaf: number; minWeightLeaf: number },
  ): number {
    let left = 0;
    for (let p = 1; p <= Math.min(until, n - minSamplesLeaf); p++) {
      left += this.#nodeWeight[places[p - 1]!]!;
      if (keys[p] === keys[p - 1] || p < minSamplesLeaf) continue;
      if (left >= minWeightLeaf && this.weight - left >= minWeightLeaf) return p;
    }
    return -1;
  }
}
