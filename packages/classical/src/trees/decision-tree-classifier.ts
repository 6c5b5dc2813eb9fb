import { Philox } from "@blankfile/tensor";
import { classWeight } from "../class-weight/class-weight.ts";
import { weightsOfRows } from "../class-weight/weigh-classes.ts";
import { argmaxRows, type Classified, Classifier } from "../estimator/classifier.ts";
import type { FitOptions, Traits } from "../estimator/estimator.ts";
import { nameClass } from "../estimator/known.ts";
import type { Labels } from "../estimator/labels.ts";
import { choice, type Options } from "../estimator/parameters.ts";
import { Matrix } from "../matrix/matrix.ts";
import type { MatrixLike } from "../matrix/matrix-like.ts";
import { type PruningPath, prune, pruningPath } from "./cost-complexity.ts";
import { learnClassTree } from "./learn-tree.ts";
import { rankColumns } from "./ranked-columns.ts";
import { countLeaves, impurityImportances, leavesOf, pathsOf, type Tree } from "./tree.ts";
import { ones, requireSigns, total } from "./tree-data.ts";
import { settingsOf, treeParameters } from "./tree-parameters.ts";

const parameters = {
  /** What a cut lowers; "log_loss" is "entropy". */
  criterion: choice("gini", "entropy", "log_loss"),
  ...treeParameters,
  classWeight,
};

export type DecisionTreeClassifierOptions = Options<typeof parameters>;

/**
 * A tree of questions "is x_j ≤ c?", each the one that leaves the two sides purest; a leaf answers with the shares of the classes there.
 *
 * Breiman, Friedman, Olshen, Stone 1984, Classification and Regression Trees (CART).
 *
 * X may have missing values (NaN). Equally good cuts: the lowest feature, then the lowest threshold; scikit-learn decides by chance.
 * Values that differ at all are different; scikit-learn rounds X to float32 and takes values within 1e−7 as equal.
 */
export class DecisionTreeClassifier extends Classifier<typeof parameters> {
  static {
    nameClass("DecisionTreeClassifier", DecisionTreeClassifier);
  }
  declare tree_: Tree;
  declare nClasses_: number;
  /** How many features a node looks at. */
  declare maxFeatures_: number;
  /** How much each feature lowered the impurity; they sum to 1, [F]. */
  declare featureImportances_: Float64Array;

  constructor(options: DecisionTreeClassifierOptions = {}) {
    super(parameters, options);
  }

  override get traits(): Traits {
    const { splitter, maxFeatures } = this.params;
    return { allowsNaN: true, takesWeight: true, isRandom: splitter === "random" || maxFeatures !== null };
  }

  /** The shares of the classes in each row's leaf, [N, K]. */
  predictProba(X: MatrixLike): Matrix {
    return this.#shares(this.checked("predictProba", X));
  }

  /** The natural logarithms of the shares, [N, K]; −∞ where there are none. */
  predictLogProba(X: MatrixLike): Matrix {
    const { data, rows, cols } = this.#shares(this.checked("predictLogProba", X));
    return new Matrix(data.map(Math.log), [rows, cols]);
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
  costComplexityPruningPath(X: MatrixLike, y: Labels, options: FitOptions = {}): PruningPath {
    const whole = this.clone();
    whole.setParams({ ccpAlpha: 0 });
    return pruningPath(whole.fit(X, y, options).tree_);
  }

  protected override get minClasses(): number {
    return 1;
  }

  protected learn({ X, y, classes, sampleWeight }: Classified): void {
    const { params } = this;
    requireSigns(`${this.name}.fit`, params.monotonicCst, X.cols);
    if (params.monotonicCst?.some((sign) => sign !== 0) && classes.length > 2)
      this.refuse("fit", `monotonicCst with ${classes.length} classes, two are needed`);
    const weight = weightsOfRows(`${this.name}.fit`, params.classWeight, {
      y,
      classes,
      sampleWeight: sampleWeight ?? ones(X.rows),
    });
    const settings = settingsOf(params, X, total(weight));
    const rng = new Philox(params.randomState);
    const tree = learnClassTree({ columns: rankColumns(X), sampleWeight: weight, settings, rng }, y, {
      nClasses: classes.length,
      criterion: params.criterion,
    });
    this.nClasses_ = classes.length;
    this.maxFeatures_ = settings.maxFeatures;
    this.tree_ = prune(tree, params.ccpAlpha);
    this.featureImportances_ = impurityImportances(this.tree_, X.cols);
  }

  protected codes(X: Matrix): Int32Array {
    return argmaxRows(this.#shares(X));
  }

  #shares(X: Matrix): Matrix {
    const { value, width } = this.tree_;
    const out = Matrix.zeros(X.rows, width);
    for (const [i, leaf] of leavesOf(this.tree_, X).entries())
      for (let k = 0; k < width; k++) out.data[i * width + k] = value[leaf * width + k]!;
    return out;
  }
}
