import { requireProbability } from "../base/parameters.ts";
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
}
