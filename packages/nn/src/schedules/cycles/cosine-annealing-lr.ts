import { checkCount, checkNumber, LRScheduler, type Scheduled } from "../lr-scheduler.ts";

export interface CosineAnnealingLROptions {
  /** Steps from the highest rate to the lowest. */
  TMax: number;
  etaMin?: number;
}

/**
 * η_t = η_min + ½ (η₀ − η_min) (1 + cos(π t / TMax)),   (5) without restarts: from TMax on the rate rises again, as in PyTorch.
 *
 * Loshchilov, Hutter 2017, https://arxiv.org/abs/1608.03983.
 */
export class CosineAnnealingLR extends LRScheduler {
  readonly TMax: number;
  readonly etaMin: number;

  constructor(optimizer: Scheduled, { TMax, etaMin = 0 }: CosineAnnealingLROptions) {
    super(optimizer);
    checkCount("CosineAnnealingLR", "TMax", TMax);
    checkNumber("CosineAnnealingLR", "etaMin", etaMin, 0);
    this.TMax = TMax;
    this.etaMin = etaMin;
    this.goTo(0);
  }

  ratesAt(t: number): number[] {
    return this.baseLrs.map((lr) => cosine(lr, this.etaMin, t / this.TMax));
  }
}

/** Half a cosine from `from` at 0 to `to` at 1. */
export function cosine(from: number, to: number, share: number): number {
  return to + 0.5 * (from - to) * (1 + Math.cos(Math.PI * share));
}
