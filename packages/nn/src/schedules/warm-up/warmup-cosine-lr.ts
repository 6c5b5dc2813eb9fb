import { cosine } from "../cycles/cosine-annealing-lr.ts";
import { checkCount, checkNumber, LRScheduler, type Scheduled } from "../lr-scheduler.ts";

export interface WarmupCosineLROptions {
  /** W; the rate of t = 0 is 0 unless W is. */
  warmupSteps: number;
  totalSteps: number;
  etaMin?: number;
}

/**
 * Up in a straight line, then down half a cosine; what transformers are mostly trained with.
 *
 *   η_t = η₀ t / W                                                          for t < W
 *   η_t = η_min + ½ (η₀ − η_min) (1 + cos(π (t − W) / (totalSteps − W)))    until totalSteps, η_min from then on
 *
 * Cosine: Loshchilov, Hutter 2017, https://arxiv.org/abs/1608.03983; warm-up: Goyal et al. 2017, https://arxiv.org/abs/1706.02677.
 */
export class WarmupCosineLR extends LRScheduler {
  readonly warmupSteps: number;
  readonly totalSteps: number;
  readonly etaMin: number;

  constructor(optimizer: Scheduled, { warmupSteps, totalSteps, etaMin = 0 }: WarmupCosineLROptions) {
    super(optimizer);
    checkCount("WarmupCosineLR", "warmupSteps", warmupSteps, 0);
    checkCount("WarmupCosineLR", "totalSteps", totalSteps, warmupSteps + 1);
    checkNumber("WarmupCosineLR", "etaMin", etaMin, 0);
    this.warmupSteps = warmupSteps;
    this.totalSteps = totalSteps;
    this.etaMin = etaMin;
    this.goTo(0);
  }

  ratesAt(t: number): number[] {
    const { warmupSteps, totalSteps, etaMin } = this;
    if (t < warmupSteps) return this.baseLrs.map((lr) => (lr * t) / warmupSteps);
    const share = Math.min((t - warmupSteps) / (totalSteps - warmupSteps), 1);
    return this.baseLrs.map((lr) => cosine(lr, etaMin, share));
  }
}
