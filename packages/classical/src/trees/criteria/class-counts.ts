import { type Criterion, isMonotone, type Limits, type Monotone, ROUNDING, type Run } from "./criterion.ts";

/** What the criteria of classifiers share: the weight of each class in a node, and on the left and right of a cut. */
export abstract class ClassCounts implements Criterion {
  readonly width: number;
  /** The share of each class, [K]. */
  readonly value: Float64Array;
  weight = 0;
  impurity = 0;
  score = 0;
  slack = 0;
  readonly #y: Int32Array;
  readonly #sampleWeight: Float64Array;
  /** The node's own, by place. */
  protected readonly nodeY: Int32Array;
  protected readonly nodeWeight: Float64Array;
  /** The weight of each class, [K]: in the node, left and right of the cut. */
  protected readonly total: Float64Array;
  protected readonly left: Float64Array;
  protected readonly right: Float64Array;

  constructor(y: Int32Array, sampleWeight: Float64Array, nClasses: number) {
    this.#y = y;
    this.#sampleWeight = sampleWeight;
    this.nodeY = new Int32Array(y.length);
    this.nodeWeight = new Float64Array(y.length);
    this.width = nClasses;
    this.value = new Float64Array(nClasses);
    this.total = new Float64Array(nClasses);
    this.left = new Float64Array(nClasses);
    this.right = new Float64Array(nClasses);
  }

  measure(ids: Int32Array, start: number, end: number): void {
    const { nodeY, nodeWeight, total, value } = this;
    const [y, sampleWeight] = [this.#y, this.#sampleWeight];
    total.fill(0);
    let weight = 0;
    for (let p = start; p < end; p++) {
      const i = ids[p]!;
      const w = sampleWeight[i]!;
      const k = y[i]!;
      nodeY[p - start] = k;
      nodeWeight[p - start] = w;
      total[k]! += w;
      weight += w;
    }
    this.weight = weight;
    for (let k = 0; k < value.length; k++) value[k] = total[k]! / weight;
    this.impurity = this.impurityOf(value);
    this.slack = ROUNDING * weight;
  }

  abstract scan(run: Run, limits: Limits, monotone: Monotone): number;

  /** Of a node with these shares of the classes. */
  protected abstract impurityOf(shares: Float64Array): number;

  /** Whether the share of class 1, the second of two, is monotone. */
  protected isAllowed(monotone: Monotone, weightLeft: number): boolean {
    const right = this.weight - weightLeft;
    return isMonotone(monotone, this.left[1]! / weightLeft, this.right[1]! / right);
  }
}
