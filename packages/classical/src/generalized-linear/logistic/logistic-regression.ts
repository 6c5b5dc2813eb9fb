/**
 * Logistic regression: log p(k | x) − log p(l | x) is linear in x.
 *
 *   minimise   Σᵢ wᵢ (−log p(yᵢ | xᵢ)) + 1/C · (ρ Σ|w_j| + (1 − ρ)/2 Σ w_j²)
 *
 * for two classes with one row of coefficients, p = 1/(1 + e^−z); for more with a row each, p = softmax z. Intercepts are not penalised.
 * Cox 1958, https://doi.org/10.1111/j.2517-6161.1958.tb00292.x; all solvers minimise the same convex function.
 */

import { classWeight } from "../../class-weight/class-weight.ts";
import { weightsOfRows } from "../../class-weight/weigh-classes.ts";
import { argmaxRows, type Classified } from "../../estimator/classifier.ts";
import type { Traits } from "../../estimator/estimator.ts";
import { nameClass } from "../../estimator/known.ts";
import {
  boolean,
  choice,
  integer,
  type Options,
  optional,
  real,
  withDefault,
} from "../../estimator/parameters.ts";
import { Matrix } from "../../matrix/matrix.ts";
import type { MatrixLike } from "../../matrix/matrix-like.ts";
import { LinearClassifier, logSoftmaxRows, oneForEach } from "../linear-classifier.ts";
import { solveLogistic } from "./solve-logistic.ts";

const penalties = choice("l2", "l1", "elasticnet");

export const logisticParameters = {
  /** "l1" is ρ = 1, "l2" ρ = 0, "elasticnet" ρ = l1Ratio; null: no penalty. */
  penalty: withDefault<"l1" | "l2" | "elasticnet" | null>("l2", optional(penalties)),
  fitIntercept: boolean(true),
  /** Stops where no part of the gradient of the objective over Σ wᵢ is larger. */
  tol: real(1e-4, { min: 0 }),
  maxIter: integer(100, { min: 1 }),
  classWeight,
  /** L-BFGS; Newton's method, for few features; coordinate descent, the one for "l1" and "elasticnet". */
  solver: choice("lbfgs", "newton-cholesky", "coordinateDescent"),
};

const parameters = {
  ...logisticParameters,
  /** One over the weight of the penalty. */
  C: real(1, { above: 0 }),
  /** ρ of "elasticnet". */
  l1Ratio: real(0, { min: 0, max: 1 }),
  /** Whether fit starts from the last one's coefficients. */
  warmStart: boolean(false),
};
export type LogisticRegressionOptions = Options<typeof parameters>;

/** See the head of the file. */
export class LogisticRegression extends LinearClassifier<typeof parameters> {
  static {
    nameClass("LogisticRegression", LogisticRegression);
  }
  /** Steps of the solver. */
  declare nIter_: number;
  #start: Matrix | undefined;

  constructor(options: LogisticRegressionOptions = {}) {
    super(parameters, options);
    const { solver, penalty, l1Ratio } = this.params;
    if (penalty === "elasticnet" && !("l1Ratio" in options))
      throw new RangeError(
        'LogisticRegression: penalty "elasticnet" without l1Ratio, a share of "l1" from 0 to 1 is needed',
      );
    requireSolver("LogisticRegression", { solver, ratio: ratioOf(penalty, l1Ratio) });
  }

  override get traits(): Traits {
    return { takesWeight: true };
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

  protected override forget(): void {
    this.#start = this.coef_ && withColumn(this.coef_, this.intercept_);
    super.forget();
  }

  protected override codes(X: Matrix): Int32Array {
    return argmaxRows(oneForEach(this.scores(X)));
  }

  protected learn(given: Classified): void {
    const { penalty, l1Ratio, warmStart, solver } = this.params;
    const ratio = ratioOf(penalty, l1Ratio);
    requireSolver(`${this.name}.fit`, { solver, ratio });
    const found = solveLogistic({
      ...this.params,
      ...given,
      classes: given.classes.length,
      sampleWeight: weightsOfRows(`${this.name}.fit`, this.params.classWeight, given),
      C: penalty === null ? Number.POSITIVE_INFINITY : this.params.C,
      ratio,
      start: warmStart ? this.#start : undefined,
    });
    this.coef_ = found.coef;
    this.intercept_ = found.intercept;
    this.nIter_ = found.iterations;
    if (found.complaint) this.warn(found.complaint);
  }

  #logProba(method: string, X: MatrixLike): Matrix {
    return logSoftmaxRows(oneForEach(this.scores(this.checked(method, X))));
  }
}

export function ratioOf(penalty: "l1" | "l2" | "elasticnet" | null, l1Ratio: number): number {
  if (penalty === "elasticnet") return l1Ratio;
  return penalty === "l1" ? 1 : 0;
}

export function requireSolver(where: string, { solver, ratio }: { solver: string; ratio: number }): void {
  if (ratio === 0 || solver === "coordinateDescent") return;
  throw new RangeError(
    `${where}: solver ${JSON.stringify(solver)} with a penalty on |w|, "coordinateDescent" is needed; the others ask for a gradient everywhere`,
  );
}

function withColumn(coef: Matrix, intercept: Float64Array): Matrix {
  const out = Matrix.zeros(coef.rows, coef.cols + 1);
  for (let k = 0; k < coef.rows; k++) {
    out.data.set(coef.row(k), k * out.cols);
    out.data[k * out.cols + coef.cols] = intercept[k]!;
  }
  return out;
}
