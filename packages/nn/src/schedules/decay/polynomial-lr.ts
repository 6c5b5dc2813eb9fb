import { checkCount, checkNumber, LRScheduler, type Scheduled } from "../lr-scheduler.ts";

export interface PolynomialLROptions {
  totalIters?: number;
  power?: number;
}

/** η_t = η₀ (1 − min(t, T) / T)^power: to 0 in T = totalIters steps. */
export class PolynomialLR extends LRScheduler {
  readonly totalIters: number;
  readonly power: number;

  constructor(optimizer: Scheduled, { totalIters = 5, power = 1 }: PolynomialLROptions = {}) {
    super(optimizer);
    checkCount("PolynomialLR", "totalIters", totalIters);
    checkNumber("PolynomialLR", "power", power, 0);
    this.totalIters = totalIters;
    this.power = power;
    this.goTo(0);
  }

  ratesAt(t: number): number[] {
    const factor = (1 - Math.min(t, this.totalIters) / this.totalIters) ** this.power;
    return this.baseLrs.map((lr) => lr * factor);
  }
}
