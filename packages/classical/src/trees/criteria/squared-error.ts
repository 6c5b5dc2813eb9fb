import { type Criterion, isMonotone, type Limits, type Monotone, ROUNDING, type Run } from "./criterion.ts";

/**
 * The mean squared distance to the node's mean, its variance.
 *
 *   I = Σᵢ wᵢ (yᵢ − ȳ)² / n,   ȳ = Σᵢ wᵢ yᵢ / n,   n = Σᵢ wᵢ
 *
 * A cut into L and R lowers I by (n_L n_R / n²) (ȳ_L − ȳ_R)², Friedman's improvement ("friedman_mse" is the same criterion by another
 * name). With S = Σ_L wᵢ (yᵢ − ȳ), and as the same sum over R is −S, that is S² / (n_L n_R).
 *
 * Friedman 2001, "Greedy function approximation", equation 35, https://doi.org/10.1214/aos/1013203451
 */
export class SquaredError implements Criterion {
  readonly width = 1;
  readonly value = new Float64Array(1);
  weight = 0;
  impurity = 0;
  score = 0;
  slack = 0;
  readonly #y: Float64Array;
  readonly #sampleWeight: Float64Array;
  /** The node's own, by place. */
  readonly #nodeY: Float64Array;
  readonly #nodeWeight: Float64Array;

  constructor(y: Float64Array, sampleWeight: Float64Array) {
    this.#y = y;
    this.#sampleWeight = sampleWeight;
    this.#nodeY = new Float64Array(y.length);
    this.#nodeWeight = new Float64Array(y.length);
  }

  measure(ids: Int32Array, start: number, end: number): void {
    const [y, sampleWeight] = [this.#y, this.#sampleWeight];
    const [nodeY, nodeWeight] = [this.#nodeY, this.#nodeWeight];
    let [weight, sum] = [0, 0];
    for (let p = start; p < end; p++) {
      const i = ids[p]!;
      const w = sampleWeight[i]!;
      nodeY[p - start] = y[i]!;
      nodeWeight[p - start] = w;
      weight += w;
      sum += w * y[i]!;
    }
    const mean = sum / weight;
    let squares = 0;
    for (let at = 0; at < end - start; at++) {
      const off = nodeY[at]! - mean;
      squares += nodeWeight[at]! * off * off;
    }
    this.weight = weight;
    this.value[0] = mean;
    this.impurity = squares / weight;
    this.slack = ROUNDING * this.impurity;
  }

  scan(
    { places, keys, n, until }: Run,
    { minSamplesLeaf, minWeightLeaf }: Limits,
    monotone: Monotone,
  ): number {
    const [nodeY, nodeWeight] = [this.#nodeY, this.#nodeWeight];
    const { weight, slack } = this;
    const mean = this.value[0]!;
    let [weightLeft, sumLeft] = [0, 0];
    let [best, cut, toBeat] = [Number.NEGATIVE_INFINITY, -1, Number.NEGATIVE_INFINITY];
    const last = Math.min(until, n - Math.max(1, minSamplesLeaf));
    for (let p = 1; p <= last; p++) {
      const i = places[p - 1]!;
      const w = nodeWeight[i]!;
      weightLeft += w;
      sumLeft += w * (nodeY[i]! - mean);
      if (keys[p] === keys[p - 1] || p < minSamplesLeaf) continue;
      const weightRight = weight - weightLeft;
      const score = (sumLeft * sumLeft) / (weightLeft * weightRight);
      if (score <= toBeat || weightLeft < minWeightLeaf || weightRight < minWeightLeaf) continue;
      if (monotone.sign !== 0) {
        const [left, right] = [mean + sumLeft / weightLeft, mean - sumLeft / weightRight];
        if (!isMonotone(monotone, left, right)) continue;
      }
      best = score;
      toBeat = score + slack;
      cut = p;
    }
    this.score = best;
    return cut;
  }
}
