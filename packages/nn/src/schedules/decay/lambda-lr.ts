import { LRScheduler, type Scheduled } from "../lr-scheduler.ts";

/** The factor after t steps. */
export type LRLambda = (t: number) => number;

export interface LambdaLROptions {
  /** One for all groups, or one for each. Its code is not part of the state. */
  lrLambda: LRLambda | readonly LRLambda[];
}

/** η_t = η₀ λ(t). */
export class LambdaLR extends LRScheduler {
  readonly lrLambdas: readonly LRLambda[];

  constructor(optimizer: Scheduled, { lrLambda }: LambdaLROptions) {
    super(optimizer);
    const groups = this.baseLrs.length;
    const lambdas = typeof lrLambda === "function" ? new Array<LRLambda>(groups).fill(lrLambda) : lrLambda;
    if (!Array.isArray(lambdas) || lambdas.length !== groups)
      throw new RangeError(
        `LambdaLR: ${Array.isArray(lambdas) ? lambdas.length : "no"} functions for ${groups} groups, one for all or one each is needed`,
      );
    this.lrLambdas = lambdas;
    this.goTo(0);
  }

  ratesAt(t: number): number[] {
    return this.baseLrs.map((lr, i) => lr * this.lrLambdas[i]!(t));
  }
}
