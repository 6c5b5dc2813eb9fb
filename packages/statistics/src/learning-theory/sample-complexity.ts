/**
 * How many examples are enough, and how few never are, to learn a class of VC dimension d to error ε with probability 1 − δ.
 *
 *   enough, realisable:   n ≥ max(4/ε · log₂(2/δ), 8d/ε · log₂(13/ε))                 Blumer et al. 1989
 *   enough, agnostic:     the least n with √(8/n · log(4 Π(2n)/δ)) ≤ ε/2              uniform convergence to ε/2
 *   needed, realisable:   n ≥ max((1 − ε)/ε · log(1/δ), (d − 1)/(32ε))                 Ehrenfeucht et al. 1989 (ε ≤ ⅛, δ ≤ 1/100)
 *
 * Blumer et al., https://doi.org/10.1145/76359.76371; Ehrenfeucht et al., https://doi.org/10.1016/0890-5401(89)90002-3.
 */

import { requireProbability, requireWhole } from "../samples/sample.ts";
import { vcBound } from "./vc-bound.ts";

export interface LearningGoal {
  /** d. */
  dimension: number;
  epsilon: number;
  delta: number;
}

export function realizableSampleComplexity(goal: LearningGoal): number {
  const { dimension, epsilon, delta } = requireGoal("realizableSampleComplexity", goal);
  return Math.ceil(
    Math.max((4 / epsilon) * Math.log2(2 / delta), ((8 * dimension) / epsilon) * Math.log2(13 / epsilon)),
  );
}

/** For the error of the empirical minimiser above the best of the class. */
export function agnosticSampleComplexity(goal: LearningGoal): number {
  const { dimension, epsilon, delta } = requireGoal("agnosticSampleComplexity", goal);
  // |R − R̂| ≤ ε/2 for all h makes R(ĥ) ≤ R̂(ĥ) + ε/2 ≤ R̂(h*) + ε/2 ≤ R(h*) + ε.
  return vcBound.sampleSize({ dimension, epsilon: epsilon / 2, delta });
}

/** Below this, for every learner there is a distribution on which it fails with probability above δ. */
export function sampleComplexityLowerBound(goal: LearningGoal): number {
  const where = "sampleComplexityLowerBound";
  const { dimension, epsilon, delta } = requireGoal(where, goal);
  if (epsilon > 1 / 8 || delta > 1 / 100) {
    throw new RangeError(`${where}: epsilon ${epsilon} and delta ${delta}, at most 1/8 and 1/100 are needed`);
  }
  return Math.ceil(
    Math.max(((1 - epsilon) / epsilon) * Math.log(1 / delta), (dimension - 1) / (32 * epsilon)),
  );
}

function requireGoal(where: string, goal: LearningGoal): LearningGoal {
  requireWhole(where, "dimension", goal.dimension, 1);
  requireProbability(where, "epsilon", goal.epsilon);
  requireProbability(where, "delta", goal.delta);
  return goal;
}
