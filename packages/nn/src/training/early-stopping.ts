import { full, type Tensor } from "@blankfile/tensor";
import type { AnyModule } from "../module/module.ts";
import type { StateDict } from "../module/state.ts";

export interface EarlyStoppingOptions {
  /** How many values without a better one are borne; the next one stops. */
  patience?: number;
  /** By how much a value must be better to count. */
  minDelta?: number;
  /** Whether smaller is better (a loss) or larger (an accuracy). */
  mode?: "min" | "max";
}

/**
 * Ends a training when a measure of the validation data no longer gets better, and keeps the model of the best value.
 *
 *   better:  x < best − δ  (min),   x > best + δ  (max);   stop after `patience` values in a row that are not
 *
 * Prechelt 1998, "Early stopping – but when?", https://doi.org/10.1007/3-540-49430-8_3. Its state goes into a checkpoint beside the model's,
 * so that a resumed run stops where the uninterrupted one does.
 */
export class EarlyStopping {
  readonly patience: number;
  readonly minDelta: number;
  readonly mode: "min" | "max";
  /** The best value so far; null before the first. */
  best: number | null = null;
  /** Values since the best one. */
  waited = 0;
  #bestState: StateDict = {};

  constructor({ patience = 10, minDelta = 0, mode = "min" }: EarlyStoppingOptions = {}) {
    if (!Number.isInteger(patience) || patience < 0)
      throw new RangeError(`EarlyStopping: patience ${patience}, a whole number from 0 is needed`);
    if (!(minDelta >= 0))
      throw new RangeError(`EarlyStopping: minDelta ${minDelta}, a number from 0 is needed`);
    if (mode !== "min" && mode !== "max")
      throw new RangeError(`EarlyStopping: mode ${JSON.stringify(mode)}, "min" or "max" is needed`);
    this.patience = patience;
    this.minDelta = minDelta;
    this.mode = mode;
  }

  /** Takes the next value and, where it is the best, a copy of the model's state. Returns whether to stop. */
  step(value: number, model: AnyModule): boolean {
    if (typeof value !== "number" || Number.isNaN(value))
      throw new RangeError(
        `EarlyStopping: value ${value}, a number is needed; findNonFinite names where NaN began`,
      );
    if (this.#isBetter(value)) {
      this.best = value;
      this.waited = 0;
      this.#bestState = Object.fromEntries(
        Object.entries(model.stateDict()).map(([name, x]): [string, Tensor] => [name, x.clone()]),
      );
      return false;
    }
    this.waited += 1;
    return this.waited > this.patience;
  }

  /** Puts the best state back into the model. */
  restoreBest(model: AnyModule): void {
    if (this.best === null)
      throw new RangeError("EarlyStopping: no value yet, a call of step is needed first");
    model.loadStateDict(this.#bestState);
  }

  /** "best", "waited", and the best model's state as "model.<name>". */
  stateDict(): StateDict {
    const state: StateDict = { waited: full([], this.waited, { dtype: "int32" }) };
    if (this.best !== null) state.best = full([], this.best, { dtype: "float64" });
    for (const [name, value] of Object.entries(this.#bestState)) state[`model.${name}`] = value;
    return state;
  }

  loadStateDict(state: StateDict): void {
    const { waited, best, ...rest } = state;
    const names = Object.keys(rest);
    const unknown = names.filter((name) => !name.startsWith("model."));
    if (waited?.ndim !== 0 || unknown.length > 0 || (best === undefined) !== (names.length === 0)) {
      throw new RangeError(
        `EarlyStopping.loadStateDict: ${Object.keys(state).join(", ") || "nothing"}; waited, best and model.<name> are needed, as stateDict gives`,
      );
    }
    this.waited = waited.item();
    this.best = best === undefined ? null : best.item();
    this.#bestState = Object.fromEntries(
      names.map((name) => [name.slice("model.".length), rest[name]!.clone()]),
    );
  }

  #isBetter(value: number): boolean {
    if (this.best === null) return true;
    return this.mode === "min" ? value < this.best - this.minDelta : value > this.best + this.minDelta;
  }
}
