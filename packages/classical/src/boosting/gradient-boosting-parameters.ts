import type { AnyEstimator } from "../estimator/known.ts";
import {
  custom,
  integer,
  optional,
  randomState,
  real,
  type Values,
  withDefault,
} from "../estimator/parameters.ts";
import { growthParameters, maxFeatures } from "../trees/tree-parameters.ts";

/** Of both. scikit-learn's `criterion` has no effect since 1.9, since "friedman_mse" is "squared_error", and is left out. */
export function boostingParameters(isInit: (value: unknown) => boolean, kind: string) {
  return {
    /** ν, how far each stage moves. */
    learningRate: real(0.1, { min: 0 }),
    nEstimators: integer(100, { min: 1 }),
    /** The share of rows that each stage learns from; below 1, stochastic gradient boosting. */
    subsample: real(1, { above: 0, max: 1 }),
    ...growthParameters,
    maxDepth: withDefault<number | null>(3, growthParameters.maxDepth),
    maxFeatures: withDefault(null, maxFeatures),
    /** F at the start: null, the loss's own constant; "zero"; or the predictions of an estimator. */
    init: custom<AnyEstimator | "zero" | null>(null, isInit, `"zero", a ${kind}, or null`),
    randomState,
    /** The share of rows kept apart for nIterNoChange. */
    validationFraction: real(0.1, { above: 0, below: 1 }),
    /** Stops when for so many stages the loss of the rows kept apart has not fallen by tol; null, never. */
    nIterNoChange: optional(integer(1, { min: 1 })),
    tol: real(1e-4, { min: 0 }),
  };
}

export type BoostingValues = Values<ReturnType<typeof boostingParameters>>;
