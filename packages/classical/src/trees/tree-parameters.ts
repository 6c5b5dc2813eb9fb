import {
  choice,
  either,
  integer,
  list,
  optional,
  randomState,
  real,
  type Values,
  withDefault,
} from "../estimator/parameters.ts";
import type { Settings } from "./growing/settings.ts";

const fraction = real(0.5, { above: 0, below: 1 });

/** How many features a node may look at: a number, a share of F, √F, log₂ F; null, all. */
export const maxFeatures = optional(either(either(integer(1, { min: 1 }), fraction), choice("sqrt", "log2")));

/** How far a tree grows, of every estimator that grows some. */
export const growthParameters = {
  /** Of the deepest leaf; null, as deep as it goes. */
  maxDepth: optional(integer(1, { min: 1 })),
  /** A node with fewer samples is a leaf: a number, or a share of N below 1. */
  minSamplesSplit: either(integer(2, { min: 2 }), fraction),
  /** A cut leaves as many samples on both sides: a number, or a share of N below 1. */
  minSamplesLeaf: either(integer(1, { min: 1 }), fraction),
  /** And as large a share of all the weight. */
  minWeightFractionLeaf: real(0, { min: 0, max: 0.5 }),
  /** With it, the best cuts are made first. */
  maxLeafNodes: optional(integer(2, { min: 2 })),
  /** A cut lowers the tree's impurity by as much. */
  minImpurityDecrease: real(0, { min: 0 }),
  /** α of minimal cost-complexity pruning; 0, none. */
  ccpAlpha: real(0, { min: 0 }),
};

/** For each feature 1, the prediction must not fall as it grows; −1, not rise; 0, free. */
export const monotonicCst = optional(list([], integer(0, { min: -1, max: 1 })));

/** Of a single tree. */
export const treeParameters = {
  /** "random" draws one threshold for each feature. */
  splitter: choice("best", "random"),
  ...growthParameters,
  maxFeatures,
  monotonicCst,
  randomState,
};

/** √F at each node, so that the trees of a forest differ. */
export const sqrtFeatures = withDefault<number | "sqrt" | "log2" | null>("sqrt", maxFeatures);

/** What of an estimator's options shapes its trees. */
export type Growth = Values<typeof growthParameters> & {
  maxFeatures: number | "sqrt" | "log2" | null;
  splitter?: "best" | "random";
  monotonicCst?: readonly number[] | null;
};

/** Options as counts, for N rows, F features and a total weight. */
export function settingsOf(
  params: Growth,
  { rows, cols }: { rows: number; cols: number },
  totalWeight: number,
): Settings {
  const minSamplesLeaf = countOf(params.minSamplesLeaf, rows);
  return {
    splitter: params.splitter ?? "best",
    maxDepth: params.maxDepth ?? Number.POSITIVE_INFINITY,
    minSamplesSplit: Math.max(2, countOf(params.minSamplesSplit, rows), 2 * minSamplesLeaf),
    minSamplesLeaf,
    minWeightLeaf: params.minWeightFractionLeaf * totalWeight,
    maxFeatures: countFeatures(params.maxFeatures, cols),
    maxLeafNodes: params.maxLeafNodes ?? Number.POSITIVE_INFINITY,
    minImpurityDecrease: params.minImpurityDecrease,
    monotonicCst: params.monotonicCst?.some((sign) => sign !== 0) ? params.monotonicCst : undefined,
  };
}

/** A share is rounded up. */
function countOf(given: number, rows: number): number {
  return given < 1 ? Math.ceil(given * rows) : given;
}

/** A share is rounded down, to at least 1. */
export function countFeatures(given: number | "sqrt" | "log2" | null, features: number): number {
  if (given === null) return features;
  if (given === "sqrt") return Math.max(1, Math.floor(Math.sqrt(features)));
  if (given === "log2") return Math.max(1, Math.floor(Math.log2(features)));
  return given < 1 ? Math.max(1, Math.floor(given * features)) : Math.min(given, features);
}
