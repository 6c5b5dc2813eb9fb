import { type Tensor, tensor } from "@blankfile/tensor";
import type { StateDict } from "../module/state.ts";

/** What a schedule moves: the groups of an optimiser. */
export interface Scheduled {
  readonly paramGroups: readonly { lr: number }[];
}

/** The rates with which groups came to their first schedule: PyTorch's `initial_lr`. A second schedule starts from the same. */
const initialLrs = new WeakMap<object, number>();

/**
 * What all schedules of learning rates share. A schedule gives the rate of each group after t steps as a formula of t, so that no
 * rounding adds up and a resumed run has the same rates bit for bit. It is made after the optimiser, sets the rates of t = 0 at once,
 * and wants `step()` after each `optimizer.step()`; a compiled step follows, since `lr` is a tensor that it reads.
 */
export abstract class LRScheduler {
  readonly optimizer: Scheduled;
  #baseLrs: readonly number[];
  #lastEpoch = 0;

  /** A subclass keeps its options and then calls `goTo(0)`. */
  constructor(optimizer: Scheduled) {
    if (!Array.isArray(optimizer?.paramGroups))
      throw new TypeError(`${this.constructor.name}: no optimiser, one with paramGroups is needed`);
    this.optimizer = optimizer;
    this.#baseLrs = optimizer.paramGroups.map((group) => {
      if (!initialLrs.has(group)) initialLrs.set(group, group.lr);
      return initialLrs.get(group)!;
    });
  }

  /** The rate of each group after t steps. */
  abstract ratesAt(t: number): number[];

  /** The rates that the optimiser had before its first schedule, one a group. */
  get baseLrs(): readonly number[] {
    return this.#baseLrs;
  }

  /** How many steps are done. */
  get lastEpoch(): number {
    return this.#lastEpoch;
  }

  /** The rates of the groups as they are now. */
  getLastLr(): number[] {
    return this.optimizer.paramGroups.map(({ lr }) => lr);
  }

  step(): void {
    this.goTo(this.#lastEpoch + 1);
  }

  /** Sets what the groups have after t steps. */
  goTo(t: number): void {
    const rates = this.ratesAt(t);
    this.#lastEpoch = t;
    for (const [i, group] of this.optimizer.paramGroups.entries()) group.lr = rates[i]!;
  }

  stateDict(): StateDict {
    return {
      last_epoch: tensor(this.#lastEpoch, { dtype: "int32" }),
      base_lrs: tensor([...this.#baseLrs], { dtype: "float64" }),
    };
  }

  /** Goes to where another run was, and sets the rates of there. What does not fit is named, and nothing is changed. */
  loadStateDict(state: StateDict): void {
    checkState(this.constructor.name, state, this.stateDict());
    const before = this.#baseLrs;
    this.#baseLrs = Array.from(state.base_lrs!.data);
    try {
      this.goTo(state.last_epoch!.item());
    } catch (error) {
      this.#baseLrs = before;
      throw error;
    }
  }
}

/** Refuses a state with other names or shapes than one's own. */
export function checkState(where: string, state: StateDict, own: StateDict): void {
  const show = (tensors: Record<string, Tensor>) =>
    Object.entries(tensors)
      .map(([name, { shape }]) => `${name} [${shape.join(", ")}]`)
      .sort()
      .join(", ");
  if (show(state) !== show(own))
    throw new RangeError(
      `${where}.loadStateDict: ${show(state) || "nothing"}, ${show(own)} are needed; the state must come from the same schedule over as many groups`,
    );
}

/** Refuses what is no whole number from `low` on, by name. */
export function checkCount(where: string, name: string, value: number, low = 1): void {
  if (!Number.isSafeInteger(value) || value < low)
    throw new RangeError(`${where}: ${name} ${String(value)}, a whole number from ${low} is needed`);
}

/** Refuses a number outside its range, by name. */
export function checkNumber(where: string, name: string, value: number, low: number, high = Infinity): void {
  if (!(typeof value === "number" && value >= low && value <= high && value < Infinity))
    throw new RangeError(
      `${where}: ${name} ${String(value)}, a number from ${low} to ${high === Infinity ? "∞" : high} is needed`,
    );
}

/** One number for each group, of one for all or one each. */
export function perGroup(
  where: string,
  name: string,
  value: number | readonly number[],
  groups: number,
): readonly number[] {
  if (typeof value === "number") return new Array<number>(groups).fill(value);
  if (!Array.isArray(value) || value.length !== groups)
    throw new RangeError(
      `${where}: ${name} [${String(value)}] for ${groups} groups, one number each is needed`,
    );
  return value;
}
