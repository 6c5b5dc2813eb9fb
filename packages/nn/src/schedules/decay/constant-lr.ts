import { checkCount, checkNumber, LRScheduler, type Scheduled } from "../lr-scheduler.ts";

export interface ConstantLROptions {
  factor?: number;
  totalIters?: number;
}

/** η_t = η₀ · factor for t < totalIters, η₀ from then on. */
export class ConstantLR extends LRScheduler {
  readonly factor: number;
  readonly totalIters: number;

  constructor(optimizer: Scheduled, { factor = 1 / 3, totalIters = 5 }: ConstantLROptions = {}) {
    super(optimizer);
    checkNumber("ConstantLR", "factor", factor, 0, 1);
    checkCount("ConstantLR", "totalIters", totalIters, 0);
    this.factor = factor;
    this.totalIters = totalIters;
    this.goTo(0);
  }

  ratesAt(t: number): number[] {
    return this.baseLrs.map((lr) => (t < this.totalIters ? lr * this.factor : lr));
  }
}
