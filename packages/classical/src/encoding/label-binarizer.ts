import { Estimator } from "../estimator/estimator.ts";
import { nameClass } from "../estimator/known.ts";
import { encodeLabels, type Label, type Labels } from "../estimator/labels.ts";
import { type Options, real, withDefault } from "../estimator/parameters.ts";
import { Matrix } from "../matrix/matrix.ts";
import { type MatrixLike, toMatrix } from "../matrix/matrix-like.ts";

const parameters = {
  /** For "not this class". */
  negLabel: real(0),
  /** For "this class". */
  posLabel: withDefault(1, real(1)),
};

export type LabelBinarizerOptions = Options<typeof parameters>;

/** Labels of y as a column for each class; of two classes one column, for the second. Labels that fit has not seen are of no class. */
export class LabelBinarizer extends Estimator<typeof parameters> {
  static {
    nameClass("LabelBinarizer", LabelBinarizer);
  }

  readonly kind = "transformer";
  /** Sorted, [K]. */
  declare classes_: Label[];

  constructor(options: LabelBinarizerOptions = {}) {
    super(parameters, options);
    const { negLabel, posLabel } = this.params;
    if (negLabel >= posLabel)
      throw new RangeError(
        `LabelBinarizer: negLabel is ${negLabel} and posLabel ${posLabel}, the second is needed to be greater`,
      );
  }

  fit(y: Labels | MatrixLike): this {
    const { classes } = encodeLabels("LabelBinarizer.fit", y as Labels);
    if (classes.length === 0) this.refuse("fit", "y has 0 labels, at least one is needed");
    this.forget();
    this.classes_ = classes;
    this.nFeaturesIn_ = 1;
    return this;
  }

  /** [N, K], or [N, 1] of two classes or one. */
  transform(y: Labels): Matrix {
    this.requireFitted("transform");
    const { negLabel, posLabel } = this.params;
    const shown = this.classes_.length > 2 ? this.classes_ : [this.classes_[1]];
    const labels = Array.from(y as ArrayLike<Label>);
    const data = labels.flatMap((label) => shown.map((one) => (label === one ? posLabel : negLabel)));
    return new Matrix(Float64Array.from(data), [labels.length, shown.length]);
  }

  fitTransform(y: Labels): Matrix {
    return this.fit(y).transform(y);
  }

  /** Of two classes the second above `threshold`, the middle of both labels unless told; of more that of the greatest column. */
  inverseTransform(Y: MatrixLike, threshold = (this.params.negLabel + this.params.posLabel) / 2): Label[] {
    this.requireFitted("inverseTransform");
    const given = toMatrix("LabelBinarizer.inverseTransform", Y);
    const width = this.classes_.length > 2 ? this.classes_.length : 1;
    if (given.cols !== width)
      this.refuse(
        "inverseTransform",
        `Y has ${given.cols} columns, ${width} are needed for ${this.classes_.length} classes`,
      );
    return Array.from({ length: given.rows }, (_, i) => {
      const row = given.row(i);
      if (width === 1) return this.classes_[this.classes_.length > 1 && row[0]! > threshold ? 1 : 0]!;
      return this.classes_[row.indexOf(Math.max(...row))]!;
    });
  }
}
