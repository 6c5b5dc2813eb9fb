import type { Tensor } from "@blankfile/tensor";
import type { AnyModule } from "../module/module.ts";
import type { Parameter } from "../module/parameter.ts";
import { withoutTrace } from "../module/without-trace.ts";
import type { Optimizer } from "../optimizers/optimizer.ts";

export interface OverfitOptions {
  /** Makes the optimiser of this trial. */
  optimizer: (parameters: Parameter[]) => Optimizer;
  steps?: number;
  /** The loss at which the batch counts as learnt by heart. */
  target?: number;
}

export interface Overfit {
  /** Before each step, and after the last. */
  readonly losses: number[];
  readonly target: number;
  /** After how many steps the target was reached; null where it was not. */
  readonly reached: number | null;
  readonly message: string;
}

/**
 * Trains on the same batch again and again, which every sound model can learn by heart. Where it cannot, the fault lies in the model,
 * the loss, the labels' form or the optimiser, and more data will not help. `loss` computes the loss of that one batch. The model is
 * afterwards as it was.
 */
export function overfitOneBatch(
  model: AnyModule,
  loss: () => Tensor,
  { optimizer, steps = 200, target = 0.01 }: OverfitOptions,
): Overfit {
  if (!Number.isInteger(steps) || steps < 1)
    throw new RangeError(`overfitOneBatch: steps ${steps}, a whole number from 1 is needed`);
  const losses = withoutTrace(model, () => {
    const mover = optimizer(model.parameters());
    const values: number[] = [];
    for (let step = 0; ; step++) {
      mover.zeroGrad();
      const now = loss();
      values.push(now.item());
      if (step === steps || !(now.item() > target) || now.item() === Infinity) return values;
      now.backward();
      mover.step();
    }
  });
  const last = losses.at(-1)!;
  const reached = last <= target ? losses.length - 1 : null;
  const message =
    reached === null
      ? `after ${losses.length - 1} steps on one batch the loss is ${last.toPrecision(3)}, not ${target}: model, loss, labels or learning rate are at fault`
      : `one batch is learnt by heart after ${reached} steps`;
  return { losses, target, reached, message };
}
