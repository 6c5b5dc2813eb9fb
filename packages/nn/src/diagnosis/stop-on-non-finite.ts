import { inspect, Tensor } from "@blankfile/tensor";
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

export interface StopOptions<Data extends Record<string, Tensor>> {
  model: AnyModule;
  /** What the loss is computed from, by name. */
  data: Data;
  /** Computes the same loss again from the data that it is given, for `findNonFinite`. */
  again: (data: Data) => Tensor;
  /** Which step it is; said in the message. Inside `compile` a number stays what it was at first: leave it out. */
  step?: number;
  /** The last good checkpoint, which the message names. */
  checkpoint?: string;
}

/**
 * Ends a training whose loss is NaN or infinite: throws a NonFiniteError that says in which module, by which operation. It stands between the
 * loss and `optimizer.step()`, so that the parameters are still those that gave the loss. Inside `compile` too: the call throws, and
 * parameters and optimiser are as they were before it. Without options it only says that the loss is not finite.
 */
export function stopOnNonFinite<Data extends Record<string, Tensor>>(
  loss: Tensor,
  options?: StopOptions<Data>,
): void {
  const data = Object.entries(options?.data ?? {});
  inspect([loss, ...data.map(([, tensor]) => tensor)], (values, ...arrays) => {
    const value = values!.find((x) => !Number.isFinite(x));
    if (value === undefined) return;
    const given = data.map(([name, { shape, dtype }], i) => [
      name,
      new Tensor(arrays[i]!.slice(), shape, dtype),
    ]);
    const found = options ? find(options, Object.fromEntries(given)) : null;
    const cause = options
      ? (found?.message ?? "computed again it is finite, so something random or changed is part of it")
      : "findNonFinite(model, () => loss) names the operation";
    const at = options?.step === undefined ? "" : ` at step ${options.step}`;
    const kept =
      options?.checkpoint === undefined ? "" : `; the last good checkpoint is kept: ${options.checkpoint}`;
    throw new NonFiniteError(
      `training: the loss is ${value}${at}, a finite one is needed; ${cause}${kept}`,
      found,
    );
  });
}

function find<Data extends Record<string, Tensor>>(
  { model, again }: StopOptions<Data>,
  data: Data,
): NonFinite | null {
  return findNonFinite(model, () => again(data), { data });
}
