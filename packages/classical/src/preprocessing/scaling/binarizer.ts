import { nameClass } from "../../estimator/known.ts";
import { type Options, real } from "../../estimator/parameters.ts";
import { Transformer } from "../../estimator/transformer.ts";
import { Matrix } from "../../matrix/matrix.ts";

const parameters = {
  /** What is greater becomes 1, the rest 0. */
  threshold: real(0),
};

export type BinarizerOptions = Options<typeof parameters>;

/** 1 where x > threshold, else 0. It learns nothing from the rows of fit. */
export class Binarizer extends Transformer<typeof parameters> {
  static {
    nameClass("Binarizer", Binarizer);
  }

  constructor(options: BinarizerOptions = {}) {
    super(parameters, options);
  }

  protected learn(): void {
    // The threshold is given.
  }

  protected change(X: Matrix): Matrix {
    const { threshold } = this.params;
    return new Matrix(
      X.data.map((x) => (x > threshold ? 1 : 0)),
      [X.rows, X.cols],
    );
  }
}
