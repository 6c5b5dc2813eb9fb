import type { Table } from "@blankfile/data";
import type { FitOptions, Traits } from "../estimator/estimator.ts";
import { nameClass } from "../estimator/known.ts";
import { boolean, choice, custom, either, type Options, optional } from "../estimator/parameters.ts";
import { Transformer } from "../estimator/transformer.ts";
import { validateX } from "../estimator/validate.ts";
import { Matrix } from "../matrix/matrix.ts";
import { type MatrixLike, toMatrix } from "../matrix/matrix-like.ts";
import { refuseWeight, type Samples } from "./samples.ts";
import { toColumns } from "./select-columns.ts";

/** Of all rows at once: gives a matrix, a table or rows of numbers with as many rows. */
export type RowsFunction = (X: never) => MatrixLike;
/** Names of the columns that come out, from those that go in. */
export type NamesFunction = (names: readonly string[]) => readonly string[];

const isFunction = (value: unknown): boolean => typeof value === "function";

const parameters = {
  /** null leaves X as it is. */
  func: optional(custom<RowsFunction>((X: Matrix) => X, isFunction, "a function of a matrix or table")),
  inverseFunc: optional(custom<RowsFunction>((X: Matrix) => X, isFunction, "a function of a matrix")),
  /** Whether func gets a Matrix of finite numbers, whatever X is; else a table stays a table and NaN stays in. */
  validate: boolean(false),
  /** Whether fit warns where there and back does not give X. */
  checkInverse: boolean(true),
  /** null: the columns that func names, else x0, x1, …, or as they came where they are as many. */
  featureNamesOut: optional(
    either(
      choice("one-to-one"),
      custom<NamesFunction>((names: readonly string[]) => names, isFunction, "a function of names"),
    ),
  ),
};

export type FunctionTransformerOptions = Options<typeof parameters>;

/**
 * A function of all rows as a transformer, such as X ↦ ln(1 + X). It should look at each row alone: what it learns from all of them leaks from
 * test rows to training rows. A function cannot be saved; toJSON refuses it.
 */
export class FunctionTransformer extends Transformer<typeof parameters> {
  static {
    nameClass("FunctionTransformer", FunctionTransformer);
  }

  declare featureNamesOut_: string[];

  constructor(options: FunctionTransformerOptions = {}) {
    super(parameters, options);
  }

  override get traits(): Traits {
    return { allowsNaN: !this.params.validate };
  }

  override fit(X: Samples, _y?: unknown, options: FitOptions = {}): this {
    refuseWeight("FunctionTransformer.fit", options);
    this.forget();
    const input = this.#input("fit", X);
    const names = input.names;
    const out = this.#call(this.params.func, input, "fit");
    this.nFeaturesIn_ = names?.length ?? (input as Matrix).cols;
    if (names) this.featureNamesIn_ = names;
    this.featureNamesOut_ = this.#namesFor(out);
    if (this.params.checkInverse && this.params.func && this.params.inverseFunc && input instanceof Matrix)
      this.#checkInverse(input);
    return this;
  }

  override transform(X: Samples): Matrix {
    this.requireFitted("transform");
    const input = this.#input("transform", X);
    const width = input.names?.length ?? (input as Matrix).cols;
    if (width !== this.nFeaturesIn_)
      this.refuse("transform", `X has ${width} columns, ${this.nFeaturesIn_} are needed as in fit`);
    const out = this.#call(this.params.func, input, "transform");
    return out.cols === this.featureNamesOut_.length ? out.withNames(this.featureNamesOut_) : out;
  }

  inverseTransform(X: MatrixLike): Matrix {
    this.requireFitted("inverseTransform");
    return this.#call(
      this.params.inverseFunc,
      toMatrix("FunctionTransformer.inverseTransform", X),
      "inverseTransform",
    );
  }

  override getFeatureNamesOut(): string[] {
    this.requireFitted("getFeatureNamesOut");
    return [...this.featureNamesOut_];
  }

  protected learn(): void {
    // Nothing to learn; fit notes the columns.
  }

  protected change(X: Matrix): Matrix {
    return this.#call(this.params.func, X, "transform");
  }

  #input(method: string, X: Samples): Matrix | Table {
    const where = `FunctionTransformer.${method}`;
    const minRows = method === "fit" ? 1 : 0;
    return this.params.validate
      ? validateX(where, X as MatrixLike, { minRows })
      : toColumns(where, X, minRows);
  }

  #call(func: RowsFunction | null, X: Matrix | Table, method: string): Matrix {
    const where = `FunctionTransformer.${method}`;
    const out = toMatrix(where, func ? func(X as never) : X);
    const rows = X instanceof Matrix ? X.rows : X.length;
    if (out.rows === rows) return out;
    throw new RangeError(`${where}: the function gave ${out.rows} rows, ${rows} are needed as in X`);
  }

  #namesFor(out: Matrix): string[] {
    const { featureNamesOut } = this.params;
    const own = this.namesIn();
    if (typeof featureNamesOut === "function") return [...featureNamesOut(own)];
    if (featureNamesOut === "one-to-one" && own.length !== out.cols)
      this.refuse(
        "fit",
        `the function gave ${out.cols} columns of ${own.length}, as many are needed for featureNamesOut: "one-to-one"`,
      );
    if (out.names) return [...out.names];
    return own.length === out.cols ? own : Array.from({ length: out.cols }, (_, j) => `x${j}`);
  }

  #checkInverse(X: Matrix): void {
    const step = Math.max(1, Math.floor(X.rows / 100));
    const picked = X.takeRows(Array.from({ length: Math.ceil(X.rows / step) }, (_, i) => i * step));
    const back = this.#call(this.params.inverseFunc, this.#call(this.params.func, picked, "fit"), "fit");
    const at = picked.data.findIndex(
      (value, i) => !(Math.abs(value - back.data[i]!) <= 1e-8 + 1e-5 * Math.abs(value)),
    );
    if (at < 0 || Number.isNaN(picked.data[at])) return;
    this.warn(
      `there and back ${picked.data[at]} becomes ${back.data[at]}, the same is needed; an inverse of the other, or checkInverse: false`,
    );
  }
}
