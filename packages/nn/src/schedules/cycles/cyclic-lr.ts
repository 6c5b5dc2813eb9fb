import { checkCount, checkNumber, LRScheduler, perGroup, type Scheduled } from "../lr-scheduler.ts";
import { checkMomentum, setMomentum } from "./momentum.ts";

export interface CyclicLROptions {
  /** The lowest rate, and the first. */
  baseLr: number | readonly number[];
  /** The highest one, of the first cycle. */
  maxLr: number | readonly number[];
  stepSizeUp?: number;
  /** stepSizeUp unless told. */
  stepSizeDown?: number;
  /** Peaks of one height; of half the height in each cycle; or lower by γ at each step. */
  mode?: "triangular" | "triangular2" | "exp_range";
  gamma?: number;
  /** Whether the momentum goes down where the rate goes up. */
  cycleMomentum?: boolean;
  baseMomentum?: number | readonly number[];
  maxMomentum?: number | readonly number[];
}

/**
 * Rates that go up and down in straight lines, at height h from 0 to 1 of the way between the two:
 *
 *   η_t = base + (max − base) · h_t · s_t,   s = 1, 2^(1 − cycle) or γ^t
 *
 * The momentum is maxMomentum − (maxMomentum − baseMomentum) · h_t · s_t. Smith 2017, https://arxiv.org/abs/1506.01186.
 */
export class CyclicLR extends LRScheduler {
  readonly options: Required<CyclicLROptions>;
  readonly #lrs: (readonly number[])[];
  readonly #momenta: (readonly number[])[];

  constructor(optimizer: Scheduled, options: CyclicLROptions) {
    super(optimizer);
    const { baseLr, maxLr, stepSizeUp = 2000, stepSizeDown = stepSizeUp, mode = "triangular" } = options;
    const { gamma = 1, cycleMomentum = true, baseMomentum = 0.8, maxMomentum = 0.9 } = options;
    const groups = this.baseLrs.length;
    const numbers = { baseLr, maxLr, baseMomentum, maxMomentum };
    const [low, high, least, most] = Object.entries(numbers).map(([name, value]) =>
      perGroup("CyclicLR", name, value, groups),
    ) as [readonly number[], readonly number[], readonly number[], readonly number[]];
    for (let i = 0; i < groups; i++) {
      checkNumber("CyclicLR", "baseLr", low[i]!, 0);
      checkNumber("CyclicLR", "maxLr", high[i]!, low[i]!);
      checkNumber("CyclicLR", "baseMomentum", least[i]!, 0, 1);
      checkNumber("CyclicLR", "maxMomentum", most[i]!, least[i]!, 1);
    }
    checkCount("CyclicLR", "stepSizeUp", stepSizeUp);
    checkCount("CyclicLR", "stepSizeDown", stepSizeDown);
    checkNumber("CyclicLR", "gamma", gamma, 0);
    if (!["triangular", "triangular2", "exp_range"].includes(mode))
      throw new RangeError(
        `CyclicLR: mode ${String(mode)}, "triangular", "triangular2" or "exp_range" is needed`,
      );
    if (cycleMomentum) checkMomentum("CyclicLR", optimizer);
    this.options = { ...numbers, stepSizeUp, stepSizeDown, mode, gamma, cycleMomentum };
    this.#lrs = [low, high];
    this.#momenta = [least, most];
    this.goTo(0);
  }

  ratesAt(t: number): number[] {
    const height = this.#height(t);
    const [low, high] = this.#lrs;
    return low!.map((lr, i) => lr + (high![i]! - lr) * height);
  }

  override goTo(t: number): void {
    super.goTo(t);
    if (!this.options.cycleMomentum) return;
    const height = this.#height(t);
    const [least, most] = this.#momenta;
    for (const [i, group] of this.optimizer.paramGroups.entries())
      setMomentum(group, most![i]! - (most![i]! - least![i]!) * height);
  }

  /** h_t · s_t. */
  #height(t: number): number {
    const { stepSizeUp, stepSizeDown, mode, gamma } = this.options;
    const period = stepSizeUp + stepSizeDown;
    const place = t % period;
    const height = place <= stepSizeUp ? place / stepSizeUp : (period - place) / stepSizeDown;
    if (mode === "triangular") return height;
    return height * (mode === "triangular2" ? 0.5 ** Math.floor(t / period) : gamma ** t);
  }
}
