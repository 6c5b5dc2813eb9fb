import { checkNumber, LRScheduler, type Scheduled } from "../lr-scheduler.ts";

export interface ExponentialLROptions {
  gamma: number;
}

/** η_t = η₀ γ^t. */
export class ExponentialLR extends LRScheduler {
  readonly gamma: number;

  constructor(optimizer: Scheduled, { gamma }: ExponentialLROptions) {
    super(optimizer);
    checkNumber("ExponentialLR", "gamma", gamma, 0);
    this.gamma = gamma;
    this.goTo(0);
  }

  ratesAt(t: number): number[] {
    return this.baseLrs.map((lr) => lr * this.gamma ** t);
  }
}
