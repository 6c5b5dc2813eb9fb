import { checkCount, checkNumber, LRScheduler, type Scheduled } from "../lr-scheduler.ts";

export interface StepLROptions {
  stepSize: number;
  gamma?: number;
}

/** η_t = η₀ γ^⌊t / stepSize⌋: a tenth, unless γ says otherwise, every stepSize steps. */
export class StepLR extends LRScheduler {
  readonly stepSize: number;
  readonly gamma: number;

  constructor(optimizer: Scheduled, { stepSize, gamma = 0.1 }: StepLROptions) {
    super(optimizer);
    checkCount("StepLR", "stepSize", stepSize);
    checkNumber("StepLR", "gamma", gamma, 0);
    this.stepSize = stepSize;
    this.gamma = gamma;
    this.goTo(0);
  }

  ratesAt(t: number): number[] {
    const factor = this.gamma ** Math.floor(t / this.stepSize);
    return this.baseLrs.map((lr) => lr * factor);
  }
}
