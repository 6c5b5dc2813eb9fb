import { Estimator } from "../estimator/estimator.ts";
import { nameClass } from "../estimator/known.ts";
import { codesOf, encodeLabels, type Label, type Labels } from "../estimator/labels.ts";
import type { MatrixLike } from "../matrix/matrix-like.ts";

/** Labels of y as 0, 1, …, their places among the sorted ones, and back. For columns of X there is OrdinalEncoder. */
export class LabelEncoder extends Estimator<Record<string, never>> {
  static {
    nameClass("LabelEncoder", LabelEncoder);
  }

  readonly kind = "transformer";
  /** Sorted, [K]. */
  declare classes_: Label[];

  constructor(options: Record<string, never> = {}) {
    super({}, options);
  }

  fit(y: Labels | MatrixLike): this {
    const { classes } = encodeLabels("LabelEncoder.fit", y as Labels);
    this.forget();
    this.classes_ = classes;
    this.nFeaturesIn_ = 1;
    return this;
  }

  transform(y: Labels): Int32Array {
    this.requireFitted("transform");
    return codesOf("LabelEncoder.transform", y, this.classes_);
  }

  fitTransform(y: Labels): Int32Array {
    return this.fit(y).transform(y);
  }

  inverseTransform(codes: ArrayLike<number>): Label[] {
    this.requireFitted("inverseTransform");
    return Array.from(codes, (code, i) => {
      const label = this.classes_[code];
      if (label !== undefined) return label;
      throw new RangeError(
        `LabelEncoder.inverseTransform: code ${code} at place ${i}, whole numbers from 0 to ${this.classes_.length - 1} are needed`,
      );
    });
  }
}
