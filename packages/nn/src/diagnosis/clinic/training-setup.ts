import type { Tensor } from "@blankfile/tensor";
import type { AnyModule } from "../../module/module.ts";
import type { Optimizer } from "../../optimizers/optimizer.ts";

/** Samples and their classes. */
export interface LabelledData {
  /** [N, …]. */
  readonly x: Tensor;
  /** [N], int32. */
  readonly y: Tensor;
}

/** A training of a classifier as its author wrote it, to be looked at from outside. */
export interface TrainingSetup {
  readonly model: AnyModule;
  readonly optimizer: Optimizer;
  /** One step of the loop with all that belongs to it: gradients to null, forward, backward, update. Returns the loss. */
  step(x: Tensor, y: Tensor): Tensor;
  /** The logits [N, K] as the author's evaluation computes them, with the modes that it sets. */
  predict(x: Tensor): Tensor;
  readonly train: LabelledData;
  readonly test: LabelledData;
  readonly batchSize: number;
}

/** The t-th batch of training data, in order, over and over. */
export function batchOf({ train: { x, y }, batchSize }: TrainingSetup, t: number): LabelledData {
  const batches = Math.max(1, Math.floor(x.shape[0]! / batchSize));
  const from = (t % batches) * batchSize;
  const range = [from, Math.min(from + batchSize, x.shape[0]!)] as const;
  return { x: x.slice([...range]), y: y.slice([...range]) };
}

/** The losses of `steps` steps; ends where one is no number. */
export function lossCurve(setup: TrainingSetup, steps: number): number[] {
  const losses: number[] = [];
  for (let t = 0; t < steps; t++) {
    const { x, y } = batchOf(setup, t);
    const loss = setup.step(x, y).item();
    losses.push(loss);
    if (!Number.isFinite(loss)) break;
  }
  return losses;
}

/** The mean of the last tenth of a curve over that of its first value: 1 where nothing was learnt, ∞ where it ran away. */
export function progress(losses: readonly number[]): number {
  if (!losses.every(Number.isFinite)) return Infinity;
  const last = losses.slice(-Math.max(1, Math.floor(losses.length / 10)));
  return last.reduce((a, b) => a + b, 0) / last.length / losses[0]!;
}
