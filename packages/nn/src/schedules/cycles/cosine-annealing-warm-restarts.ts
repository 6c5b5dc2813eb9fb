import { checkCount, checkNumber, LRScheduler, type Scheduled } from "../lr-scheduler.ts";
import { cosine } from "./cosine-annealing-lr.ts";

export interface CosineAnnealingWarmRestartsOptions {
  /** Steps until the first restart. */
  T0: number;
  /** How many times longer each period is than the one before: a whole number. */
  TMult?: number;
  etaMin?: number;
}

/**
 * Half a cosine from η₀ to η_min in each of T0, T0 · TMult, T0 · TMult², … steps, and up again at once (SGDR).
 *
 *   η_t = η_min + ½ (η₀ − η_min) (1 + cos(π T_cur / T_i))        (5)
 *
 * Loshchilov, Hutter 2017, https://arxiv.org/abs/1608.03983.
 */
export class CosineAnnealingWarmRestarts extends LRScheduler {
  readonly T0: number;
  readonly TMult: number;
  readonly etaMin: number;

  constructor(optimizer: Scheduled, { T0, TMult = 1, etaMin = 0 }: CosineAnnealingWarmRestartsOptions) {
    super(optimizer);
    checkCount("CosineAnnealingWarmRestarts", "T0", T0);
    checkCount("CosineAnnealingWarmRestarts", "TMult", TMult);
    checkNumber("CosineAnnealingWarmRestarts", "etaMin", etaMin, 0);
    this.T0 = T0;
    this.TMult = TMult;
    this.etaMin = etaMin;
    this.goTo(0);
  }

  ratesAt(t: number): number[] {
    let [current, length] = [t, this.T0];
    if (this.TMult === 1) current %= length;
    while (current >= length) {
      current -= length;
      length *= this.TMult;
    }
    return this.baseLrs.map((lr) => cosine(lr, this.etaMin, current / length));
  }
}
