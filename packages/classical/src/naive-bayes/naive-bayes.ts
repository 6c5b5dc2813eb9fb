import { argmaxRows, type Classified, Classifier } from "../estimator/classifier.ts";
import type { Traits } from "../estimator/estimator.ts";
import { encodeLabels, type Label, type Labels } from "../estimator/labels.ts";
import type { Parameters } from "../estimator/parameters.ts";
import { requireLength, validateWeight, validateX } from "../estimator/validate.ts";
import { Matrix } from "../matrix/matrix.ts";
import type { MatrixLike } from "../matrix/matrix-like.ts";

export interface PartialFitOptions {
  /** All labels that will ever come; needed at the first call. */
  classes?: readonly Label[];
  /** [N], at least 0. */
  sampleWeight?: ArrayLike<number>;
}

/** What one call teaches. */
export interface Batch {
  /** [N, F] */
  X: Matrix;
  /** Places in the classes, [N]. */
  y: Int32Array;
  /** K */
  classes: number;
  sampleWeight: Float64Array | undefined;
}

/**
 * Classifiers that treat features as independent within a class:
 *
 *   p(k | x) ∝ p(k) Π_j p(x_j | k)
 *
 * Subclasses say what p(x_j | k) is: `absorb` adds rows to sums, `settle` makes the parameters of them, `joint` is log p(k) + Σ_j log p(x_j | k).
 * Since only sums are kept, rows may come in parts: `partialFit`. Maron 1961, https://doi.org/10.1145/321075.321084
 */
export abstract class NaiveBayes<P extends Parameters> extends Classifier<P> {
  /** Σ wᵢ of the rows of each class, [K]. */
  declare classCount_: Float64Array;

  override get traits(): Traits {
    return { takesWeight: true };
  }

  /** Learns more rows, keeping what is learnt. The first call names all `classes`. */
  partialFit(X: MatrixLike, y: Labels, { classes, sampleWeight }: PartialFitOptions = {}): this {
    const where = `${this.name}.partialFit`;
    const isFirst = !this.isFitted;
    if (isFirst && classes === undefined)
      throw new RangeError(`${where}: the first call has no classes, all labels that will come are needed`);
    const matrix = isFirst ? validateX(where, X, this.traits) : this.checked("partialFit", X);
    requireLength(where, "y", y.length, matrix.rows);
    const known = classes === undefined ? this.classes_ : encodeLabels(where, classes).classes;
    if (!isFirst && String(known) !== String(this.classes_))
      throw new RangeError(
        `${where}: classes are ${known.join(", ")}, ${this.classes_.join(", ")} are needed as in the first call`,
      );
    const weight = sampleWeight && validateWeight(where, sampleWeight, matrix.rows);
    try {
      if (isFirst) {
        this.classes_ = [...known];
        this.nFeaturesIn_ = matrix.cols;
        if (matrix.names) this.featureNamesIn_ = matrix.names;
        this.clear(matrix, known.length);
      }
      const batch = {
        X: matrix,
        y: this.encode("partialFit", y),
        classes: known.length,
        sampleWeight: weight,
      };
      this.requireRows("partialFit", matrix);
      this.absorb(batch);
      this.settle();
    } catch (reason) {
      if (isFirst) this.forget();
      throw reason;
    }
    return this;
  }

  /** p(k | x), [N, K]. */
  predictProba(X: MatrixLike): Matrix {
    const logs = this.#logProba("predictProba", X);
    return new Matrix(logs.data.map(Math.exp), [logs.rows, logs.cols]);
  }

  /** log p(k | x), [N, K]. */
  predictLogProba(X: MatrixLike): Matrix {
    return this.#logProba("predictLogProba", X);
  }

  /** log p(k) + Σ_j log p(x_j | k), [N, K]. */
  predictJointLogProba(X: MatrixLike): Matrix {
    return this.joint(this.checked("predictJointLogProba", X));
  }

  protected override get minClasses(): number {
    return 1;
  }

  protected learn({ X, y, classes, sampleWeight }: Classified): void {
    this.requireRows("fit", X);
    this.clear(X, classes.length);
    this.absorb({ X, y, classes: classes.length, sampleWeight });
    this.settle();
  }

  protected codes(X: Matrix): Int32Array {
    return argmaxRows(this.joint(X));
  }

  /** Refuses rows that the method is not defined on. */
  protected requireRows(_method: string, _X: Matrix): void {}

  /** Sums of nothing. X is the first to be absorbed. */
  protected abstract clear(X: Matrix, classes: number): void;

  protected abstract absorb(batch: Batch): void;

  protected abstract settle(): void;

  protected abstract joint(X: Matrix): Matrix;

  #logProba(method: string, X: MatrixLike): Matrix {
    const joint = this.joint(this.checked(method, X));
    const K = joint.cols;
    for (let i = 0; i < joint.rows; i++) {
      const row = joint.row(i);
      const most = row.reduce((max, value) => Math.max(max, value), Number.NEGATIVE_INFINITY);
      // No class can give this row: nothing tells them apart.
      if (most === Number.NEGATIVE_INFINITY) {
        row.fill(-Math.log(K));
        continue;
      }
      let sum = 0;
      for (let k = 0; k < K; k++) sum += Math.exp(row[k]! - most);
      const log = most + Math.log(sum);
      for (let k = 0; k < K; k++) row[k]! -= log;
    }
    return joint;
  }
}
