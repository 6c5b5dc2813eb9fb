import { checkCount, checkNumber, LRScheduler, type Scheduled } from "../lr-scheduler.ts";

export interface LinearLROptions {
  startFactor?: number;
  endFactor?: number;
  totalIters?: number;
}

/** η_t = η₀ (a + (b − a) min(t, T) / T): from the start factor a to the end factor b in T = totalIters steps. */
export class LinearLR extends LRScheduler {
  readonly startFactor: number;
  readonly endFactor: number;
  readonly totalIters: number;

  constructor(
    optimizer: Scheduled,
    { startFactor = 1 / 3, endFactor = 1, totalIters = 5 }: LinearLROptions = {},
  ) {
    super(optimizer);
    checkNumber("LinearLR", "startFactor", startFactor, Number.MIN_VALUE, 1);
    checkNumber("LinearLR", "endFactor", endFactor, 0, 1);
    checkCount("LinearLR", "totalIters", totalIters);
    this.startFactor = startFactor;
    this.endFactor = endFactor;
    this.totalIters = totalIters;
    this.goTo(0);
  }

  ratesAt(t: number): number[] {
    const { startFactor, endFactor, totalIters } = this;
    const factor = t >= totalIters ? endFactor : startFactor + ((endFactor - startFactor) * t) / totalIters;
    return this.baseLrs.map((lr) => lr * factor);
  }
}
