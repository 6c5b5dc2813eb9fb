import { inspect, isCompiling, type Tensor } from "@blankfile/tensor";
import type { AnyModule } from "../module/module.ts";
import { findNonFinite, type NonFinite } from "./find-non-finite.ts";

/** A loss that is NaN or infinite. */
export class NonFiniteError extends RangeError {
  override readonly name = "NonFiniteError";
  /** Where it began; null where that was not looked for. */
  readonly report: NonFinite | null;

  constructor(message: string, report: NonFinite | null) {
    super(message);
    this.report = report;
  }
}

export interface StopOptions {
  step: number;
  model: AnyModule;
  /** Computes the same loss again, for `findNonFinite`. */
  again: () => Tensor;
  /** What the loss is computed from, by name. */
  data?: Record<string, Tensor>;
  /** The last good checkpoint, which the message names. */
  checkpoint?: string;
}

/**
 * Ends a training whose loss is NaN or infinite: throws a NonFiniteError that says at which step, in which module, by which operation.
 * It stands between the loss and `optimizer.step()`, so that the parameters are still those that gave the loss.
 *
 * Inside `compile` it takes the loss alone: the call throws and leaves parameters and optimiser as they were before it. The loop, which knows
 * the step, then asks `findNonFinite`.
 */
export function stopOnNonFinite(loss: Tensor, options?: StopOptions): void {
  const known = isCompiling() ? undefined : options;
  inspect([loss], (values) => {
    const value = values!.find((x) => !Number.isFinite(x));
    if (value === undefined) return;
    const at = known ? ` at step ${known.step}` : "";
    const found = known ? findNonFinite(known.model, known.again, { data: known.data ?? {} }) : null;
    const cause = known
      ? (found?.message ?? "computed again it is finite, so something random or changed is part of it")
      : "findNonFinite(model, () => loss) names the operation";
    const kept =
      known?.checkpoint === undefined ? "" : `; the last good checkpoint is kept: ${known.checkpoint}`;
    throw new NonFiniteError(
      `training: the loss is ${value}${at}, a finite one is needed; ${cause}${kept}`,
      found,
    );
  });
}
