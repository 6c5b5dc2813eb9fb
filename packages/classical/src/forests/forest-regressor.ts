import type { Traits } from "../estimator/estimator.ts";
import { type Measured, Regressor } from "../estimator/regressor.ts";
import type { Matrix } from "../matrix/matrix.ts";
import type { MatrixLike } from "../matrix/matrix-like.ts";
import { prune } from "../trees/cost-complexity.ts";
import { rankColumns } from "../trees/ranked-columns.ts";
import { addValues, type Tree } from "../trees/tree.ts";
import { requireCounts, requireSigns, total } from "../trees/tree-data.ts";
import { sizeOf } from "./draw-rows.ts";
import type { ForestRegressorParameters } from "./forest-parameters.ts";
import { forestImportances, leavesByRow, outOfBag } from "./forest-parts.ts";
import { type ForestPlan, forestTree } from "./forest-tree.ts";
import { rSquared } from "./r-squared.ts";

/** A forest answers with the mean of its trees' answers. Subclasses say how a tree splits. */
export abstract class ForestRegressor extends Regressor<ForestRegressorParameters> {
  /** The trees; `exportText({ tree_: trees_[0] })` writes one out. */
  declare trees_: Tree[];
  /** The mean of the trees' importances, which sum to 1, [F]. */
  declare featureImportances_: Float64Array;
  /** With oobScore: R² of the predictions by trees that had not drawn the row. */
  declare oobScore_?: number;
  /** Those predictions, [N]; NaN where every tree drew the row. */
  declare oobPrediction_?: Float64Array;

  override get traits(): Traits {
    return { allowsNaN: true, takesWeight: true, isRandom: true };
  }

  /** For each row the number of its leaf in every tree. */
  apply(X: MatrixLike): Int32Array[] {
    return leavesByRow(this.trees_, this.checked("apply", X));
  }

  protected abstract readonly splitter: "best" | "random";

  protected learn({ X, y, sampleWeight, onProgress }: Measured): void {
    const { params } = this;
    const { nEstimators, randomState } = params;
    this.#check(X.cols, y);
    const plan: ForestPlan = {
      columns: rankColumns(X),
      growth: { ...params, splitter: this.splitter },
      target: { kind: "values", y, criterion: params.criterion },
      weight: sampleWeight,
      drawn: params.bootstrap ? this.#drawn(X.rows, sampleWeight) : undefined,
      balancesDraws: false,
    };
    this.trees_ = [];
    for (let i = 0; i < nEstimators; i++) {
      this.trees_.push(prune(forestTree(plan, randomState, i), params.ccpAlpha));
      onProgress(i + 1, nEstimators);
    }
    this.featureImportances_ = forestImportances(this.trees_, X.cols);
    if (params.oobScore) this.#judge(plan, X, y);
  }

  protected values(X: Matrix): Float64Array {
    const out = new Float64Array(X.rows);
    addValues(this.trees_, X, out);
    return out.map((sum) => sum / this.trees_.length);
  }

  #judge(plan: ForestPlan, X: Matrix, y: Float64Array): void {
    const { sums, trees } = outOfBag(this.trees_, plan, this.params.randomState, X);
    const seen = Array.from(trees.keys()).filter((i) => trees[i]! > 0);
    const unseen = X.rows - seen.length;
    if (unseen > 0)
      this.warn(
        `every tree drew ${unseen} of ${X.rows} rows, which have no out-of-bag prediction; more trees help`,
      );
    this.oobPrediction_ = sums.map((sum, i) => sum / trees[i]!);
    this.oobScore_ = rSquared(seen, y, this.oobPrediction_);
  }

  #drawn(rows: number, sampleWeight: Float64Array | undefined): number {
    const { maxSamples } = this.params;
    return maxSamples === null ? rows : sizeOf(maxSamples, sampleWeight ? total(sampleWeight) : rows);
  }

  #check(features: number, y: Float64Array): void {
    const { bootstrap, oobScore, maxSamples, monotonicCst, criterion } = this.params;
    if (oobScore && !bootstrap)
      this.refuse(
        "fit",
        "oobScore without bootstrap, rows that a tree has not drawn are needed; { bootstrap: true }",
      );
    if (maxSamples !== null && !bootstrap)
      this.refuse(
        "fit",
        `maxSamples is ${maxSamples} without bootstrap, null is needed; { bootstrap: true } draws rows`,
      );
    requireSigns(`${this.name}.fit`, monotonicCst, features);
    if (criterion === "poisson") requireCounts(`${this.name}.fit`, y);
  }
}
