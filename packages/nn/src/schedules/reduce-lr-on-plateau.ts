import { tensor } from "@blankfile/tensor";
import type { StateDict } from "../module/state.ts";
import { checkCount, checkNumber, checkState, perGroup, type Scheduled } from "./lr-scheduler.ts";

export interface ReduceLROnPlateauOptions {
  /** Whether the metric shall fall or rise. */
  mode?: "min" | "max";
  factor?: number;
  /** Steps without a better metric that are borne; the rate falls at the next one. */
  patience?: number;
  /** How much better counts as better. */
  threshold?: number;
  /** The threshold as a share of the best metric, or as it is. */
  thresholdMode?: "rel" | "abs";
  /** Steps after a fall in which no bad metric counts. */
  cooldown?: number;
  minLr?: number | readonly number[];
  /** A smaller change of the rate is left undone. */
  eps?: number;
}

/**
 * Lowers the rates by a factor where a metric no longer gets better: `step(metric)` after each validation.
 *
 *   better:  m < best · (1 − threshold) or best − threshold;   mode "max": m > best · (1 + threshold) or best + threshold
 */
export class ReduceLROnPlateau {
  readonly optimizer: Scheduled;
  readonly options: Required<ReduceLROnPlateauOptions>;
  readonly #minLrs: readonly number[];
  #best: number;
  #bad = 0;
  #cooldown = 0;
  #lastEpoch = 0;

  constructor(optimizer: Scheduled, options: ReduceLROnPlateauOptions = {}) {
    const where = "ReduceLROnPlateau";
    const { mode = "min", factor = 0.1, patience = 10, threshold = 1e-4, thresholdMode = "rel" } = options;
    const { cooldown = 0, minLr = 0, eps = 1e-8 } = options;
    if (!Array.isArray(optimizer?.paramGroups))
      throw new TypeError(`${where}: no optimiser, one with paramGroups is needed`);
    if (mode !== "min" && mode !== "max")
      throw new RangeError(`${where}: mode ${String(mode)}, "min" or "max" is needed`);
    if (thresholdMode !== "rel" && thresholdMode !== "abs")
      throw new RangeError(`${where}: thresholdMode ${String(thresholdMode)}, "rel" or "abs" is needed`);
    checkNumber(where, "factor", factor, 0);
    if (factor >= 1) throw new RangeError(`${where}: factor ${factor}, a number below 1 is needed`);
    checkCount(where, "patience", patience, 0);
    checkCount(where, "cooldown", cooldown, 0);
    checkNumber(where, "threshold", threshold, 0);
    checkNumber(where, "eps", eps, 0);
    this.optimizer = optimizer;
    this.#minLrs = perGroup(where, "minLr", minLr, optimizer.paramGroups.length);
    for (const lr of this.#minLrs) checkNumber(where, "minLr", lr, 0);
    this.options = { mode, factor, patience, threshold, thresholdMode, cooldown, minLr, eps };
    this.#best = mode === "min" ? Infinity : -Infinity;
  }

  /** The best metric so far; ∞ or −∞ before the first. */
  get best(): number {
    return this.#best;
  }

  get lastEpoch(): number {
    return this.#lastEpoch;
  }

  getLastLr(): number[] {
    return this.optimizer.paramGroups.map(({ lr }) => lr);
  }

  step(metric: number): void {
    if (typeof metric !== "number" || Number.isNaN(metric))
      throw new RangeError(`ReduceLROnPlateau: metric ${String(metric)}, a number is needed`);
    this.#lastEpoch++;
    if (this.#isBetter(metric)) {
      this.#best = metric;
      this.#bad = 0;
    } else this.#bad++;
    if (this.#cooldown > 0) {
      this.#cooldown--;
      this.#bad = 0;
    }
    if (this.#bad <= this.options.patience) return;
    this.#reduce();
    this.#cooldown = this.options.cooldown;
    this.#bad = 0;
  }

  #isBetter(metric: number): boolean {
    const { mode, threshold, thresholdMode } = this.options;
    const sign = mode === "min" ? -1 : 1;
    const bar = thresholdMode === "rel" ? this.#best * (1 + sign * threshold) : this.#best + sign * threshold;
    return mode === "min" ? metric < bar : metric > bar;
  }

  #reduce(): void {
    const { factor, eps } = this.options;
    for (const [i, group] of this.optimizer.paramGroups.entries()) {
      const next = Math.max(group.lr * factor, this.#minLrs[i]!);
      if (group.lr - next > eps) group.lr = next;
    }
  }

  /** The rates themselves are in the optimiser's state too; here they stand so that the schedule's is whole. */
  stateDict(): StateDict {
    return {
      last_epoch: tensor(this.#lastEpoch, { dtype: "int32" }),
      best: tensor(this.#best, { dtype: "float64" }),
      num_bad_epochs: tensor(this.#bad, { dtype: "int32" }),
      cooldown_counter: tensor(this.#cooldown, { dtype: "int32" }),
      last_lr: tensor(this.getLastLr(), { dtype: "float64" }),
    };
  }

  loadStateDict(state: StateDict): void {
    checkState("ReduceLROnPlateau", state, this.stateDict());
    for (const [i, lr] of Array.from(state.last_lr!.data).entries()) this.optimizer.paramGroups[i]!.lr = lr;
    this.#lastEpoch = state.last_epoch!.item();
    this.#best = state.best!.item();
    this.#bad = state.num_bad_epochs!.item();
    this.#cooldown = state.cooldown_counter!.item();
  }
}
