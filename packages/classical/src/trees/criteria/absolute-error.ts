import { type Criterion, isMonotone, type Limits, type Monotone, ROUNDING, type Run } from "./criterion.ts";
import { RunningMedian } from "./running-median.ts";

/**
 * The mean absolute distance to the node's median.
 *
 *   I = Σᵢ wᵢ |yᵢ − m| / n,   m the weighted median: the middle of the interval where both sides weigh at most n / 2
 *
 * The best cut has the smallest Σ_L wᵢ |yᵢ − m_L| + Σ_R wᵢ |yᵢ − m_R|. A running median gives the left sums of all cuts in one pass
 * and the right ones in one pass back, O(n log n) in all.
 *
 * Breiman, Friedman, Olshen, Stone 1984, Classification and Regression Trees, section 8.11.
 */
export class AbsoluteError implements Criterion {
  readonly width = 1;
  readonly value = new Float64Array(1);
  weight = 0;
  impurity = 0;
  score = 0;
  slack = 0;
  readonly #sampleWeight: Float64Array;
  /** The rows of the node, by place. */
  readonly #ids: Int32Array;
  readonly #seen: RunningMedian;
  /** Of the first p samples of the run. */
  readonly #errorLeft: Float64Array;
  readonly #medianLeft: Float64Array;

  constructor(y: Float64Array, sampleWeight: Float64Array) {
    this.#sampleWeight = sampleWeight;
    this.#ids = new Int32Array(y.length);
    this.#seen = new RunningMedian(y, sampleWeight);
    this.#errorLeft = new Float64Array(y.length + 1);
    this.#medianLeft = new Float64Array(y.length + 1);
  }

  measure(ids: Int32Array, start: number, end: number): void {
    const seen = this.#seen;
    this.#ids.set(ids.subarray(start, end));
    seen.begin(ids, start, end);
    for (let p = start; p < end; p++) seen.add(ids[p]!);
    this.weight = seen.weight;
    this.value[0] = seen.median();
    this.impurity = seen.error() / seen.weight;
    this.slack = ROUNDING * seen.error();
  }

  scan(
    { places, keys, n, until }: Run,
    { minSamplesLeaf, minWeightLeaf }: Limits,
    monotone: Monotone,
  ): number {
    const [seen, ids] = [this.#seen, this.#ids];
    const [errorLeft, medianLeft] = [this.#errorLeft, this.#medianLeft];
    seen.clear();
    for (let p = 1; p < n; p++) {
      seen.add(ids[places[p - 1]!]!);
      if (keys[p] === keys[p - 1]) continue;
      medianLeft[p] = seen.median();
      errorLeft[p] = seen.error();
    }
    seen.clear();
    let [best, cut, weightRight] = [Number.NEGATIVE_INFINITY, -1, 0];
    for (let p = n - 1; p >= Math.max(1, minSamplesLeaf); p--) {
      const i = ids[places[p]!]!;
      seen.add(i);
      weightRight += this.#sampleWeight[i]!;
      if (p > until || keys[p] === keys[p - 1] || n - p < minSamplesLeaf) continue;
      if (weightRight < minWeightLeaf || this.weight - weightRight < minWeightLeaf) continue;
      const right = seen.median();
      if (monotone.sign !== 0 && !isMonotone(monotone, medianLeft[p]!, right)) continue;
      // From the last cut to the first: an equal one replaces the one after it.
      const score = -(errorLeft[p]! + seen.error());
      if (score < best - this.slack) continue;
      best = Math.max(best, score);
      cut = p;
    }
    this.score = best;
    return cut;
  }
}
