import { cosine } from "../cycles/cosine-annealing-lr.ts";
import { checkCount, checkNumber, LRScheduler, type Scheduled } from "../lr-scheduler.ts";

export interface WarmupStableDecayLROptions {
  warmupSteps: number;
  totalSteps: number;
  /** The last steps of the run, in which the rate falls. */
  decaySteps: number;
  decay?: "linear" | "1-sqrt" | "cosine";
  etaMin?: number;
}

/** What is left of the rate at a share of the decay. */
const shapes = {
  linear: (share: number) => 1 - share,
  "1-sqrt": (share: number) => 1 - Math.sqrt(share),
  cosine: (share: number) => cosine(1, 0, share),
};

/**
 * Up in a straight line, level for most of the run, down at its end: the run can be continued from before its decay.
 *
 *   η_t = η₀ t / W                           for t < W = warmupSteps
 *   η_t = η₀                                 until N − D = totalSteps − decaySteps
 *   η_t = η_min + (η₀ − η_min) f(s),         s = (t − (N − D)) / D, until N; η_min from then on
 *
 * with f(s) = 1 − s, 1 − √s or ½ (1 + cos π s). Hägele et al. 2024, https://arxiv.org/abs/2405.18392, (1) and (2), who find 1 − √s
 * best; Hu et al. 2024, https://arxiv.org/abs/2404.06395.
 */
export class WarmupStableDecayLR extends LRScheduler {
  readonly options: Required<WarmupStableDecayLROptions>;

  constructor(optimizer: Scheduled, options: WarmupStableDecayLROptions) {
    super(optimizer);
    const { warmupSteps, totalSteps, decaySteps, decay = "linear", etaMin = 0 } = options;
    checkCount("WarmupStableDecayLR", "warmupSteps", warmupSteps, 0);
    checkCount("WarmupStableDecayLR", "decaySteps", decaySteps);
    checkCount("WarmupStableDecayLR", "totalSteps", totalSteps, warmupSteps + decaySteps);
    checkNumber("WarmupStableDecayLR", "etaMin", etaMin, 0);
    if (!Object.hasOwn(shapes, decay))
      throw new RangeError(
        `WarmupStableDecayLR: decay ${String(decay)}, "linear", "1-sqrt" or "cosine" is needed`,
      );
    this.options = { warmupSteps, totalSteps, decaySteps, decay, etaMin };
    this.goTo(0);
  }

  ratesAt(t: number): number[] {
    const { warmupSteps, totalSteps, decaySteps, decay, etaMin } = this.options;
    if (t < warmupSteps) return this.baseLrs.map((lr) => (lr * t) / warmupSteps);
    const share = (Math.min(t, totalSteps) - (totalSteps - decaySteps)) / decaySteps;
    if (share <= 0) return [...this.baseLrs];
    return this.baseLrs.map((lr) => etaMin + (lr - etaMin) * shapes[decay](share));
  }
}
