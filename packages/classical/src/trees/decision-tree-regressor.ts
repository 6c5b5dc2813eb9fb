import { Philox } from "@blankfile/tensor";
import type { FitOptions, Traits } from "../estimator/estimator.ts";
import { nameClass } from "../estimator/known.ts";
import { choice, type Options } from "../estimator/parameters.ts";
import { type Measured, Regressor } from "../estimator/regressor.ts";
import type { Matrix } from "../matrix/matrix.ts";
import type { MatrixLike } from "../matrix/matrix-like.ts";
import { type PruningPath, prune, pruningPath } from "./cost-complexity.ts";
import { learnValueTree } from "./learn-tree.ts";
import { rankColumns } from "./ranked-columns.ts";
import { countLeaves, impurityImportances, leavesOf, pathsOf, type Tree } from "./tree.ts";
import { ones, requireCounts, requireSigns, total } from "./tree-data.ts";
import { settingsOf, treeParameters } from "./tree-parameters.ts";

const parameters = {
  /** What a cut lowers; "friedman_mse" is "squared_error", see there. */
  criterion: choice("squared_error", "friedman_mse", "absolute_error", "poisson"),
  ...treeParameters,
};

export type DecisionTreeRegressorOptions = Options<typeof parameters>;

/**
 * A tree of questions "is x_j ≤ c?", each the one that leaves the targets of the two sides closest together; a leaf answers with
 * their mean, or their median by "absolute_error". What it learns is a step function.
 *
 * Breiman, Friedman, Olshen, Stone 1984, Classification and Regression Trees (CART), chapter 8.
 *
 * Missing values and equally good cuts as in DecisionTreeClassifier.
 */
export class DecisionTreeRegressor extends Regressor<typeof parameters> {
  static {
    nameClass("DecisionTreeRegressor", DecisionTreeRegressor);
  }
  declare tree_: Tree;
  /** How many features a node looks at. */
  declare maxFeatures_: number;
  /** How much each feature lowered the impurity; they sum to 1, [F]. */
  declare featureImportances_: Float64Array;

  constructor(options: DecisionTreeRegressorOptions = {}) {
    super(parameters, options);
  }

  override get traits(): Traits {
    const { splitter, maxFeatures } = this.params;
    return { allowsNaN: true, takesWeight: true, isRandom: splitter === "random" || maxFeatures !== null };
  }

  /** The number of each row's leaf, [N]. */
  apply(X: MatrixLike): Int32Array {
    return leavesOf(this.tree_, this.checked("apply", X));
  }

  /** The nodes that each row passes, from the root to its leaf. */
  decisionPath(X: MatrixLike): Int32Array[] {
    return pathsOf(this.tree_, this.checked("decisionPath", X));
  }

  getDepth(): number {
    this.requireFitted("getDepth");
    return this.tree_.maxDepth;
  }

  getNLeaves(): number {
    this.requireFitted("getNLeaves");
    return countLeaves(this.tree_);
  }

  /** The α at which pruning makes the tree smaller, and the impurities then. Learns from the data given; this estimator stays as it is. */
  costComplexityPruningPath(X: MatrixLike, y: ArrayLike<number>, options: FitOptions = {}): PruningPath {
    const whole = this.clone();
    whole.setParams({ ccpAlpha: 0 });
    return pruningPath(whole.fit(X, y, options).tree_);
  }

  protected learn({ X, y, sampleWeight }: Measured): void {
    const { params } = this;
    requireSigns(`${this.name}.fit`, params.monotonicCst, X.cols);
    if (params.criterion === "poisson") requireCounts(`${this.name}.fit`, y);
    const weight = sampleWeight ?? ones(X.rows);
    const settings = settingsOf(params, X, total(weight));
    const rng = new Philox(params.randomState);
    const tree = learnValueTree(
      { columns: rankColumns(X), sampleWeight: weight, settings, rng },
      y,
      params.criterion,
    );
    this.maxFeatures_ = settings.maxFeatures;
    this.tree_ = prune(tree, params.ccpAlpha);
    this.featureImportances_ = impurityImportances(this.tree_, X.cols);
  }

  protected values(X: Matrix): Float64Array {
    const { value } = this.tree_;
    return Float64Array.from(leavesOf(this.tree_, X), (leaf) => value[leaf]!);
  }
}
