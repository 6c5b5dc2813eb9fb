import type { Tensor } from "@blankfile/tensor";
import { WeightAverage } from "./weight-average.ts";

/**
 * The plain mean of the parameters at every update; to be updated once an epoch, at a rate that stays high.
 *
 *   avg ← avg + (θ − avg) / t,   t = 1, 2, …
 *
 * Izmailov et al. 2018, https://arxiv.org/abs/1803.05407, algorithm 1; PyTorch's AveragedModel. Running means of a normalisation belong to
 * other weights: send data through once in training mode before evaluating.
 */
export class StochasticWeightAverage extends WeightAverage {
  protected share(t: Tensor): Tensor {
    return t.reciprocal();
  }
}
