/**
 * Linear discriminant analysis: classes are normal with means μₖ and one covariance Σ, so that
 *
 *   log p(k | x) = xᵀΣ⁻¹μₖ − ½ μₖᵀΣ⁻¹μₖ + log πₖ + const
 *
 * is linear in x. Σ = Σₖ πₖ Sₖ, Sₖ the covariance within class k. `transform` projects onto the directions in which the means differ most
 * in units of Σ: the eigenvectors of Σ⁻¹(S − Σ), S the covariance of all rows; at most K − 1 of them.
 *
 * "svd" never forms Σ: it scales the centred rows by their singular values; "lsqr" solves Σ w = μ; "eigen" the eigenvalue problem. The
 * last two take `shrinkage`. Fisher 1936, https://doi.org/10.1111/j.1469-1809.1936.tb02137.x; Hastie, Tibshirani and Friedman 2009, The
 * Elements of Statistical Learning, section 4.3.
 */

import { argmaxRows, type Classified } from "../estimator/classifier.ts";
import type { Traits } from "../estimator/estimator.ts";
import { nameClass } from "../estimator/known.ts";
import type { Labels } from "../estimator/labels.ts";
import { boolean, choice, integer, type Options, optional, real } from "../estimator/parameters.ts";
import { LinearClassifier, logSoftmaxRows, oneForEach } from "../generalized-linear/linear-classifier.ts";
import { subtractColumns } from "../matrix/columns.ts";
import { Matrix } from "../matrix/matrix.ts";
import type { MatrixLike } from "../matrix/matrix-like.ts";
import { multiply } from "../matrix/products.ts";
import { priorsOf, priorsParameter, shrinkageParameter } from "./class-statistics.ts";
import { type Discriminants, discriminants } from "./discriminants.ts";

const parameters = {
  solver: choice("svd", "lsqr", "eigen"),
  /** δ of Σ, or "auto" for Ledoit and Wolf's; null: none. Not with "svd". */
  shrinkage: shrinkageParameter,
  priors: priorsParameter,
  /** How many columns transform gives; null: min(K − 1, F). */
  nComponents: optional(integer(1, { min: 1 })),
  /** Whether "svd" keeps `covariance_`; the others always do. */
  storeCovariance: boolean(false),
  /** "svd" leaves directions out whose singular value is less. */
  tol: real(1e-4, { min: 0 }),
};
export type LinearDiscriminantAnalysisOptions = Options<typeof parameters>;

/** See the head of the file. */
export class LinearDiscriminantAnalysis extends LinearClassifier<typeof parameters> {
  static {
    nameClass("LinearDiscriminantAnalysis", LinearDiscriminantAnalysis);
  }
  /** μₖ, [K, F]. */
  declare means_: Matrix;
  /** πₖ, [K]. */
  declare priors_: Float64Array;
  /** Σₖ πₖ μₖ, [F]. */
  declare xbar_: Float64Array;
  /** Directions of `transform`, the most telling first, [F, D]; null of "lsqr". */
  declare scalings_: Matrix | null;
  /** The share of the variance between classes along each; null of "lsqr". */
  declare explainedVarianceRatio_: Float64Array | null;
  /** Σ, [F, F]. */
  declare covariance_?: Matrix;
  /** Columns that transform gives. */
  declare nComponents_: number;

  constructor(options: LinearDiscriminantAnalysisOptions = {}) {
    super(parameters, options);
  }

  override get traits(): Traits {
    return { minRows: 2 };
  }

  /** Whether a method is there: "lsqr" does not transform. */
  has(method: string): boolean {
    return this.params.solver !== "lsqr" || method !== "transform";
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

  /** [N, F] → [N, nComponents_]: along the directions in which the classes differ most. */
  transform(X: MatrixLike): Matrix {
    const matrix = this.checked("transform", X);
    if (!this.scalings_)
      this.refuse("transform", 'solver is "lsqr", which finds no directions; "svd" or "eigen" is needed');
    const centred = this.params.solver === "svd" ? subtractColumns(matrix, this.xbar_) : matrix;
    const columns = Array.from({ length: this.nComponents_ }, (_, j) => j);
    return multiply(centred, this.scalings_.takeColumns(columns)).withNames(this.getFeatureNamesOut());
  }

  /** fit, then transform. */
  fitTransform(X: MatrixLike, y: Labels): Matrix {
    return this.fit(X, y).transform(X);
  }

  getFeatureNamesOut(): string[] {
    this.requireFitted("getFeatureNamesOut");
    return Array.from({ length: this.nComponents_ }, (_, j) => `lineardiscriminantanalysis${j}`);
  }

  protected override codes(X: Matrix): Int32Array {
    return argmaxRows(oneForEach(this.scores(X)));
  }

  protected learn({ X, y, classes }: Classified): void {
    const K = classes.length;
    const { solver, shrinkage, priors, nComponents, storeCovariance, tol } = this.params;
    if (X.rows <= K)
      this.refuse("fit", `X has ${X.rows} rows of ${K} classes, more rows than classes are needed`);
    if (solver === "svd" && shrinkage !== null)
      this.refuse(
        "fit",
        `shrinkage ${JSON.stringify(shrinkage)} with solver "svd", "lsqr" or "eigen" is needed`,
      );
    const most = Math.min(K - 1, X.cols);
    if (nComponents !== null && nComponents > most)
      this.refuse("fit", `nComponents is ${nComponents}, at most ${most} are needed: min(K − 1, F)`);
    this.priors_ = priorsOf(`${this.name}.fit`, priors, { y, classes: K });
    const found = discriminants(solver, {
      ...{ X, y, priors: this.priors_, shrinkage, tol, storeCovariance },
    });
    if (!found)
      this.refuse(
        "fit",
        'the covariance within classes is singular, independent columns and enough rows are needed; shrinkage or solver "svd"',
      );
    this.#take(found, K);
    this.nComponents_ = Math.min(nComponents ?? most, found.scalings?.cols ?? most);
  }

  #take({ means, xbar, coef, intercept, ...found }: Discriminants, K: number): void {
    this.means_ = means;
    this.xbar_ = xbar;
    this.scalings_ = found.scalings;
    this.explainedVarianceRatio_ = found.ratio;
    if (found.covariance) this.covariance_ = found.covariance;
    this.coef_ = K > 2 ? coef : differenceOfRows(coef);
    this.intercept_ = K > 2 ? intercept : Float64Array.of(intercept[1]! - intercept[0]!);
  }

  #logProba(method: string, X: MatrixLike): Matrix {
    return logSoftmaxRows(oneForEach(this.scores(this.checked(method, X))));
  }
}

function differenceOfRows({ data, cols }: Matrix): Matrix {
  const out = new Float64Array(cols);
  for (let j = 0; j < cols; j++) out[j] = data[cols + j]! - data[j]!;
  return new Matrix(out, [1, cols]);
}
