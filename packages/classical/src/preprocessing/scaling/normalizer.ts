import { nameClass } from "../../estimator/known.ts";
import { choice, type Options } from "../../estimator/parameters.ts";
import { Transformer } from "../../estimator/transformer.ts";
import { Matrix } from "../../matrix/matrix.ts";

const parameters = {
  /** Of a row: "l2" is √Σ x², "l1" Σ |x|, "max" the greatest |x|. */
  norm: choice("l2", "l1", "max"),
};

export type NormalizerOptions = Options<typeof parameters>;

/** Each row divided by its own norm; a row of zeros stays as it is. It learns nothing from the rows of fit. */
export class Normalizer extends Transformer<typeof parameters> {
  static {
    nameClass("Normalizer", Normalizer);
  }

  constructor(options: NormalizerOptions = {}) {
    super(parameters, options);
  }

  protected learn(): void {
    // Each row stands for itself.
  }

  protected change(X: Matrix): Matrix {
    const out = new Matrix(Float64Array.from(X.data), [X.rows, X.cols]);
    for (let i = 0; i < X.rows; i++) divideByNorm(out.row(i), this.params.norm);
    return out;
  }
}

/** Divides the numbers by their norm, in place; by nothing where that is 0. */
export function divideByNorm(row: Float64Array, norm: "l1" | "l2" | "max"): void {
  let size = 0;
  if (norm === "max") for (const x of row) size = Math.max(size, Math.abs(x));
  else if (norm === "l1") for (const x of row) size += Math.abs(x);
  else {
    for (const x of row) size += x * x;
    size = Math.sqrt(size);
  }
  if (size === 0) return;
  for (let j = 0; j < row.length; j++) row[j]! /= size;
}
