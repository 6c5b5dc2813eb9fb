import type { Tensor } from "@blankfile/tensor";
import type { AnyModule } from "../module/module.ts";
import type { Parameter } from "../module/parameter.ts";
import { withoutTrace } from "../module/without-trace.ts";
import type { Optimizer } from "../optimizers/optimizer.ts";

export interface LrRangeOptions {
  /** Makes the optimiser of this trial with the given rate. */
  optimizer: (parameters: Parameter[], lr: number) => Optimizer;
  startLr?: number;
  endLr?: number;
  steps?: number;
  /** β of the running mean of the loss. */
  smoothing?: number;
  /** The test ends where the smoothed loss is this many times its smallest. */
  divergence?: number;
}

export interface LrRange {
  readonly lrs: number[];
  readonly losses: number[];
  readonly smoothed: number[];
  /** The rate at which the loss ran away; null where it did not. */
  readonly divergedAt: number | null;
  /** Where the smoothed loss falls fastest over log η; null where it nowhere falls. */
  readonly suggestion: number | null;
}

/**
 * The loss while the learning rate grows exponentially, one batch a step.
 *
 *   η_t = η_0 (η_end / η_0)^(t / (T − 1))
 *   m_t = β m_{t−1} + (1 − β) L_t,   smoothed_t = m_t / (1 − β^(t+1))
 *
 * Smith 2017, https://arxiv.org/abs/1506.01186, section 3.3; the smoothing and the suggestion at the steepest fall are later custom. `loss`
 * computes the loss of the next batch. The model is afterwards as it was.
 */
export function lrRangeTest(
  model: AnyModule,
  loss: () => Tensor,
  { optimizer, startLr = 1e-6, endLr = 10, steps = 100, smoothing = 0.9, divergence = 4 }: LrRangeOptions,
): LrRange {
  checkOptions({ startLr, endLr, steps, smoothing, divergence });
  const lrs: number[] = [];
  const losses: number[] = [];
  const smoothed: number[] = [];
  let divergedAt: number | null = null;
  withoutTrace(model, () => {
    const mover = optimizer(model.parameters(), startLr);
    let running = 0;
    for (let t = 0; t < steps; t++) {
      mover.lr = startLr * (endLr / startLr) ** (t / (steps - 1));
      mover.zeroGrad();
      const now = loss();
      running = smoothing * running + (1 - smoothing) * now.item();
      lrs.push(mover.lr);
      losses.push(now.item());
      smoothed.push(running / (1 - smoothing ** (t + 1)));
      if (!(smoothed[t]! <= divergence * Math.min(...smoothed))) {
        divergedAt = mover.lr;
        return;
      }
      now.backward();
      mover.step();
    }
  });
  return { lrs, losses, smoothed, divergedAt, suggestion: steepest(lrs, smoothed) };
}

/** By central differences; the ends do not count. */
function steepest(lrs: readonly number[], smoothed: readonly number[]): number | null {
  let best: number | null = null;
  let lowest = 0;
  for (let t = 1; t + 1 < lrs.length; t++) {
    const slope = smoothed[t + 1]! - smoothed[t - 1]!; // rates lie evenly over log η
    if (slope < lowest) [lowest, best] = [slope, lrs[t]!];
  }
  return best;
}

function checkOptions({ startLr, endLr, steps, smoothing, divergence }: Record<string, number>): void {
  if (!(startLr! > 0 && endLr! > startLr! && endLr! < Infinity))
    throw new RangeError(
      `lrRangeTest: from ${startLr} to ${endLr}, finite rates above 0, the first smaller, are needed`,
    );
  if (!Number.isInteger(steps) || steps! < 3)
    throw new RangeError(`lrRangeTest: steps ${steps}, a whole number from 3 is needed`);
  if (!(smoothing! >= 0 && smoothing! < 1))
    throw new RangeError(`lrRangeTest: smoothing ${smoothing}, a number from 0 to below 1 is needed`);
  if (!(divergence! > 1))
    throw new RangeError(`lrRangeTest: divergence ${divergence}, a number above 1 is needed`);
}
