import { forestClassWeight } from "../class-weight/class-weight.ts";
import {
  boolean,
  choice,
  either,
  integer,
  optional,
  randomState,
  real,
  withDefault,
} from "../estimator/parameters.ts";
import { growthParameters, maxFeatures, monotonicCst, sqrtFeatures } from "../trees/tree-parameters.ts";

/** Of every forest. `bootstrap`: whether each tree sees a draw of the rows. */
function forestParameters(bootstrap: boolean) {
  return {
    nEstimators: integer(100, { min: 1 }),
    ...growthParameters,
    bootstrap: boolean(bootstrap),
    /** Whether each row is predicted by the trees that have not seen it; needs bootstrap. */
    oobScore: boolean(false),
    randomState,
    /** Rows drawn for a tree: a number, or a share below 1 of the sum of weights; null, N. */
    maxSamples: optional(either(integer(1, { min: 1 }), real(0.5, { above: 0, below: 1 }))),
    monotonicCst,
  };
}

export function forestClassifierParameters(bootstrap: boolean) {
  return {
    criterion: choice("gini", "entropy", "log_loss"),
    ...forestParameters(bootstrap),
    maxFeatures: sqrtFeatures,
    classWeight: forestClassWeight,
  };
}

export function forestRegressorParameters(bootstrap: boolean) {
  return {
    criterion: choice("squared_error", "friedman_mse", "absolute_error", "poisson"),
    ...forestParameters(bootstrap),
    /** null is scikit-learn's 1.0: all features. */
    maxFeatures: withDefault(null, maxFeatures),
  };
}

export type ForestClassifierParameters = ReturnType<typeof forestClassifierParameters>;
export type ForestRegressorParameters = ReturnType<typeof forestRegressorParameters>;
