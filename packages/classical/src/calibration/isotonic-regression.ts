import type { FitOptions, Traits } from "../estimator/estimator.ts";
import { nameClass } from "../estimator/known.ts";
import { boolean, choice, either, type Options, optional, real } from "../estimator/parameters.ts";
import { type Measured, Regressor } from "../estimator/regressor.ts";
import { Matrix } from "../matrix/matrix.ts";
import type { MatrixLike } from "../matrix/matrix-like.ts";
import { fitSteps, stepAt } from "./isotonic-steps.ts";

const parameters = {
  /** Values are cut at these. */
  yMin: optional(real(0)),
  yMax: optional(real(0)),
  /** auto: as the ranks of x and y go together (Spearman). */
  increasing: either(boolean(true), choice("auto")),
  /** What is said outside the x of fit: NaN with a word on the console, the value at the end, or nothing. Of one point too, where scikit-learn's "nan" gives its y everywhere. */
  outOfBounds: choice("nan", "clip", "raise"),
};
export type IsotonicRegressionOptions = Options<typeof parameters>;

/** A column, or its numbers alone. */
export type ColumnLike = MatrixLike | ArrayLike<number>;

/**
 * The monotone function nearest to the points, linear between them: `pool-adjacent-violators.ts`. One column; numbers alone are taken as it.
 */
export class IsotonicRegression extends Regressor<typeof parameters> {
  static {
    nameClass("IsotonicRegression", IsotonicRegression);
  }
  declare XMin_: number;
  declare XMax_: number;
  /** Where the function bends, upwards, [P]. */
  declare XThresholds_: Float64Array;
  /** Its values there, [P]. */
  declare yThresholds_: Float64Array;
  declare increasing_: boolean;

  constructor(options: IsotonicRegressionOptions = {}) {
    super(parameters, options);
  }

  override get traits(): Traits {
    return { takesWeight: true };
  }

  override fit(X: ColumnLike, y: ArrayLike<number>, options: FitOptions = {}): this {
    return super.fit(asColumn(X), y, options);
  }

  override predict(X: ColumnLike): Float64Array {
    return super.predict(asColumn(X));
  }

  protected learn({ X, y, sampleWeight }: Measured): void {
    const { yMin, yMax, increasing } = this.params;
    if (X.cols !== 1) this.refuse("fit", `X has ${X.cols} columns, one is needed`);
    if (yMin !== null && yMax !== null && yMin > yMax)
      this.refuse("fit", `yMin is ${yMin} and yMax ${yMax}, yMin ≤ yMax is needed`);
    const x = X.data;
    this.increasing_ = increasing === "auto" ? rankCorrelation(x, y) >= 0 : increasing;
    const steps = fitSteps(x, y, { sampleWeight, yMin, yMax, increasing: this.increasing_ });
    this.XThresholds_ = steps.x;
    this.yThresholds_ = steps.y;
    this.XMin_ = steps.x[0]!;
    this.XMax_ = steps.x.at(-1)!;
  }

  protected values({ data }: Matrix): Float64Array {
    const { outOfBounds } = this.params;
    const steps = { x: this.XThresholds_, y: this.yThresholds_ };
    const isOut = (x: number): boolean => x < this.XMin_ || x > this.XMax_;
    const out = data.filter(isOut);
    if (out.length > 0 && outOfBounds === "raise")
      this.refuse(
        "predict",
        `x is ${out[0]}, a number from ${this.XMin_} to ${this.XMax_} is needed as in fit`,
      );
    if (out.length > 0 && outOfBounds === "nan")
      console.warn(
        `${this.name}.predict: ${out.length} of ${data.length} rows are outside ${this.XMin_} to ${this.XMax_} and get NaN; outOfBounds "clip" gives them the value at the end`,
      );
    return data.map((x) => (outOfBounds === "nan" && isOut(x) ? Number.NaN : stepAt(steps, x)));
  }
}

function asColumn(X: ColumnLike): MatrixLike {
  const given: unknown = X;
  if (!ArrayBuffer.isView(given) && !Array.isArray(given)) return X as MatrixLike;
  const numbers = given as ArrayLike<unknown>;
  if (typeof numbers[0] !== "number") return X as MatrixLike;
  return new Matrix(Float64Array.from(numbers as ArrayLike<number>), [numbers.length, 1]);
}

/** Spearman's ρ: the correlation of ranks, equal values with the mean of theirs. */
function rankCorrelation(x: Float64Array, y: Float64Array): number {
  const [a, b] = [ranks(x), ranks(y)];
  const mean = (x.length - 1) / 2;
  return a.reduce((sum, rank, i) => sum + (rank - mean) * (b[i]! - mean), 0);
}

function ranks(values: Float64Array): Float64Array {
  const order = Array.from(values.keys()).sort((i, j) => values[i]! - values[j]!);
  const out = new Float64Array(values.length);
  for (let from = 0; from < order.length; ) {
    let to = from;
    while (to < order.length && values[order[to]!] === values[order[from]!]) to++;
    for (let at = from; at < to; at++) out[order[at]!] = (from + to - 1) / 2;
    from = to;
  }
  return out;
}
