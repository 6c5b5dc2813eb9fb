import type { Matrix } from "../matrix/matrix.ts";
import type { MatrixLike } from "../matrix/matrix-like.ts";
import { Estimator, type FitOptions } from "./estimator.ts";
import { codesOf, encodeLabels, type Label, type Labels, showLabels } from "./labels.ts";
import type { Parameters } from "./parameters.ts";
import { requireLength, validateWeight } from "./validate.ts";

/** What a classifier learns from. */
export interface Classified {
  /** [N, F] */
  X: Matrix;
  /** Places in `classes`, [N]. */
  y: Int32Array;
  /** Sorted, [K]. */
  classes: readonly Label[];
  sampleWeight: Float64Array | undefined;
  onProgress: (done: number, total: number) => void;
}

/** Learns to name the class of a sample. Subclasses give `learn` and `codes`, and `predictProba` or `decisionFunction` where they have them. */
export abstract class Classifier<P extends Parameters> extends Estimator<P> {
  readonly kind = "classifier";
  /** The labels seen in fit, sorted, [K]. */
  declare classes_: Label[];

  /** X, [N, F], and a label for each row. */
  fit(X: MatrixLike, y: Labels, options: FitOptions = {}): this {
    const where = `${this.name}.fit`;
    const data = this.begin(X, options);
    const { classes, codes } = this.#guarded(() => {
      if (y !== undefined && y !== null) requireLength(where, "y", y.length, data.X.rows);
      const encoded = encodeLabels(where, y);
      this.#requireClasses(where, encoded.classes);
      return encoded;
    });
    this.classes_ = classes;
    this.#guarded(() =>
      this.learn({ ...data, y: codes, classes, onProgress: options.onProgress ?? (() => {}) }),
    );
    return this;
  }

  /** The class of each row, [N]. */
  predict(X: MatrixLike): Label[] {
    const codes = this.codes(this.checked("predict", X));
    return Array.from(codes, (code) => this.classes_[code]!);
  }

  /** Accuracy, the share of rows whose class is predicted. */
  score(X: MatrixLike, y: Labels, { sampleWeight }: Pick<FitOptions, "sampleWeight"> = {}): number {
    const predicted = this.predict(X);
    const where = `${this.name}.score`;
    requireLength(where, "y", y.length, predicted.length);
    const weight = sampleWeight && validateWeight(where, sampleWeight, y.length);
    let [right, total] = [0, 0];
    for (let i = 0; i < y.length; i++) {
      const w = weight?.[i] ?? 1;
      total += w;
      if (predicted[i] === y[i]) right += w;
    }
    return right / total;
  }

  /** How few different classes make sense: 2, or 1 where a constant answer does. */
  protected get minClasses(): number {
    return 2;
  }

  /** Sets the learnt fields. */
  protected abstract learn(data: Classified): void;

  /** For each row the place of its class in `classes_`. X is validated. */
  protected abstract codes(X: Matrix): Int32Array;

  /** The codes of labels that must have been seen in fit. */
  protected encode(method: string, y: Labels): Int32Array {
    return codesOf(`${this.name}.${method}`, y, this.classes_);
  }

  #requireClasses(where: string, classes: readonly Label[]): void {
    if (classes.length >= this.minClasses) return;
    throw new RangeError(
      `${where}: y has the one class ${showLabels(classes)}, at least ${this.minClasses} are needed`,
    );
  }

  /** A fit that failed has learnt nothing. */
  #guarded<T>(work: () => T): T {
    try {
      return work();
    } catch (reason) {
      this.forget();
      throw reason;
    }
  }
}

/** For each row the column of its largest value; the first of equals. */
export function argmaxRows({ data, rows, cols }: Matrix): Int32Array {
  const out = new Int32Array(rows);
  for (let i = 0; i < rows; i++) {
    let best = 0;
    for (let j = 1; j < cols; j++) if (data[i * cols + j]! > data[i * cols + best]!) best = j;
    out[i] = best;
  }
  return out;
}
