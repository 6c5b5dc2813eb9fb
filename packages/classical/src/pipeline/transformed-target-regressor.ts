import { Estimator, type FitOptions, type Traits } from "../estimator/estimator.ts";
import { type AnyEstimator, nameClass } from "../estimator/known.ts";
import { boolean, custom, optional } from "../estimator/parameters.ts";
import { type Measured, Regressor } from "../estimator/regressor.ts";
import { validateTarget } from "../estimator/validate.ts";
import { Matrix } from "../matrix/matrix.ts";
import type { MatrixLike } from "../matrix/matrix-like.ts";
import { isTransformer, type Samples, type TransformerLike, widthOf } from "./samples.ts";

/** A regressor as far as it is asked for here. */
interface RegressorLike extends AnyEstimator {
  predict(X: Samples): ArrayLike<number>;
}

export interface TransformedTargetRegressorOptions {
  /** Learns from the changed target. scikit-learn's default, LinearRegression, is to be named here. */
  regressor: AnyEstimator;
  /** Changes y as a column, [N, 1], and back; in place of func and inverseFunc. */
  transformer?: AnyEstimator | null;
  /** Changes one value of y. */
  func?: ((y: number) => number) | null;
  /** And changes it back. */
  inverseFunc?: ((y: number) => number) | null;
  /** Whether fit warns where there and back does not give y. */
  checkInverse?: boolean;
}

type Change = (y: number) => number;
const isFunction = (value: unknown): boolean => typeof value === "function";

const parameters = {
  regressor: custom<AnyEstimator | null>(null, isRegressor, "a regressor"),
  transformer: optional(
    custom<AnyEstimator>(null as never, isInvertible, "a transformer with inverseTransform"),
  ),
  func: optional(custom<Change>(Number, isFunction, "a function of a number")),
  inverseFunc: optional(custom<Change>(Number, isFunction, "a function of a number")),
  checkInverse: boolean(true),
};

/**
 * A regressor of a changed target: fits g(y), predicts g⁻¹(ŷ). Such as g = ln for prices, whose errors are in per cent.
 *
 * g is a transformer (a scaler, PowerTransformer, QuantileTransformer) or a pair of functions. `fit` works on clones.
 */
export class TransformedTargetRegressor extends Regressor<typeof parameters> {
  static {
    nameClass("TransformedTargetRegressor", TransformedTargetRegressor);
  }

  declare regressor_: AnyEstimator;
  /** null where functions are given, or nothing. */
  declare transformer_: AnyEstimator | null;

  constructor(options: TransformedTargetRegressorOptions) {
    super(parameters, options);
    const { regressor, transformer, func, inverseFunc } = this.params;
    if (regressor === null)
      throw new TypeError(
        "TransformedTargetRegressor: no regressor is given, one is needed; { regressor: new Ridge() }",
      );
    if (transformer && (func || inverseFunc))
      throw new RangeError(
        "TransformedTargetRegressor: transformer and functions are given, one of the two is needed",
      );
    if (Boolean(func) !== Boolean(inverseFunc))
      throw new RangeError(
        `TransformedTargetRegressor: ${func ? "func" : "inverseFunc"} is given alone, func and inverseFunc are needed`,
      );
  }

  override get traits(): Traits {
    return this.params.regressor!.traits;
  }

  override fit(X: Samples, y: ArrayLike<number>, options: FitOptions = {}): this {
    this.forget();
    try {
      const { cols, names } = widthOf("TransformedTargetRegressor.fit", X);
      const target = validateTarget("TransformedTargetRegressor.fit", y, y?.length ?? 0);
      this.transformer_ = this.params.transformer?.clone() ?? null;
      this.transformer_?.fit(column(target));
      const changed = this.#there(target);
      if (this.params.checkInverse) this.#checkInverse(target, changed);
      this.regressor_ = this.params.regressor!.clone();
      this.regressor_.fit(X as MatrixLike, changed, options);
      this.nFeaturesIn_ = cols;
      if (names) this.featureNamesIn_ = names;
    } catch (reason) {
      this.forget();
      throw reason;
    }
    return this;
  }

  override predict(X: Samples): Float64Array {
    this.requireFitted("predict");
    return this.#back(Float64Array.from((this.regressor_ as RegressorLike).predict(X)));
  }

  protected learn(_: Measured): void {
    // fit does it all, since X may be more than a matrix.
  }

  protected values(X: Matrix): Float64Array {
    return this.predict(X);
  }

  #there(y: Float64Array): Float64Array {
    if (this.transformer_)
      return ((this.transformer_ as TransformerLike).transform(column(y)) as Matrix).column(0);
    return this.params.func ? y.map(this.params.func) : y;
  }

  #back(y: Float64Array): Float64Array {
    if (this.transformer_) {
      const back = (this.transformer_ as TransformerLike).inverseTransform!(column(y)) as Matrix;
      return back.column(0);
    }
    return this.params.inverseFunc ? y.map(this.params.inverseFunc) : y;
  }

  #checkInverse(y: Float64Array, changed: Float64Array): void {
    const step = Math.max(1, Math.floor(y.length / 10));
    const picked = y.filter((_, i) => i % step === 0);
    const back = this.#back(changed.filter((_, i) => i % step === 0));
    const at = back.findIndex(
      (value, i) => !(Math.abs(value - picked[i]!) <= 1e-8 + 1e-5 * Math.abs(picked[i]!)),
    );
    if (at < 0) return;
    this.warn(
      `there and back ${picked[at]} becomes ${back[at]}, the same is needed; an inverse of the other, or checkInverse: false`,
    );
  }
}

const column = (y: Float64Array): Matrix => new Matrix(y, [y.length, 1]);

function isRegressor(value: unknown): boolean {
  return value instanceof Estimator && value.kind === "regressor";
}

function isInvertible(value: unknown): boolean {
  return value instanceof Estimator && isTransformer(value) && "inverseTransform" in value;
}
