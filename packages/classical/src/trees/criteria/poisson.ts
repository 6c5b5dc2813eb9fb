import { type Criterion, isMonotone, type Limits, type Monotone, ROUNDING, type Run } from "./criterion.ts";

/**
 * Half the mean Poisson deviance from the node's mean, for counts and other targets of at least 0.
 *
 *   I = Σᵢ wᵢ yᵢ ln(yᵢ / ȳ) / n,   0 ln 0 = 0
 *
 * With sums S_L and S_R of the targets, the best cut has the largest S_L ln ȳ_L + S_R ln ȳ_R. A side whose targets are all 0 would
 * predict a rate of 0, under which nothing else can happen; such cuts are not made.
 *
 * The deviance: McCullagh and Nelder 1989, Generalized Linear Models, section 2.3.
 */
export class Poisson implements Criterion {
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
      nodeY[p - start] = y[i]!;
      nodeWeight[p - start] = sampleWeight[i]!;
      weight += sampleWeight[i]!;
      sum += sampleWeight[i]! * y[i]!;
    }
    const mean = sum / weight;
    let deviance = 0;
    for (let at = 0; at < end - start; at++) {
      const target = nodeY[at]!;
      if (target > 0) deviance += nodeWeight[at]! * target * Math.log(target / mean);
    }
    this.weight = weight;
    this.value[0] = mean;
    this.impurity = deviance / weight;
    this.slack = ROUNDING * Math.abs(deviance);
  }

  scan(
    { places, keys, n, until }: Run,
    { minSamplesLeaf, minWeightLeaf }: Limits,
    monotone: Monotone,
  ): number {
    const [nodeY, nodeWeight] = [this.#nodeY, this.#nodeWeight];
    const { weight, slack } = this;
    const sum = this.value[0]! * weight;
    const tiny = ROUNDING * sum;
    let [weightLeft, sumLeft, best, cut] = [0, 0, Number.NEGATIVE_INFINITY, -1];
    const last = Math.min(until, n - Math.max(1, minSamplesLeaf));
    for (let p = 1; p <= last; p++) {
      const i = places[p - 1]!;
      weightLeft += nodeWeight[i]!;
      sumLeft += nodeWeight[i]! * nodeY[i]!;
      if (keys[p] === keys[p - 1] || p < minSamplesLeaf) continue;
      const [weightRight, sumRight] = [weight - weightLeft, sum - sumLeft];
      if (weightLeft < minWeightLeaf || weightRight < minWeightLeaf) continue;
      if (sumLeft <= tiny || sumRight <= tiny) continue;
      const [left, right] = [sumLeft / weightLeft, sumRight / weightRight];
      if (monotone.sign !== 0 && !isMonotone(monotone, left, right)) continue;
      const score = sumLeft * Math.log(left) + sumRight * Math.log(right);
      if (score <= best + slack) continue;
      best = score;
      cut = p;
    }
    this.score = best;
    return cut;
  }
}
