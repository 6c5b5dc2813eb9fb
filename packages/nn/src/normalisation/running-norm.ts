import { type DType, noGrad, ones, type Tensor, zeros } from "@blankfile/tensor";
import { checkSizes } from "../layers/check-sizes.ts";
import { Buffer } from "../module/buffer.ts";
import { Module } from "../module/module.ts";
import { Parameter } from "../module/parameter.ts";
import { checkEps } from "./normalise.ts";

export interface RunningNormOptions {
  /** ε, added to the variance; 1e-5 unless told. */
  eps?: number;
  /** m in running ← (1 − m) · running + m · new; 0.1 unless told. */
  momentum?: number | null;
  /** Whether there are a weight and a bias for each channel. */
  affine?: boolean;
  /** Whether means and variances of training are kept for evaluation. */
  trackRunningStats?: boolean;
  dtype?: DType;
}

/** What batch and instance norm share: weight and bias, and the mean and variance that are kept beside them. */
export abstract class RunningNorm extends Module {
  /** γ, shape [C], ones at first; null where not affine. */
  readonly weight: Parameter | null;
  /** β, shape [C], zeros at first; null where not affine. */
  readonly bias: Parameter | null;
  /** Shape [C]; null without running figures, as the two that follow. */
  readonly runningMean: Buffer | null;
  /** Shape [C], of unbiased variances. */
  readonly runningVar: Buffer | null;
  /** How many batches went by in training, an int32. */
  readonly numBatchesTracked: Buffer | null;
  readonly numFeatures: number;
  readonly eps: number;
  readonly momentum: number | null;

  constructor(where: string, numFeatures: number, options: Required<RunningNormOptions>) {
    super();
    const { eps, momentum, affine, trackRunningStats, dtype } = options;
    checkSizes(where, { numFeatures });
    checkEps(where, eps);
    if (momentum !== null && !(momentum >= 0 && momentum <= 1))
      throw new RangeError(`${where}: momentum ${momentum}, a number from 0 to 1 or null is needed`);
    const [none, one] = [() => zeros([numFeatures], { dtype }), () => ones([numFeatures], { dtype })];
    this.weight = affine ? new Parameter(one()) : null;
    this.bias = affine ? new Parameter(none()) : null;
    this.runningMean = trackRunningStats ? new Buffer(none()) : null;
    this.runningVar = trackRunningStats ? new Buffer(one()) : null;
    this.numBatchesTracked = trackRunningStats ? new Buffer(zeros([], { dtype: "int32" })) : null;
    this.numFeatures = numFeatures;
    this.eps = eps;
    this.momentum = momentum;
  }

  /** Takes a batch's means and unbiased variances, [C] each, into the running ones with share m. */
  protected keep(mean: Tensor, variance: Tensor, share: number | Tensor): void {
    noGrad(() => {
      for (const [running, now] of [
        [this.runningMean, mean],
        [this.runningVar, variance],
      ] as const)
        running?.add_(now.sub(running).mul(share));
    });
  }
}
