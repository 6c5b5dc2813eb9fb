import { full, minimum, sub, type Tensor } from "@blankfile/tensor";
import { checkSetting } from "../setting.ts";
import { WeightAverage } from "./weight-average.ts";

export interface ExponentialMovingAverageOptions {
  /** d, the share of the average that an update keeps; 0.999 looks back about 1000 steps. */
  decay?: number;
  /** Starts with a small d, so that the first parameters are soon forgotten. */
  warmup?: boolean;
}

/**
 * The exponential moving average of parameters.
 *
 *   avg ← avg + (1 − d_t)(θ − avg),   d_t = d;   with warm-up  d_t = min(d, (1 + t) / (10 + t)),  t = 1, 2, …
 *
 * Polyak, Juditsky 1992, https://doi.org/10.1137/0330046, for why averages help; the warm-up is that of TensorFlow's
 * ExponentialMovingAverage, https://www.tensorflow.org/api_docs/python/tf/train/ExponentialMovingAverage.
 */
export class ExponentialMovingAverage extends WeightAverage {
  readonly decay: number;
  readonly warmup: boolean;

  constructor(
    parameters: Iterable<Tensor>,
    { decay = 0.999, warmup = false }: ExponentialMovingAverageOptions = {},
  ) {
    super(parameters);
    checkSetting("ExponentialMovingAverage", "decay", decay, 0, 1);
    this.decay = decay;
    this.warmup = warmup;
  }

  protected share(t: Tensor): Tensor {
    if (!this.warmup) return full([], 1 - this.decay, { dtype: "float64" });
    return sub(1, minimum(this.decay, t.add(1).div(t.add(10))));
  }
}
