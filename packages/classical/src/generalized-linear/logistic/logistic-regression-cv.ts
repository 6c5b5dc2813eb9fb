import { classWeight } from "../../class-weight/class-weight.ts";
import { weightsOfRows } from "../../class-weight/weigh-classes.ts";
import { argmaxRows, type Classified } from "../../estimator/classifier.ts";
import type { Traits } from "../../estimator/estimator.ts";
import { nameClass } from "../../estimator/known.ts";
import { boolean, choice, either, integer, list, type Options, real } from "../../estimator/parameters.ts";
import { classFolds, type Fold, partOf } from "../../linear/folds.ts";
import { Matrix } from "../../matrix/matrix.ts";
import type { MatrixLike } from "../../matrix/matrix-like.ts";
import { LinearClassifier, logSoftmaxRows, oneForEach } from "../linear-classifier.ts";
import { requireSolver } from "./logistic-regression.ts";
import { type LogisticFit, solveLogistic } from "./solve-logistic.ts";

const parameters = {
  /** The C to choose from, or how many, evenly in log C from 10⁻⁴ to 10⁴. */
  Cs: either(integer(10, { min: 1 }), list([], real(1, { above: 0 }))),
  /** The ρ to choose from; above 0 only with "coordinateDescent". */
  l1Ratios: list([0], real(0, { min: 0, max: 1 })),
  fitIntercept: boolean(true),
  /** Folds, each with its share of every class. */
  cv: integer(5, { min: 2 }),
  /** What is best: the most right, or the least −log p of the rows left out. */
  scoring: choice("accuracy", "negLogLoss"),
  solver: choice("lbfgs", "newton-cholesky", "coordinateDescent"),
  tol: real(1e-4, { min: 0 }),
  maxIter: integer(100, { min: 1 }),
  classWeight,
};
export type LogisticRegressionCVOptions = Options<typeof parameters>;

/** LogisticRegression whose C and ρ are the best of a grid in cross-validation; each fold goes from small C to large, from where the last ended. */
export class LogisticRegressionCV extends LinearClassifier<typeof parameters> {
  static {
    nameClass("LogisticRegressionCV", LogisticRegressionCV);
  }
  /** The grid, upwards. */
  declare Cs_: Float64Array;
  /** The best C. */
  declare C_: number;
  /** The best ρ. */
  declare l1Ratio_: number;
  /** For each ρ the score of each fold and C, [cv, Cs]. */
  declare scores_: Matrix[];
  /** Steps of the last fit, to all rows. */
  declare nIter_: number;

  constructor(options: LogisticRegressionCVOptions = {}) {
    super(parameters, options);
    requireSolver("LogisticRegressionCV", {
      solver: this.params.solver,
      ratio: Math.max(0, ...this.params.l1Ratios),
    });
  }

  override get traits(): Traits {
    return { takesWeight: true, isRandom: true };
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

  protected override codes(X: Matrix): Int32Array {
    return argmaxRows(oneForEach(this.scores(X)));
  }

  protected learn(given: Classified): void {
    const { Cs, l1Ratios, cv } = this.params;
    if (l1Ratios.length === 0) this.refuse("fit", "l1Ratios is empty, at least one is needed");
    this.Cs_ = typeof Cs === "number" ? logGrid(Cs) : Float64Array.from(Cs).sort();
    const folds = classFolds(`${this.name}.fit`, given.y, cv);
    let best: { score: number; C: number; ratio: number } | undefined;
    this.scores_ = l1Ratios.map((ratio, r) => {
      const scores = Matrix.zeros(folds.length, this.Cs_.length);
      for (const [k, fold] of folds.entries()) {
        scores.data.set(this.#foldScores(given, fold, ratio), k * scores.cols);
        given.onProgress(r * folds.length + k + 1, l1Ratios.length * folds.length + 1);
      }
      for (const [c, C] of this.Cs_.entries()) {
        const score = scores.column(c).reduce((sum, value) => sum + value, 0) / folds.length;
        if (!best || score > best.score) best = { score, C, ratio };
      }
      return scores;
    });
    this.C_ = best!.C;
    this.l1Ratio_ = best!.ratio;
    const found = this.#solve(given, best!, undefined);
    this.coef_ = found.coef;
    this.intercept_ = found.intercept;
    this.nIter_ = found.iterations;
    if (found.complaint) this.warn(found.complaint);
  }

  /** The score of the rows left out at each C. */
  #foldScores(given: Classified, { train, test }: Fold, ratio: number): Float64Array {
    const inside = { ...given, ...partOf(given, train) };
    const outside = partOf(given, test);
    let start: Matrix | undefined;
    return this.Cs_.map((C) => {
      const found = this.#solve(inside, { C, ratio }, start);
      start = joined(found);
      this.coef_ = found.coef;
      this.intercept_ = found.intercept;
      return this.#score(outside);
    });
  }

  #score({
    X,
    y,
    sampleWeight,
  }: {
    X: Matrix;
    y: Int32Array;
    sampleWeight: Float64Array | undefined;
  }): number {
    const logs = logSoftmaxRows(oneForEach(this.scores(X)));
    const codes = argmaxRows(logs);
    const isAccuracy = this.params.scoring === "accuracy";
    let [sum, total] = [0, 0];
    for (let i = 0; i < y.length; i++) {
      const w = sampleWeight?.[i] ?? 1;
      total += w;
      sum += w * (isAccuracy ? Number(codes[i] === y[i]) : logs.at(i, y[i]!));
    }
    return total > 0 ? sum / total : 0;
  }

  #solve(
    given: Classified,
    { C, ratio }: { C: number; ratio: number },
    start: Matrix | undefined,
  ): LogisticFit {
    const sampleWeight = weightsOfRows(`${this.name}.fit`, this.params.classWeight, given);
    return solveLogistic({
      ...this.params,
      ...given,
      ...{ classes: given.classes.length, sampleWeight, C, ratio, start, onProgress: () => {} },
    });
  }

  #logProba(method: string, X: MatrixLike): Matrix {
    return logSoftmaxRows(oneForEach(this.scores(this.checked(method, X))));
  }
}

function logGrid(count: number): Float64Array {
  return Float64Array.from({ length: count }, (_, k) => 10 ** (-4 + (count > 1 ? (8 * k) / (count - 1) : 0)));
}

/** Coefficients and intercepts side by side, to start from. */
function joined({ coef, intercept }: LogisticFit): Matrix {
  const out = Matrix.zeros(coef.rows, coef.cols + 1);
  for (let k = 0; k < coef.rows; k++) {
    out.data.set(coef.row(k), k * out.cols);
    out.data[k * out.cols + coef.cols] = intercept[k]!;
  }
  return out;
}
