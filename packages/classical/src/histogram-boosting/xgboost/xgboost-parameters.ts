import { choice, integer, optional, randomState, real, type Values } from "../../estimator/parameters.ts";

/** Of both; XGBoost's names and defaults. */
export const xgboostParameters = {
  nEstimators: integer(100, { min: 1 }),
  /** 0: no limit. */
  maxDepth: integer(6, { min: 0 }),
  /** η, what the leaves' values are multiplied by. */
  learningRate: real(0.3, { above: 0 }),
  /** "hist": cuts between bins; "exact": between any two values, slower. */
  treeMethod: choice("hist", "exact"),
  /** γ, the gain that a split must have; by "hist" when it is made, by "exact" afterwards, from the leaves upwards. */
  gamma: real(0, { min: 0 }),
  /** Σ h of a leaf at least so much. */
  minChildWeight: real(1, { min: 0 }),
  /** α, the weight of the absolute leaf values. */
  regAlpha: real(0, { min: 0 }),
  /** λ, the weight of the squared leaf values. */
  regLambda: real(1, { min: 0 }),
  /** The chance of a row to be in a round. */
  subsample: real(1, { above: 0, max: 1 }),
  /** The share of the columns drawn for each round. */
  colsampleBytree: real(1, { above: 0, max: 1 }),
  /** Of "hist"; XGBoost has 256, here a byte holds the bin and one is for missing values. */
  maxBin: integer(255, { min: 2, max: 255 }),
  /** The prediction to start from, of two classes the probability of the second; null: the mean of y, of classes their shares. */
  baseScore: optional(real(0.5)),
  randomState,
};

export type XGBoostValues = Values<typeof xgboostParameters>;
