import { type Philox, rand, type Tensor, where } from "@blankfile/tensor";
import { Module } from "../module/module.ts";
import { checkProbability } from "./check-probability.ts";

export interface DropoutOptions {
  /** The share that is dropped; 0.5 unless told. */
  p?: number;
  /** Where the masks come from; a checkpoint keeps how far it has come. */
  rng: Philox;
}

/**
 * In training each element becomes 0 with probability p, and the others are divided by 1 − p, so that the mean stays:
 *
 *   y = m ⊙ x / (1 − p),   m ~ Bernoulli(1 − p)
 *
 * In evaluation y = x. x of any shape. Srivastava et al. 2014, https://jmlr.org/papers/v15/srivastava14a.html
 */
export class Dropout extends Module {
  readonly p: number;
  readonly rng: Philox;

  constructor({ p = 0.5, rng }: DropoutOptions) {
    super();
    checkProbability("Dropout", p);
    this.p = p;
    this.rng = rng;
  }

  forward(x: Tensor): Tensor {
    return this.training ? dropped(x, x.shape, this) : x;
  }
}

/** x with elements dropped by a mask of a shape that broadcasts to x. */
export function dropped(x: Tensor, shape: readonly number[], { p, rng }: { p: number; rng: Philox }): Tensor {
  if (p === 0) return x;
  const keeps = rand(shape, { rng, dtype: x.dtype }).ge(p);
  return where(keeps, p === 1 ? x : x.div(1 - p), 0);
}
