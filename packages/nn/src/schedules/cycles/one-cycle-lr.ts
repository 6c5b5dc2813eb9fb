import { checkCount, checkNumber, LRScheduler, perGroup, type Scheduled } from "../lr-scheduler.ts";
import { cosine } from "./cosine-annealing-lr.ts";
import { checkMomentum, setMomentum } from "./momentum.ts";

export interface OneCycleLROptions {
  /** The highest rate, for all groups or one each. */
  maxLr: number | readonly number[];
  /** Steps of the whole run; or epochs and stepsPerEpoch. */
  totalSteps?: number;
  epochs?: number;
  stepsPerEpoch?: number;
  /** The share of the run in which the rate rises. */
  pctStart?: number;
  annealStrategy?: "cos" | "linear";
  /** Whether the momentum goes down where the rate goes up. */
  cycleMomentum?: boolean;
  baseMomentum?: number;
  maxMomentum?: number;
  /** The first rate is maxLr / divFactor. */
  divFactor?: number;
  /** The last rate is the first / finalDivFactor. */
  finalDivFactor?: number;
  /** Up, down to the first rate in as many steps, and down to the last; else up and down to the last. */
  threePhase?: boolean;
}

/** From one step to another: the rate as a share of maxLr, and the momentum. */
interface Phase {
  end: number;
  lr: readonly [number, number];
  momentum: readonly [number, number];
}

/**
 * One cycle of the rate, up to maxLr and down to nearly nothing, while the momentum does the opposite.
 *
 * The run has totalSteps rates, of t = 0 to totalSteps − 1; at t = totalSteps, where a loop that ends with `step()` comes to, the last
 * one stays, and beyond it `step` throws. Smith, Topin 2018, https://arxiv.org/abs/1708.07120.
 */
export class OneCycleLR extends LRScheduler {
  readonly totalSteps: number;
  readonly #maxLrs: readonly number[];
  readonly #phases: readonly Phase[];
  readonly #anneal: (from: number, to: number, share: number) => number;
  readonly #cycleMomentum: boolean;

  constructor(optimizer: Scheduled, options: OneCycleLROptions) {
    super(optimizer);
    const { maxLr, annealStrategy = "cos", cycleMomentum = true } = options;
    this.totalSteps = stepsOf(options);
    this.#maxLrs = perGroup("OneCycleLR", "maxLr", maxLr, this.baseLrs.length);
    for (const lr of this.#maxLrs) checkNumber("OneCycleLR", "maxLr", lr, 0);
    if (annealStrategy !== "cos" && annealStrategy !== "linear")
      throw new RangeError(
        `OneCycleLR: annealStrategy ${String(annealStrategy)}, "cos" or "linear" is needed`,
      );
    if (cycleMomentum) checkMomentum("OneCycleLR", optimizer);
    this.#phases = phasesOf(options, this.totalSteps);
    this.#anneal = annealStrategy === "cos" ? cosine : (from, to, share) => from + (to - from) * share;
    this.#cycleMomentum = cycleMomentum;
    this.goTo(0);
  }

  ratesAt(t: number): number[] {
    if (t > this.totalSteps)
      throw new RangeError(
        `OneCycleLR: step ${t} of a run of ${this.totalSteps} steps, no more than those are needed; totalSteps sets them`,
      );
    const share = this.#at(t, "lr");
    return this.#maxLrs.map((lr) => lr * share);
  }

  override goTo(t: number): void {
    super.goTo(t);
    if (!this.#cycleMomentum) return;
    for (const group of this.optimizer.paramGroups) setMomentum(group, this.#at(t, "momentum"));
  }

  #at(t: number, what: "lr" | "momentum"): number {
    const found = this.#phases.findIndex(({ end }) => t <= end);
    const i = found < 0 ? this.#phases.length - 1 : found;
    const { end, [what]: ends } = this.#phases[i]!;
    const start = i === 0 ? 0 : this.#phases[i - 1]!.end;
    const share = end > start ? Math.min((t - start) / (end - start), 1) : 1;
    return this.#anneal(...ends, share);
  }
}

function stepsOf({ totalSteps, epochs, stepsPerEpoch }: OneCycleLROptions): number {
  if (totalSteps !== undefined) {
    checkCount("OneCycleLR", "totalSteps", totalSteps);
    return totalSteps;
  }
  if (epochs === undefined || stepsPerEpoch === undefined)
    throw new RangeError("OneCycleLR: no totalSteps, these or epochs and stepsPerEpoch are needed");
  checkCount("OneCycleLR", "epochs", epochs);
  checkCount("OneCycleLR", "stepsPerEpoch", stepsPerEpoch);
  return epochs * stepsPerEpoch;
}

function phasesOf(options: OneCycleLROptions, steps: number): Phase[] {
  const { pctStart = 0.3, divFactor = 25, finalDivFactor = 1e4, threePhase = false } = options;
  const { baseMomentum: low = 0.85, maxMomentum: high = 0.95 } = options;
  checkNumber("OneCycleLR", "pctStart", pctStart, 0, 1);
  checkNumber("OneCycleLR", "divFactor", divFactor, 1);
  checkNumber("OneCycleLR", "finalDivFactor", finalDivFactor, 1);
  checkNumber("OneCycleLR", "baseMomentum", low, 0, 1);
  checkNumber("OneCycleLR", "maxMomentum", high, low, 1);
  const first = 1 / divFactor;
  const last = first / finalDivFactor;
  const top = pctStart * steps - 1;
  const up: Phase = { end: top, lr: [first, 1], momentum: [high, low] };
  if (!threePhase) return [up, { end: steps - 1, lr: [1, last], momentum: [low, high] }];
  checkNumber("OneCycleLR", "pctStart with threePhase", pctStart, 0, 0.5);
  return [
    up,
    { end: 2 * pctStart * steps - 2, lr: [1, first], momentum: [low, high] },
    { end: steps - 1, lr: [first, last], momentum: [high, high] },
  ];
}
