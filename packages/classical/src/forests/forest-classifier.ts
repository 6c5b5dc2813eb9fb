import { weightsOfRows } from "../class-weight/weigh-classes.ts";
import { argmaxRows, type Classified, Classifier } from "../estimator/classifier.ts";
import type { Traits } from "../estimator/estimator.ts";
import { Matrix } from "../matrix/matrix.ts";
import type { MatrixLike } from "../matrix/matrix-like.ts";
import { prune } from "../trees/cost-complexity.ts";
import { rankColumns } from "../trees/ranked-columns.ts";
import { addValues, type Tree } from "../trees/tree.ts";
import { ones, requireSigns, total } from "../trees/tree-data.ts";
import { sizeOf } from "./draw-rows.ts";
import type { ForestClassifierParameters } from "./forest-parameters.ts";
import { forestImportances, leavesByRow, outOfBag } from "./forest-parts.ts";
import { type ForestPlan, forestTree } from "./forest-tree.ts";

/** A forest answers with the mean of its trees' shares. Subclasses say how a tree splits. */
export abstract class ForestClassifier extends Classifier<ForestClassifierParameters> {
  /** The trees; `exportText({ tree_: trees_[0], classes_ })` writes one out. */
  declare trees_: Tree[];
  declare nClasses_: number;
  /** The mean of the trees' importances, which sum to 1, [F]. */
  declare featureImportances_: Float64Array;
  /** With oobScore: the accuracy of the predictions by trees that had not drawn the row. */
  declare oobScore_?: number;
  /** The shares by those trees, [N, K]; NaN where every tree drew the row. */
  declare oobDecisionFunction_?: Matrix;

  override get traits(): Traits {
    return { allowsNaN: true, takesWeight: true, isRandom: true };
  }

  /** [N, K] */
  predictProba(X: MatrixLike): Matrix {
    return this.#shares(this.checked("predictProba", X));
  }

  /** The natural logarithms of the shares, [N, K]; −∞ where there are none. */
  predictLogProba(X: MatrixLike): Matrix {
    const { data, rows, cols } = this.#shares(this.checked("predictLogProba", X));
    return new Matrix(data.map(Math.log), [rows, cols]);
  }

  /** For each row the number of its leaf in every tree. */
  apply(X: MatrixLike): Int32Array[] {
    return leavesByRow(this.trees_, this.checked("apply", X));
  }

  protected abstract readonly splitter: "best" | "random";

  protected override get minClasses(): number {
    return 1;
  }

  protected learn({ X, y, classes, sampleWeight, onProgress }: Classified): void {
    const { params } = this;
    const { nEstimators, randomState, bootstrap, classWeight } = params;
    this.#check(X.cols, classes.length);
    const balancesDraws = classWeight === "balanced_subsample";
    const weight =
      classWeight === null || balancesDraws
        ? sampleWeight
        : weightsOfRows(`${this.name}.fit`, classWeight, {
            y,
            classes,
            sampleWeight: sampleWeight ?? ones(X.rows),
          });
    const plan: ForestPlan = {
      columns: rankColumns(X),
      growth: { ...params, splitter: this.splitter },
      target: { kind: "classes", y, classes, criterion: params.criterion },
      weight:
        !bootstrap && balancesDraws
          ? weightsOfRows(`${this.name}.fit`, "balanced", {
              y,
              classes,
              sampleWeight: weight ?? ones(X.rows),
            })
          : weight,
      drawn: bootstrap ? this.#drawn(X.rows, sampleWeight) : undefined,
      balancesDraws: bootstrap && balancesDraws,
    };
    this.nClasses_ = classes.length;
    this.trees_ = [];
    for (let i = 0; i < nEstimators; i++) {
      this.trees_.push(prune(forestTree(plan, randomState, i), params.ccpAlpha));
      onProgress(i + 1, nEstimators);
    }
    this.featureImportances_ = forestImportances(this.trees_, X.cols);
    if (params.oobScore) this.#judge(plan, X, y);
  }

  protected codes(X: Matrix): Int32Array {
    return argmaxRows(this.#shares(X));
  }

  #shares(X: Matrix): Matrix {
    const out = Matrix.zeros(X.rows, this.nClasses_);
    addValues(this.trees_, X, out.data);
    for (let at = 0; at < out.data.length; at++) out.data[at]! /= this.trees_.length;
    return out;
  }

  #judge(plan: ForestPlan, X: Matrix, y: Int32Array): void {
    const { sums, trees } = outOfBag(this.trees_, plan, this.params.randomState, X);
    const unseen = trees.reduce((count, n) => count + Number(n === 0), 0);
    if (unseen > 0)
      this.warn(
        `every tree drew ${unseen} of ${X.rows} rows, which have no out-of-bag prediction; more trees help`,
      );
    this.oobDecisionFunction_ = new Matrix(
      sums.map((sum, at) => sum / trees[Math.floor(at / this.nClasses_)]!),
      [X.rows, this.nClasses_],
    );
    const codes = argmaxRows(this.oobDecisionFunction_);
    const right = codes.reduce((count, code, i) => count + Number(trees[i]! > 0 && code === y[i]), 0);
    this.oobScore_ = right / (X.rows - unseen);
  }

  #drawn(rows: number, sampleWeight: Float64Array | undefined): number {
    const { maxSamples } = this.params;
    return maxSamples === null ? rows : sizeOf(maxSamples, sampleWeight ? total(sampleWeight) : rows);
  }

  #check(features: number, nClasses: number): void {
    const { bootstrap, oobScore, maxSamples, monotonicCst } = this.params;
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
    if (monotonicCst?.some((sign) => sign !== 0) && nClasses > 2)
      this.refuse("fit", `monotonicCst with ${nClasses} classes, two are needed`);
  }
}
