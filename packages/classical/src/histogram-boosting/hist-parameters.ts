import {
  boolean,
  choice,
  custom,
  either,
  integer,
  list,
  optional,
  randomState,
  real,
  type Values,
  withDefault,
} from "../estimator/parameters.ts";
import type { Scorer } from "../metrics/scoring/scorer.ts";

/** Columns by place or name. */
export type CategoricalFeatures = "from_dtype" | readonly (number | string)[] | null;

/** A direction for each column, by place or by name; those left out have none. */
export type MonotonicCst = readonly number[] | Readonly<Record<string, number>>;

const place = either(
  integer(0, { min: 0 }),
  custom<string>("", (value) => typeof value === "string", "a name"),
);

/**
 * Of both; scikit-learn's names and defaults. Its `warm_start` and `verbose` are left out: `onProgress` tells what the latter prints. Rows of
 * weight 0 take no part, where scikit-learn counts them for bins and minSamplesLeaf.
 */
export const histParameters = {
  /** ν, what the leaves' values are multiplied by. */
  learningRate: real(0.1, { above: 0 }),
  /** Rounds at most. */
  maxIter: integer(100, { min: 1 }),
  maxLeafNodes: withDefault<number | null>(31, optional(integer(2, { min: 2 }))),
  maxDepth: optional(integer(1, { min: 1 })),
  /** Rows, whatever they weigh. */
  minSamplesLeaf: integer(20, { min: 1 }),
  /** λ, the weight of the squared leaf values. */
  l2Regularization: real(0, { min: 0 }),
  /** The share of the columns drawn for each split. */
  maxFeatures: real(1, { above: 0, max: 1 }),
  /** For values that are not missing; those have a bin of their own. */
  maxBins: integer(255, { min: 2, max: 255 }),
  /** "from_dtype": the columns of kind category of a table; null: none. */
  categoricalFeatures: either(
    custom<CategoricalFeatures>(
      "from_dtype",
      (value) => value === "from_dtype" || value === null,
      '"from_dtype"',
    ),
    list<number | string>([], place),
  ),
  /** 1: the prediction must not fall as the column rises; −1: must not rise; 0: either. */
  monotonicCst: custom<MonotonicCst | null>(
    null,
    isMonotonic,
    "1, 0 or −1 for each column, or an object of them by name, or null",
  ),
  /** Groups of columns, by place, that may stand on one way from root to leaf; "pairwise" and "no_interactions" for all pairs and none. */
  interactionCst: custom<readonly (readonly number[])[] | "pairwise" | "no_interactions" | null>(
    null,
    isInteractions,
    '"pairwise", "no_interactions", lists of columns\' places, or null',
  ),
  /** "auto": with more than 10,000 rows. */
  earlyStopping: either(choice("auto"), boolean(false)),
  /** What must get better: "loss", a scorer or its name. */
  scoring: custom<string | Scorer>(
    "loss",
    (value) => typeof value === "string" || typeof value === "function",
    '"loss", a scorer or its name',
  ),
  /** The share of rows kept apart for early stopping, or their number; null: judged by the rows learnt from. */
  validationFraction: withDefault<number | null>(
    0.1,
    optional(either(real(0.1, { above: 0, below: 1 }), integer(1, { min: 1 }))),
  ),
  /** Stops when none of so many rounds was better by tol than the round before them. */
  nIterNoChange: integer(10, { min: 1 }),
  tol: real(1e-7, { min: 0 }),
  randomState,
};

export type HistValues = Values<typeof histParameters>;

const isDirection = (value: unknown): boolean => value === 1 || value === 0 || value === -1;

function isMonotonic(value: unknown): boolean {
  if (value === null) return true;
  return typeof value === "object" && Object.values(value).every(isDirection);
}

function isInteractions(value: unknown): boolean {
  if (value === null || value === "pairwise" || value === "no_interactions") return true;
  return (
    Array.isArray(value) &&
    value.every((group) => Array.isArray(group) && group.every((j) => Number.isInteger(j) && j >= 0))
  );
}
