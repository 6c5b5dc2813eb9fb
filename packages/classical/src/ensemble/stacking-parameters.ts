import { boolean, custom } from "../estimator/parameters.ts";
import { Splitter } from "../model-selection/splitters/splitter.ts";
import type { CV } from "../model-selection/validation/check-cv.ts";

/** Of both. */
export const stackingParameters = {
  /** Folds, stratified for a classifier; a splitter; or the splits themselves. Each row must be tested once. */
  cv: custom<CV>(
    5,
    (value) =>
      value instanceof Splitter ||
      Array.isArray(value) ||
      (Number.isInteger(value) && (value as number) >= 2),
    "a whole number ≥ 2, a splitter or splits",
  ),
  /** Whether the final estimator sees the columns of X too. */
  passthrough: boolean(false),
};
