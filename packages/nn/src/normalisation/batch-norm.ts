import { noGrad, type Tensor } from "@blankfile/tensor";
import { checkInput } from "../layers/check-input.ts";
import { affine, normalise, normaliseBy, perChannel } from "./normalise.ts";
import { RunningNorm, type RunningNormOptions } from "./running-norm.ts";

/** `momentum: null` keeps the plain mean over all batches. */
export type BatchNormOptions = RunningNormOptions;

/** What BatchNorm1d and BatchNorm2d share. */
export abstract class BatchNorm extends RunningNorm {
  readonly #where: string;

  constructor(where: string, numFeatures: number, options: BatchNormOptions) {
    const {
      eps = 1e-5,
      momentum = 0.1,
      affine = true,
      trackRunningStats = true,
      dtype = "float32",
    } = options;
    super(where, numFeatures, { eps, momentum, affine, trackRunningStats, dtype });
    this.#where = where;
  }

  forward(x: Tensor): Tensor {
    checkInput(this.#where, x, this.weight ?? this.runningMean);
    this.checkInput(x);
    const { runningMean, runningVar, training } = this;
    const evaluates = !training && runningMean !== null && runningVar !== null;
    const running = () => ({
      mean: perChannel(runningMean!, x.ndim),
      variance: perChannel(runningVar!, x.ndim),
    });
    const y = evaluates ? normaliseBy(x, running(), this.eps) : this.#byBatch(x, training);
    return affine(y, perChannel(this.weight, x.ndim), perChannel(this.bias, x.ndim));
  }

  /** Refuses an input of other dimensions or channels. */
  protected abstract checkInput(x: Tensor): void;

  /** x̂ by μ_B and σ²_B of each channel; in training the running figures follow. */
  #byBatch(x: Tensor, training: boolean) {
    const n = x.numel() / this.numFeatures;
    if (training && n < 2) {
      throw new RangeError(
        `${this.#where}: input [${x.shape.join(", ")}] in training has ${n === 1 ? "one value" : "no values"} per channel, at least two are needed for a variance; eval() uses the running figures`,
      );
    }
    const dim = x.shape.map((_, d) => d).filter((d) => d !== 1);
    const { y, mean, variance } = normalise(x, dim, this.eps);
    if (training && this.numBatchesTracked !== null) {
      noGrad(() => this.numBatchesTracked?.add_(1));
      const share = this.momentum ?? this.numBatchesTracked.to(x.dtype).reciprocal();
      this.keep(mean.reshape([-1]), variance.reshape([-1]).mul(n / (n - 1)), share);
    }
    return y;
  }
}
