import type { Traits } from "../../estimator/estimator.ts";
import { nameClass } from "../../estimator/known.ts";
import { boolean, choice, type Options } from "../../estimator/parameters.ts";
import { Transformer, type Unlabelled } from "../../estimator/transformer.ts";
import { Matrix } from "../../matrix/matrix.ts";
import { type MatrixLike, toMatrix } from "../../matrix/matrix-like.ts";
import { columnMoments, dividableScales, scaleColumns } from "../scaling/column-moments.ts";
import { brentMinimum } from "./brent-minimum.ts";

const parameters = {
  method: choice("yeo-johnson", "box-cox"),
  /** Whether the results get mean 0 and variance 1. */
  standardize: boolean(true),
};

export type PowerTransformerOptions = Options<typeof parameters>;

/**
 * A power of each column that makes it as normal as a power can.
 *
 *   Box and Cox, x > 0:   ψ(x) = (x^λ − 1) / λ,   ln x for λ = 0
 *   Yeo and Johnson:      ψ(x) = ((1 + x)^λ − 1) / λ for x ≥ 0,   −((1 − x)^{2−λ} − 1) / (2 − λ) for x < 0
 *
 * λ maximises the normal likelihood, −n/2 · ln var ψ(x) + Σ ln ψ′(x), by Brent's method. A constant column keeps λ = 1. NaN stays NaN.
 *
 * Box and Cox 1964, https://doi.org/10.1111/j.2517-6161.1964.tb00553.x; Yeo and Johnson 2000, https://doi.org/10.1093/biomet/87.4.954
 */
export class PowerTransformer extends Transformer<typeof parameters> {
  static {
    nameClass("PowerTransformer", PowerTransformer);
  }

  /** λ, [F]. */
  declare lambdas_: Float64Array;
  /** Of the changed columns, [F]; null without standardize. */
  declare mean_: Float64Array | null;
  declare scale_: Float64Array | null;

  constructor(options: PowerTransformerOptions = {}) {
    super(parameters, options);
  }

  override get traits(): Traits {
    return { allowsNaN: true };
  }

  inverseTransform(X: MatrixLike): Matrix {
    const Z = toMatrix("PowerTransformer.inverseTransform", this.checked("inverseTransform", X));
    const undo = this.params.method === "box-cox" ? boxCoxInverse : yeoJohnsonInverse;
    const data = scaleColumns(Z, (z, j) =>
      undo(z * (this.scale_?.[j] ?? 1) + (this.mean_?.[j] ?? 0), this.lambdas_[j]!),
    );
    return new Matrix(data, [Z.rows, Z.cols]).withNames(this.namesIn());
  }

  protected learn({ X }: Unlabelled): void {
    this.#requirePositive("fit", X);
    this.lambdas_ = Float64Array.from({ length: X.cols }, (_, j) =>
      this.#bestLambda(X.column(j).filter((x) => !Number.isNaN(x))),
    );
    this.mean_ = null;
    this.scale_ = null;
    if (!this.params.standardize) return;
    const { mean, variance } = columnMoments(this.#powers(X));
    const beyond = variance.findIndex((value) => value === Number.POSITIVE_INFINITY || Number.isNaN(value));
    if (beyond >= 0 && X.column(beyond).some((x) => !Number.isNaN(x)))
      this.refuse(
        "fit",
        `column ${beyond} to the power ${this.lambdas_[beyond]} has no finite variance, one is needed; scale the column`,
      );
    this.mean_ = mean;
    this.scale_ = dividableScales(variance.map(Math.sqrt), mean);
  }

  protected change(X: Matrix): Matrix {
    this.#requirePositive("transform", X);
    const powers = this.#powers(X);
    const data = scaleColumns(powers, (x, j) => (x - (this.mean_?.[j] ?? 0)) / (this.scale_?.[j] ?? 1));
    return new Matrix(data, [X.rows, X.cols]);
  }

  #powers(X: Matrix): Matrix {
    const power = this.params.method === "box-cox" ? boxCox : yeoJohnson;
    return new Matrix(
      scaleColumns(X, (x, j) => power(x, this.lambdas_[j]!)),
      [X.rows, X.cols],
    );
  }

  #bestLambda(values: Float64Array): number {
    if (values.length === 0 || values.every((x) => x === values[0])) return 1;
    const likelihood = normalLikelihood(values, this.params.method === "box-cox");
    return brentMinimum((lambda) => -likelihood(lambda), [-2, 2]);
  }

  #requirePositive(method: string, X: Matrix): void {
    if (this.params.method !== "box-cox") return;
    const at = X.data.findIndex((x) => x <= 0);
    if (at < 0) return;
    const [i, j] = [Math.floor(at / X.cols), at % X.cols];
    this.refuse(
      method,
      `X[${i}, ${j}] is ${X.data[at]}, numbers above 0 are needed for Box–Cox; method: "yeo-johnson" takes any`,
    );
  }
}

/** λ ↦ −n/2 · ln var ψ(x) + Σ ln ψ′(x); −∞ where that is no number. */
function normalLikelihood(values: Float64Array, isBoxCox: boolean): (lambda: number) => number {
  const n = values.length;
  // ln x, or ln(1 + |x|) with the sign of x: logarithms are taken once, since λ only multiplies them.
  const logs = values.map((x) => (isBoxCox ? Math.log(x) : Math.log1p(Math.abs(x))));
  let slopes = 0;
  for (let i = 0; i < n; i++) slopes += isBoxCox || values[i]! >= 0 ? logs[i]! : -logs[i]!;
  const powers = new Float64Array(n);
  return (lambda) => {
    let mean = 0;
    for (let i = 0; i < n; i++) {
      const power = isBoxCox || values[i]! >= 0 ? powerOf(logs[i]!, lambda) : -powerOf(logs[i]!, 2 - lambda);
      powers[i] = power;
      mean += power / n;
    }
    let variance = 0;
    for (let i = 0; i < n; i++) variance += (powers[i]! - mean) ** 2 / n;
    const logVariance = variance === Number.POSITIVE_INFINITY ? logVarianceOf(powers) : Math.log(variance);
    const found = (-n / 2) * logVariance + (lambda - 1) * slopes;
    return variance > 2.3e-308 && Number.isFinite(found) ? found : Number.NEGATIVE_INFINITY;
  };
}

/** Where squares are beyond float64: of the values over the largest. */
function logVarianceOf(values: Float64Array): number {
  const largest = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  const [share, n] = [values.map((value) => value / largest), values.length];
  const mean = share.reduce((sum, value) => sum + value / n, 0);
  const variance = share.reduce((sum, value) => sum + (value - mean) ** 2 / n, 0);
  return Math.log(variance) + 2 * Math.log(largest);
}

/** (e^{λ l} − 1) / λ */
const powerOf = (log: number, lambda: number): number =>
  lambda === 0 ? log : Math.expm1(lambda * log) / lambda;

function boxCox(x: number, lambda: number): number {
  return powerOf(Math.log(x), lambda);
}

function boxCoxInverse(y: number, lambda: number): number {
  return lambda === 0 ? Math.exp(y) : Math.exp(Math.log1p(lambda * y) / lambda);
}

function yeoJohnson(x: number, lambda: number): number {
  return x >= 0 ? powerOf(Math.log1p(x), lambda) : -powerOf(Math.log1p(-x), 2 - lambda);
}

function yeoJohnsonInverse(y: number, lambda: number): number {
  return y >= 0 ? boxCoxInverse(y, lambda) - 1 : 1 - boxCoxInverse(-y, 2 - lambda);
}
