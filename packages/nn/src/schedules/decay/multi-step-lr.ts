import { checkCount, checkNumber, LRScheduler, type Scheduled } from "../lr-scheduler.ts";

export interface MultiStepLROptions {
  milestones: readonly number[];
  gamma?: number;
}

/** η_t = η₀ γ^m, m the milestones that t has reached; one that is listed twice counts twice. */
export class MultiStepLR extends LRScheduler {
  readonly milestones: readonly number[];
  readonly gamma: number;

  constructor(optimizer: Scheduled, { milestones, gamma = 0.1 }: MultiStepLROptions) {
    super(optimizer);
    for (const milestone of milestones) checkCount("MultiStepLR", "milestone", milestone);
    checkNumber("MultiStepLR", "gamma", gamma, 0);
    this.milestones = [...milestones];
    this.gamma = gamma;
    this.goTo(0);
  }

  ratesAt(t: number): number[] {
    const factor = this.gamma ** this.milestones.filter((milestone) => milestone <= t).length;
    return this.baseLrs.map((lr) => lr * factor);
  }
}
