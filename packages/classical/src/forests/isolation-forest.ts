import { Philox } from "@blankfile/tensor";
import type { Traits } from "../estimator/estimator.ts";
import { nameClass } from "../estimator/known.ts";
import { OutlierDetector } from "../estimator/outlier-detector.ts";
import {
  boolean,
  choice,
  either,
  integer,
  type Options,
  optional,
  randomState,
  real,
} from "../estimator/parameters.ts";
import type { Unlabelled } from "../estimator/transformer.ts";
import { Matrix } from "../matrix/matrix.ts";
import { learnRandomTree } from "../trees/learn-tree.ts";
import { rankColumns } from "../trees/ranked-columns.ts";
import { depthsOf, leavesOf, NO_FEATURE, type Tree } from "../trees/tree.ts";
import { ones } from "../trees/tree-data.ts";
import { countFeatures } from "../trees/tree-parameters.ts";
import { drawCounts, drawRows, sizeOf } from "./draw-rows.ts";

const fraction = real(0.5, { above: 0, below: 1 });

const parameters = {
  nEstimators: integer(100, { min: 1 }),
  /** ψ, the rows that a tree sees: "auto" is 256 or N, the smaller; a number, or a share of N below 1. */
  maxSamples: either(choice("auto"), either(integer(256, { min: 1 }), fraction)),
  /** The share of outliers among the rows of fit, for offset_; "auto" puts it at −0.5. */
  contamination: either(choice("auto"), real(0.1, { above: 0, max: 0.5 })),
  /** Features that a tree sees: a number, or a share of F below 1; null is scikit-learn's 1.0: all. */
  maxFeatures: optional(either(integer(1, { min: 1 }), fraction)),
  /** Whether rows are drawn with replacement. */
  bootstrap: boolean(false),
  randomState,
};

export type IsolationForestOptions = Options<typeof parameters>;

/**
 * Few and different points are soon alone: trees of random cuts in small draws of ψ rows, ⌈log₂ ψ⌉ deep, and for each row the mean length of its path.
 *
 *   s(x) = 2^(−E[h(x)] / c(ψ)),   c(n) = 2 H(n − 1) − 2 (n − 1) / n,   H(i) ≈ ln i + 0.5772…
 *
 * h(x) counts the cuts down to x's leaf, and adds c(n) for the n > 1 rows left there; c(n) is the mean path in a search tree of n keys. s nears 1 for
 * outliers and is below 0.5 for the rest. `scoreSamples` gives −s: the lower, the stranger.
 *
 * Liu, Ting, Zhou 2008, "Isolation forest", https://doi.org/10.1109/ICDM.2008.17
 */
export class IsolationForest extends OutlierDetector<typeof parameters> {
  static {
    nameClass("IsolationForest", IsolationForest);
  }
  declare trees_: Tree[];
  /** ψ */
  declare maxSamples_: number;

  constructor(options: IsolationForestOptions = {}) {
    super(parameters, options);
  }

  override get traits(): Traits {
    return { allowsNaN: true, takesWeight: true, isRandom: true };
  }

  protected learn({ X, sampleWeight, onProgress }: Unlabelled): void {
    const { nEstimators, contamination } = this.params;
    const { rows, cols } = X;
    this.maxSamples_ = this.#size(rows);
    const features = countFeatures(this.params.maxFeatures, cols);
    this.trees_ = [];
    for (let i = 0; i < nEstimators; i++) {
      const rng = new Philox(this.params.randomState).fork(i);
      const seen = drawRows(rng.fork("columns"), { rows: cols, size: features });
      this.trees_.push(this.#grow(X, seen, sampleWeight, rng));
      onProgress(i + 1, nEstimators);
    }
    this.offset_ = contamination === "auto" ? -0.5 : quantile(this.scores(X), contamination);
  }

  protected scores(X: Matrix): Float64Array {
    const paths = new Float64Array(X.rows);
    for (const tree of this.trees_) {
      const lengths = pathLengths(tree);
      for (const [i, leaf] of leavesOf(tree, X).entries()) paths[i]! += lengths[leaf]!;
    }
    const usual = this.trees_.length * averagePathLength(this.maxSamples_);
    return paths.map((path) => -(2 ** (usual > 0 ? -path / usual : -1)));
  }

  /** Tree i, on drawn rows and the features it sees. */
  #grow(X: Matrix, features: Int32Array, weight: Float64Array | undefined, rng: Philox): Tree {
    const draw = { rows: X.rows, size: this.maxSamples_, weight };
    const rows = this.params.bootstrap
      ? placesAbove0(drawCounts(rng.fork("rows"), draw))
      : drawRows(rng.fork("rows"), draw);
    const seen = new Matrix(new Float64Array(rows.length * features.length), [rows.length, features.length]);
    for (const [at, i] of rows.entries())
      for (const [k, j] of features.entries()) seen.data[at * features.length + k] = X.at(i, j);
    const tree = learnRandomTree({
      columns: rankColumns(seen),
      sampleWeight: ones(rows.length),
      settings: { ...unlimited, maxDepth: Math.ceil(Math.log2(Math.max(2, this.maxSamples_))) },
      rng: rng.fork("cuts"),
    });
    tree.feature = tree.feature.map((k) => (k === NO_FEATURE ? NO_FEATURE : features[k]!));
    return tree;
  }

  #size(rows: number): number {
    const { maxSamples } = this.params;
    if (maxSamples === "auto") return Math.min(256, rows);
    const size = sizeOf(maxSamples, rows);
    if (size <= rows) return size;
    this.warn(`maxSamples is ${size}, there are ${rows} rows; each tree sees all`);
    return rows;
  }
}

const unlimited = {
  splitter: "random" as const,
  minSamplesSplit: 2,
  minSamplesLeaf: 1,
  minWeightLeaf: 0,
  maxFeatures: 1,
  maxLeafNodes: Number.POSITIVE_INFINITY,
  minImpurityDecrease: 0,
  monotonicCst: undefined,
};

/** c(n), the mean depth at which an unsuccessful search ends in a binary search tree of n keys. */
export function averagePathLength(n: number): number {
  if (n <= 1) return 0;
  if (n === 2) return 1;
  return 2 * (Math.log(n - 1) + EULER) - (2 * (n - 1)) / n;
}

const EULER = 0.5772156649015329;

/** h of each node as a leaf: its depth, and c of the rows left in it. */
function pathLengths(tree: Tree): Float64Array {
  return Float64Array.from(
    depthsOf(tree),
    (depth, node) => depth + averagePathLength(tree.nNodeSamples[node]!),
  );
}

function placesAbove0(counts: Float64Array): Int32Array {
  return Int32Array.from(Array.from(counts.keys()).filter((i) => counts[i]! > 0));
}

/** With linear interpolation. */
function quantile(values: Float64Array, q: number): number {
  const sorted = values.slice().sort();
  const at = q * (sorted.length - 1);
  const below = Math.floor(at);
  const above = Math.min(sorted.length - 1, below + 1);
  return sorted[below]! + (at - below) * (sorted[above]! - sorted[below]!);
}
