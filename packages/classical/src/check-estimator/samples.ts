import { Philox } from "@blankfile/tensor";
import type { AnyEstimator } from "../estimator/known.ts";
import type { Label } from "../estimator/labels.ts";
import { Matrix } from "../matrix/matrix.ts";

/** Data that an estimator can learn from. */
export interface Sample {
  X: Matrix;
  /** Labels, numbers, or nothing, as the kind of estimator needs. */
  y: ArrayLike<Label> | undefined;
}

const features = 3;

/** `rows` points around three centres, with a target that fits the kind of estimator: three classes, two where it takes no more, or a line with noise. */
export function sampleFor(estimator: AnyEstimator, rows = 45, seed = 1): Sample {
  const rng = new Philox(seed);
  const centres = [
    [0, 0, 1],
    [4, 1, 0],
    [1, 5, 3],
  ];
  const X = Matrix.zeros(rows, features);
  const count = estimator.traits.isBinary ? 2 : centres.length;
  const groups = Array.from({ length: rows }, (_, i) => i % count);
  for (const [i, group] of groups.entries()) {
    for (let j = 0; j < features; j++) {
      const value = centres[group]![j]! + 0.7 * rng.normal();
      X.data[i * features + j] = estimator.traits.nonNegative ? Math.abs(value) : value;
    }
  }
  if (estimator.kind === "classifier") return { X, y: groups };
  if (estimator.kind === "clusterer" || estimator.kind === "outlier detector") return { X, y: undefined };
  // Above 0, so that regressors of positive targets can learn it too.
  const y = groups.map((_, i) => Math.exp(0.2 * X.at(i, 0) - 0.1 * X.at(i, 1) + 0.05 * rng.normal()) + 0.5);
  return { X, y: estimator.kind === "transformer" ? groups : y };
}
