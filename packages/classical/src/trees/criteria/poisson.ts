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

  constructor(y: Float64Array, sampleWeight: Float64Array) {
    this.#y = y;
    this.#sampleWeight = sampleWeight;
  }

  measure(ids: Int32Array, start: number, end: number): void {
    const y = this.#y;
    const sampleWeight = this.#sampleWeight;
    let [weight, sum] = [0, 0];
    for (let p = start; p < end; p++) {
      weight += sampleWeight[ids[p]!]!;
      sum += sampleWeight[ids[p]!]! * y[ids[p]!]!;
    }
    const mean = sum / weight;
    let deviance = 0;
    for (let p = start; p < end; p++) {
      const target = y[ids[p]!]!;
      if (target > 0) deviance += sampleWeight[ids[p]!]! * target * Math.log(target / mean);
    }
    this.weight = weight;
    this.value[0] = mean;
    this.impurity = deviance / weight;
    this.slack = ROUNDING * Math.abs(deviance);
  }

  scan({ ids, keys, n }: Run, { minSamplesLeaf, minWeightLeaf }: Limits, monotone: Monotone): number {
    const y = this.#y;
    const sampleWeight = this.#sampleWeight;
    const { weight, slack } = this;
    const sum = this.value[0]! * weight;
    const tiny = ROUNDING * sum;
    let [weightLeft, sumLeft, best, cut] = [0, 0, Number.NEGATIVE_INFINITY, -1];
    const last = n - Math.max(1, minSamplesLeaf);
    for (let p = 1; p <= last; p++) {
      const i = ids[p - 1]!;
      weightLeft += sampleWeight[i]!;
      sumLeft += sampleWeight[i]! * y[i]!;
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
