import { eigh, Philox } from "@blankfile/tensor";
import type { Traits } from "../estimator/estimator.ts";
import { nameClass } from "../estimator/known.ts";
import { encodeLabels, type Labels } from "../estimator/labels.ts";
import {
  choice,
  custom,
  either,
  integer,
  type Options,
  optional,
  randomState,
  real,
} from "../estimator/parameters.ts";
import { Transformer, type Unlabelled } from "../estimator/transformer.ts";
import { requireLength } from "../estimator/validate.ts";
import { columnMeans, subtractColumns } from "../matrix/columns.ts";
import { Matrix } from "../matrix/matrix.ts";
import { multiply, multiplyTransposed, transposedMultiply } from "../matrix/products.ts";
import { minimizeLBFGS } from "../optimize/minimize-lbfgs.ts";

const parameters = {
  /** C; null is F. */
  nComponents: optional(integer(1, { min: 1 })),
  /** The start. auto: pca with fewer components than columns, else identity. (scikit-learn has lda too, and prefers it.) */
  init: either(
    choice("auto", "pca", "identity", "random"),
    custom<Matrix>(Matrix.zeros(0, 0), (value) => value instanceof Matrix, "a matrix"),
  ),
  maxIter: integer(50, { min: 1 }),
  /** The size of the gradient at which to stop. */
  tol: real(1e-5, { above: 0 }),
  randomState,
};
export type NeighborhoodComponentsAnalysisOptions = Options<typeof parameters>;

/**
 * A linear map after which nearest neighbours are of one class. With neighbours drawn at random, nearer ones more often,
 *
 *   p_ij = e^{−‖A xᵢ − A xⱼ‖²} / Σ_{k ≠ i} e^{−‖A xᵢ − A xₖ‖²},   pᵢ = Σ_{j of i's class} p_ij
 *
 * it maximises Σ pᵢ, the expected number of rows that are classified right, with the gradient
 *
 *   2 A Xᵀ (W + Wᵀ − diag(c)) X,   w_ij = p_ij ([j of i's class] − pᵢ),   cⱼ = Σᵢ w_ij
 *
 * (the sums of W's rows are 0). Goldberger, Roweis, Hinton and Salakhutdinov 2004, Neighbourhood components analysis.
 */
export class NeighborhoodComponentsAnalysis extends Transformer<typeof parameters> {
  static {
    nameClass("NeighborhoodComponentsAnalysis", NeighborhoodComponentsAnalysis);
  }
  /** A, [C, F]. */
  declare components_: Matrix;
  /** Steps of L-BFGS. */
  declare nIter_: number;
  /** Σ pᵢ / N at the end. */
  declare objective_: number;

  constructor(options: NeighborhoodComponentsAnalysisOptions = {}) {
    super(parameters, options);
  }

  override get traits(): Traits {
    return { minRows: 2, isRandom: this.params.init === "random" };
  }

  override getFeatureNamesOut(): string[] {
    this.requireFitted("getFeatureNamesOut");
    return this.numbered("neighborhoodcomponentsanalysis", this.components_.rows);
  }

  protected learn({ X, y }: Unlabelled): void {
    const where = `${this.name}.fit`;
    const { codes, classes } = encodeLabels(where, y as Labels);
    requireLength(where, "y", codes.length, X.rows);
    if (classes.length < 2) this.refuse("fit", "y has one class, at least 2 are needed");
    const C = this.params.nComponents ?? X.cols;
    if (C > X.cols)
      this.refuse("fit", `nComponents is ${C} for ${X.cols} columns, at most as many are needed`);
    const start = this.#start(X, C);
    const found = minimizeLBFGS(
      (a, gradient) => -expectedRight(new Matrix(a, [C, X.cols]), { X, codes }, gradient),
      start.data,
      { maxIter: this.params.maxIter, gtol: this.params.tol },
    );
    this.components_ = new Matrix(found.x, [C, X.cols]);
    this.nIter_ = found.iterations;
    this.objective_ = -found.value / X.rows;
    if (!found.converged && found.iterations === this.params.maxIter)
      this.warn(
        `stopped after ${found.iterations} iterations with a gradient above tol, ${this.params.tol} is needed; a larger maxIter helps`,
      );
  }

  protected change(X: Matrix): Matrix {
    return multiplyTransposed(X, this.components_);
  }

  #start(X: Matrix, C: number): Matrix {
    const { init } = this.params;
    if (init instanceof Matrix) {
      if (init.rows === C && init.cols === X.cols) return init;
      this.refuse("fit", `init is ${init.rows} × ${init.cols}, ${C} × ${X.cols} is needed`);
    }
    const out = Matrix.zeros(C, X.cols);
    if (init === "pca" || (init === "auto" && C < Math.min(X.rows, X.cols))) return principalAxes(X, C);
    if (init === "random") {
      const rng = new Philox(this.params.randomState);
      for (let at = 0; at < out.data.length; at++) out.data[at] = rng.normal();
    } else for (let k = 0; k < C; k++) out.data[k * X.cols + k] = 1;
    return out;
  }
}

/** Σ pᵢ under the map A, [C, F], and minus its gradient by A into `gradient`, [C · F]. `codes` are places of classes. */
export function expectedRight(
  A: Matrix,
  { X, codes }: { X: Matrix; codes: Int32Array },
  gradient: Float64Array,
): number {
  const mapped = multiplyTransposed(X, A);
  const N = X.rows;
  const W = neighborChances(mapped);
  const S = Matrix.zeros(N, N);
  let right = 0;
  for (let i = 0; i < N; i++) {
    let own = 0;
    for (let j = 0; j < N; j++) if (codes[j] === codes[i]) own += W.at(i, j);
    right += own;
    for (let j = 0; j < N; j++) {
      const w = W.at(i, j) * (Number(codes[j] === codes[i]) - own);
      S.data[i * N + j]! += w;
      S.data[j * N + i]! += w;
      S.data[j * N + j]! -= w;
    }
  }
  const slope = multiply(transposedMultiply(mapped, S), X).data;
  for (let at = 0; at < slope.length; at++) gradient[at] = -2 * slope[at]!;
  return right;
}

/** p_ij, [N, N], 0 on the diagonal. */
function neighborChances({ data, rows: N, cols: C }: Matrix): Matrix {
  const out = Matrix.zeros(N, N);
  for (let i = 0; i < N; i++) {
    const row = out.row(i);
    let nearest = Number.POSITIVE_INFINITY;
    for (let j = 0; j < N; j++) {
      let squared = 0;
      for (let c = 0; c < C; c++) squared += (data[i * C + c]! - data[j * C + c]!) ** 2;
      row[j] = squared;
      if (j !== i) nearest = Math.min(nearest, squared);
    }
    let total = 0;
    for (let j = 0; j < N; j++) total += row[j] = j === i ? 0 : Math.exp(nearest - row[j]!);
    for (let j = 0; j < N; j++) row[j]! /= total;
  }
  return out;
}

/** The C directions of greatest variance, [C, F]. */
function principalAxes(X: Matrix, C: number): Matrix {
  const centred = subtractColumns(X, columnMeans(X));
  const { eigenvectors } = eigh(transposedMultiply(centred, centred).toTensor());
  const V = new Matrix(eigenvectors.data as Float64Array, [X.cols, X.cols]);
  return Matrix.fromRows(Array.from({ length: C }, (_, k) => V.column(X.cols - 1 - k)));
}
