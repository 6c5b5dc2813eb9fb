import { argsort } from "../ranked-columns.ts";

/**
 * The weighted median of samples that come one by one, and their summed absolute distance to it, in O(log n) each. Two binary indexed
 * trees over the targets in order hold the sums of w and w y; the median is found by walking down the first.
 *
 * Fenwick 1994, "A new data structure for cumulative frequency tables", https://doi.org/10.1002/spe.4380240306
 */
export class RunningMedian {
  /** Σ w of the samples so far. */
  weight = 0;
  readonly #y: Float64Array;
  readonly #sampleWeight: Float64Array;
  /** Each sample's place, from 1, among the targets of all; then among those of the node. */
  readonly #placeOfAll: Int32Array;
  readonly #place: Int32Array;
  /** The node's targets in order, from place 1. */
  readonly #sorted: Float64Array;
  readonly #weights: Float64Array;
  readonly #sums: Float64Array;
  #size = 0;
  #sum = 0;
  /** After median(): Σ w and Σ w y of the targets up to it. */
  #weightBelow = 0;
  #sumBelow = 0;
  #median = 0;

  constructor(y: Float64Array, sampleWeight: Float64Array) {
    const n = y.length;
    this.#y = y;
    this.#sampleWeight = sampleWeight;
    this.#placeOfAll = new Int32Array(n);
    for (const [at, i] of argsort(y).entries()) this.#placeOfAll[i] = at;
    this.#place = new Int32Array(n);
    this.#sorted = new Float64Array(n + 1);
    this.#weights = new Float64Array(n + 1);
    this.#sums = new Float64Array(n + 1);
  }

  /** The node whose samples will come: ids[start … end). None has come yet. */
  begin(ids: Int32Array, start: number, end: number): void {
    const order = Float64Array.from(
      ids.subarray(start, end),
      (i) => this.#placeOfAll[i]! * 2 ** 26 + i,
    ).sort();
    this.#size = order.length;
    for (let at = 0; at < order.length; at++) {
      const i = order[at]! % 2 ** 26;
      this.#place[i] = at + 1;
      this.#sorted[at + 1] = this.#y[i]!;
    }
    this.clear();
  }

  /** None of the node's samples has come. */
  clear(): void {
    this.#weights.fill(0, 0, this.#size + 1);
    this.#sums.fill(0, 0, this.#size + 1);
    this.weight = 0;
    this.#sum = 0;
  }

  add(i: number): void {
    const w = this.#sampleWeight[i]!;
    const wy = w * this.#y[i]!;
    this.weight += w;
    this.#sum += wy;
    for (let at = this.#place[i]!; at <= this.#size; at += at & -at) {
      this.#weights[at]! += w;
      this.#sums[at]! += wy;
    }
  }

  /** The first target up to which at least half the weight lies; the middle between it and the next where it is just half. */
  median(): number {
    const half = this.weight / 2;
    const tiny = this.weight * 2 ** -46;
    const at = this.#lastBelow(half - tiny) + 1;
    this.#median = this.#sorted[at]!;
    const here = this.#weightUpTo(at);
    if (Math.abs(here - half) <= tiny) {
      const next = this.#lastBelow(half + tiny) + 1;
      if (next <= this.#size) this.#median = (this.#median + this.#sorted[next]!) / 2;
    }
    return this.#median;
  }

  /** Σ w |y − m|, m as median() gave it last: of the targets up to it m W − S, of the others S − m W. */
  error(): number {
    const [weightAbove, sumAbove] = [this.weight - this.#weightBelow, this.#sum - this.#sumBelow];
    return this.#median * this.#weightBelow - this.#sumBelow + sumAbove - this.#median * weightAbove;
  }

  /** The last place up to which the weights sum to less than `bound`. */
  #lastBelow(bound: number): number {
    let [at, below] = [0, 0];
    for (let step = 2 ** Math.floor(Math.log2(Math.max(1, this.#size))); step >= 1; step /= 2) {
      const next = at + step;
      if (next > this.#size || below + this.#weights[next]! >= bound) continue;
      at = next;
      below += this.#weights[next]!;
    }
    return at;
  }

  /** Σ w up to a place; keeps it and Σ w y for error(). */
  #weightUpTo(place: number): number {
    let [weight, sum] = [0, 0];
    for (let at = place; at > 0; at -= at & -at) {
      weight += this.#weights[at]!;
      sum += this.#sums[at]!;
    }
    this.#weightBelow = weight;
    this.#sumBelow = sum;
    return weight;
  }
}
