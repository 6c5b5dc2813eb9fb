import { checkCount, LRScheduler, type Scheduled } from "../lr-scheduler.ts";

export interface InverseSquareRootLROptions {
  warmupSteps: number;
  /** The model's width d, which the paper's rate shrinks with. Without it the highest rate is η₀ itself. */
  dModel?: number;
}

/**
 * Up in a straight line, then down as 1 / √t ("Noam"). With n = t + 1, the step to come, and W = warmupSteps:
 *
 *   η_t = η₀ d^−½ min(n^−½, n W^−3/2)          (3), times η₀
 *   η_t = η₀ min(√(W / n), n / W)              without dModel
 *
 * Vaswani et al. 2017, https://arxiv.org/abs/1706.03762.
 */
export class InverseSquareRootLR extends LRScheduler {
  readonly warmupSteps: number;
  readonly dModel: number | undefined;

  constructor(optimizer: Scheduled, { warmupSteps, dModel }: InverseSquareRootLROptions) {
    super(optimizer);
    checkCount("InverseSquareRootLR", "warmupSteps", warmupSteps);
    if (dModel !== undefined) checkCount("InverseSquareRootLR", "dModel", dModel);
    this.warmupSteps = warmupSteps;
    this.dModel = dModel;
    this.goTo(0);
  }

  ratesAt(t: number): number[] {
    const { warmupSteps: W, dModel } = this;
    const n = t + 1;
    const factor =
      dModel === undefined
        ? Math.min(Math.sqrt(W / n), n / W)
        : Math.min(n ** -0.5, n * W ** -1.5) / Math.sqrt(dModel);
    return this.baseLrs.map((lr) => lr * factor);
  }
}
