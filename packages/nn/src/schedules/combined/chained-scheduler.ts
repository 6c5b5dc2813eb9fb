import type { StateDict } from "../../module/state.ts";
import { checkState, LRScheduler } from "../lr-scheduler.ts";
import { checkParts, loadStates, statesOf } from "./parts.ts";

/**
 * Several schedules at once: the rate of each as a share of η₀, all multiplied.
 *
 *   η_t = η₀ Π_i η_t⁽ⁱ⁾ / η₀
 *
 * Of a schedule with a lowest rate (etaMin) PyTorch chains another recursion, which depends on the others' rates.
 */
export class ChainedScheduler extends LRScheduler {
  readonly schedules: readonly LRScheduler[];

  constructor(schedules: readonly LRScheduler[]) {
    checkParts("ChainedScheduler", schedules?.[0]?.optimizer, schedules);
    super(schedules[0]!.optimizer);
    this.schedules = [...schedules];
    this.goTo(0);
  }

  ratesAt(t: number): number[] {
    const rates = this.schedules.map((schedule) => schedule.ratesAt(t));
    return this.baseLrs.map((lr, i) =>
      lr === 0 ? 0 : rates.reduce((product, own) => product * (own[i]! / lr), lr),
    );
  }

  override goTo(t: number): void {
    for (const schedule of this.schedules) schedule.goTo(t);
    super.goTo(t);
  }

  override stateDict(): StateDict {
    return { ...super.stateDict(), ...statesOf(this.schedules) };
  }

  override loadStateDict(state: StateDict): void {
    checkState("ChainedScheduler", state, this.stateDict());
    loadStates(this.schedules, state);
    this.goTo(state.last_epoch!.item());
  }
}
