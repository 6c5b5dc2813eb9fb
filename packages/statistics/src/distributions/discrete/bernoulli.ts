import { requireProbability } from "../base/parameters.ts";
import { type FitOptions, fitData, meanOf } from "../fitting/fit-data.ts";
import { Binomial } from "./binomial.ts";

export interface BernoulliParameters {
  /** Probability of 1. */
  p: number;
}

/** The Bernoulli distribution: 1 with probability p, else 0; the binomial of one trial. */
export class Bernoulli extends Binomial {
  override readonly name = "Bernoulli";

  constructor({ p }: BernoulliParameters) {
    requireProbability("Bernoulli", { p });
    super({ n: 1, p });
  }

  /** Maximum likelihood: the share of ones. */
  static override fit(
    data: ArrayLike<number>,
    { fixed = {} }: FitOptions<BernoulliParameters> = {},
  ): Bernoulli {
    const x = fitData("Bernoulli.fit", data, (k) => k === 0 || k === 1, "zeros and ones");
    return new Bernoulli({ p: fixed.p ?? meanOf(x) });
  }
}
