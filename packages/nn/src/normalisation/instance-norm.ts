import type { Tensor } from "@blankfile/tensor";
import { checkInput } from "../layers/check-input.ts";
import { affine, normalise, normaliseBy, perChannel } from "./normalise.ts";
import { RunningNorm, type RunningNormOptions } from "./running-norm.ts";

export interface InstanceNormOptions extends RunningNormOptions {
  momentum?: number;
}

/** What InstanceNorm1d and InstanceNorm2d share. */
export abstract class InstanceNorm extends RunningNorm {
  readonly #where: string;
  readonly #sides: readonly string[];

  constructor(where: string, sides: readonly string[], numFeatures: number, options: InstanceNormOptions) {
    const {
      eps = 1e-5,
      momentum = 0.1,
      affine = false,
      trackRunningStats = false,
      dtype = "float32",
    } = options;
    super(where, numFeatures, { eps, momentum, affine, trackRunningStats, dtype });
    this.#where = where;
    this.#sides = sides;
  }

  forward(x: Tensor): Tensor {
    checkInput(this.#where, x, this.weight ?? this.runningMean);
    const sides = this.#sides.length;
    const single = x.ndim === sides + 1;
    if ((!single && x.ndim !== sides + 2) || x.shape.at(-sides - 1) !== this.numFeatures) {
      const sample = [this.numFeatures, ...this.#sides].join(", ");
      throw new RangeError(
        `${this.#where}: input [${x.shape.join(", ")}], [B, ${sample}] or [${sample}] is needed for ${this.numFeatures} channels`,
      );
    }
    return single ? this.#normalised(x.unsqueeze(0)).squeeze(0) : this.#normalised(x);
  }

  #normalised(x: Tensor): Tensor {
    const { runningMean, runningVar, training } = this;
    const evaluates = !training && runningMean !== null && runningVar !== null;
    const running = () => ({
      mean: perChannel(runningMean!, x.ndim),
      variance: perChannel(runningVar!, x.ndim),
    });
    const y = evaluates ? normaliseBy(x, running(), this.eps) : this.#byEach(x, training);
    return affine(y, perChannel(this.weight, x.ndim), perChannel(this.bias, x.ndim));
  }

  /** x̂ by mean and variance of each channel of each sample; in training the running figures follow their means over the batch. */
  #byEach(x: Tensor, training: boolean) {
    const sides = x.shape.slice(2);
    const n = sides.reduce((product, size) => product * size, 1);
    if (n < 2) {
      throw new RangeError(
        `${this.#where}: input [${x.shape.join(", ")}] has ${n === 1 ? "one value" : "no values"} per channel and sample, at least two are needed for a variance`,
      );
    }
    const dim = sides.map((_, side) => side + 2);
    const { y, mean, variance } = normalise(x, dim, this.eps);
    const [batch] = x.shape as [number];
    if (training && this.runningMean !== null && batch > 0) {
      const overBatch = (z: Tensor) => z.reshape([batch, this.numFeatures]).mean({ dim: 0 });
      this.keep(overBatch(mean), overBatch(variance).mul(n / (n - 1)), this.momentum ?? 0);
    }
    return y;
  }
}
