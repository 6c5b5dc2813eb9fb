import type { StateDict } from "../../module/state.ts";
import { checkCount, checkState, LRScheduler, type Scheduled } from "../lr-scheduler.ts";
import { checkParts, loadStates, statesOf } from "./parts.ts";

export interface SequentialLROptions {
  /** The steps at which the second schedule begins, the third and so on. */
  milestones: readonly number[];
}

/** One schedule after the other: each begins with its own t = 0 at its milestone. */
export class SequentialLR extends LRScheduler {
  readonly schedules: readonly LRScheduler[];
  readonly milestones: readonly number[];

  constructor(optimizer: Scheduled, schedules: readonly LRScheduler[], { milestones }: SequentialLROptions) {
    super(optimizer);
    checkParts("SequentialLR", optimizer, schedules);
    if (milestones.length !== schedules.length - 1)
      throw new RangeError(
        `SequentialLR: ${milestones.length} milestones for ${schedules.length} schedules, ${schedules.length - 1} are needed`,
      );
    for (const [i, milestone] of milestones.entries())
      checkCount("SequentialLR", "milestone", milestone, (milestones[i - 1] ?? 0) + 1);
    this.schedules = [...schedules];
    this.milestones = [...milestones];
    this.goTo(0);
  }

  ratesAt(t: number): number[] {
    const [schedule, own] = this.#place(t);
    return schedule.ratesAt(own);
  }

  override goTo(t: number): void {
    super.goTo(t);
    const [schedule, own] = this.#place(t);
    schedule.goTo(own);
  }

  /** The schedule of step t, and how many steps it has done by then. */
  #place(t: number): [LRScheduler, number] {
    const i = this.milestones.filter((milestone) => milestone <= t).length;
    return [this.schedules[i]!, t - (i === 0 ? 0 : this.milestones[i - 1]!)];
  }

  override stateDict(): StateDict {
    return { ...super.stateDict(), ...statesOf(this.schedules) };
  }

  override loadStateDict(state: StateDict): void {
    checkState("SequentialLR", state, this.stateDict());
    loadStates(this.schedules, state);
    this.goTo(state.last_epoch!.item());
  }
}
