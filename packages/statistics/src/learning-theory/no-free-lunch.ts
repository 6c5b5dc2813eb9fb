/**
 * No free lunch, by counting: over all 2^m targets on a domain of m points, every learner that sees n of them without noise errs
 * on exactly half of the rest, in the mean. What helps one target harms another.
 *
 *   mean over targets f of  #{x unseen : A(S_f)(x) ≠ f(x)} / (m − n)  =  ½
 *
 * since for each way to label the unseen points there is the opposite one, with the same training set. Hence some target on which
 * the error is at least ½. Wolpert 1996, https://doi.org/10.1162/neco.1996.8.7.1341.
 */

import { requireWhole } from "../samples/sample.ts";

export interface Example {
  /** A place in the domain, 0 … m − 1. */
  x: number;
  y: 0 | 1;
}

/** From examples to a rule. */
export type Learner = (examples: readonly Example[]) => (x: number) => 0 | 1;

export interface NoFreeLunch {
  /** Over all targets: ½ for every learner. */
  meanError: number;
  /** The off-training error for each target, [2^m]; bit x of a target's number is its label of x. */
  errors: Float64Array;
  /** The numbers of the best and the worst target. */
  best: number;
  worst: number;
}

/** `training`: the places seen, each once. */
export function noFreeLunch(
  learner: Learner,
  { domainSize, training }: { domainSize: number; training: readonly number[] },
): NoFreeLunch {
  const where = "noFreeLunch";
  requireWhole(where, "domainSize", domainSize, 2);
  if (domainSize > 20)
    throw new RangeError(`${where}: domainSize ${domainSize}, at most 20 is needed, for 2^20 targets`);
  const seen = new Set(training);
  for (const x of training) requireWhole(where, "a training place", x);
  if (seen.size !== training.length || seen.size >= domainSize || training.some((x) => x >= domainSize)) {
    throw new RangeError(
      `${where}: training [${training.join(", ")}], different places below ${domainSize} are needed, not all`,
    );
  }
  const unseen = Array.from({ length: domainSize }, (_, x) => x).filter((x) => !seen.has(x));
  const errors = Float64Array.from({ length: 2 ** domainSize }, (_, target) => {
    const label = (x: number) => ((target >> x) & 1) as 0 | 1;
    const rule = learner(training.map((x) => ({ x, y: label(x) })));
    return unseen.filter((x) => rule(x) !== label(x)).length / unseen.length;
  });
  const meanError = errors.reduce((a, b) => a + b, 0) / errors.length;
  return {
    meanError,
    errors,
    best: errors.indexOf(errors.reduce((a, b) => Math.min(a, b))),
    worst: errors.indexOf(errors.reduce((a, b) => Math.max(a, b))),
  };
}
