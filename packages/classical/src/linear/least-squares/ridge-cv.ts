/**
 * Ridge regression whose α is the best of a few by leaving one sample out, for the price of one decomposition.
 *
 *   e₋ᵢ = rᵢ / (1 − hᵢᵢ),   hᵢᵢ = wᵢ/Σw + x̃ᵢᵀ (G + α I)⁻¹ x̃ᵢ,   x̃ᵢ = √wᵢ (xᵢ − x̄)
 *
 * where rᵢ is the residual of the fit to all samples and e₋ᵢ the error of the fit without sample i. With G = V Λ Vᵀ and Z = X̃ V the sum is
 * Σ_k z_ik²/(λ_k + α); where N < F, X̃ X̃ᵀ = Q Λ Qᵀ and it is Σ_k q_ik² λ_k/(λ_k + α). The best α has the least Σᵢ wᵢ e₋ᵢ².
 *
 * Golub, Heath and Wahba 1979, https://doi.org/10.1080/00401706.1979.10489751; Allen 1974, https://doi.org/10.2307/1267500
 */

import { eigh } from "@blankfile/tensor";
import type { Traits } from "../../estimator/estimator.ts";
import { nameClass } from "../../estimator/known.ts";
import { boolean, list, type Options, real } from "../../estimator/parameters.ts";
import type { Measured } from "../../estimator/regressor.ts";
import { Matrix } from "../../matrix/matrix.ts";
import {
  multiply,
  multiplyTransposed,
  transposedMultiply,
  transposedTimesVector,
} from "../../matrix/products.ts";
import { type Centred, centred, interceptOf } from "../centre.ts";
import { LinearModel } from "../linear-model.ts";

const parameters = {
  /** The α to choose from. */
  alphas: list([0.1, 1, 10], real(1, { above: 0 })),
  fitIntercept: boolean(true),
  /** Whether the squared errors of every α are kept in `cvResults_`. */
  storeCVResults: boolean(false),
};
export type RidgeCVOptions = Options<typeof parameters>;

/** See the head of the file. */
export class RidgeCV extends LinearModel<typeof parameters> {
  static {
    nameClass("RidgeCV", RidgeCV);
  }
  /** The best α. */
  declare alpha_: number;
  /** −(mean of wᵢ e₋ᵢ²) of the best α. */
  declare bestScore_: number;
  /** wᵢ e₋ᵢ², [N, alphas], where `storeCVResults`. */
  declare cvResults_?: Matrix;

  constructor(options: RidgeCVOptions = {}) {
    super(parameters, options);
  }

  override get traits(): Traits {
    return { takesWeight: true, minRows: 2 };
  }

  protected learn(given: Measured): void {
    const { alphas, fitIntercept, storeCVResults } = this.params;
    if (alphas.length === 0) this.refuse("fit", "alphas is empty, at least one is needed");
    const data = centred(given, fitIntercept);
    const own = Float64Array.from(data.y, (_, i) =>
      fitIntercept ? (given.sampleWeight?.[i] ?? 1) / data.total : 0,
    );
    const solve = data.X.rows >= data.X.cols ? overColumns(data) : overRows(data);
    const results = Matrix.zeros(given.y.length, alphas.length);
    let best: { error: number; coef: Float64Array } | undefined;
    for (const [k, alpha] of alphas.entries()) {
      const { coef, leverage, residual } = solve(alpha);
      let error = 0;
      for (let i = 0; i < residual.length; i++) {
        // A row whose leverage is 1 was needed for its own prediction; a weight of 0 gives 0 / 1.
        const left = residual[i]! / (1 - own[i]! - leverage[i]!);
        results.data[i * alphas.length + k] = left * left;
        error += left * left;
      }
      if (best && error >= best.error) continue;
      best = { error, coef };
      this.alpha_ = alpha;
    }
    this.coef_ = best!.coef;
    this.intercept_ = interceptOf(data, best!.coef);
    this.bestScore_ = -best!.error / given.y.length;
    if (storeCVResults) this.cvResults_ = results;
  }
}

interface Solution {
  coef: Float64Array;
  /** x̃ᵢᵀ (G + α I)⁻¹ x̃ᵢ, [N]. */
  leverage: Float64Array;
  /** √wᵢ rᵢ, [N]. */
  residual: Float64Array;
}

/** G = V Λ Vᵀ, for N ≥ F. */
function overColumns({ X, y }: Centred): (alpha: number) => Solution {
  const [values, V] = decompose(transposedMultiply(X, X));
  const Z = multiply(X, V);
  const target = transposedTimesVector(Z, y);
  return (alpha) => {
    const inverse = values.map((value) => 1 / (value + alpha));
    const inner = target.map((t, k) => t * inverse[k]!);
    const coef = new Float64Array(X.cols);
    for (let j = 0; j < X.cols; j++) for (let k = 0; k < V.cols; k++) coef[j]! += V.at(j, k) * inner[k]!;
    return withResiduals({ X: Z, y }, { weights: inner, squares: inverse, coef });
  };
}

/** X̃ X̃ᵀ = Q Λ Qᵀ, for N < F. */
function overRows({ X, y }: Centred): (alpha: number) => Solution {
  const [values, Q] = decompose(multiplyTransposed(X, X));
  const target = transposedTimesVector(Q, y);
  return (alpha) => {
    const shrunk = values.map((value) => value / (value + alpha));
    const dual = new Float64Array(X.rows);
    for (let i = 0; i < X.rows; i++)
      for (let k = 0; k < Q.cols; k++) dual[i]! += (Q.at(i, k) * target[k]!) / (values[k]! + alpha);
    const weights = target.map((t, k) => t * shrunk[k]!);
    return withResiduals({ X: Q, y }, { weights, squares: shrunk, coef: transposedTimesVector(X, dual) });
  };
}

interface Parts {
  weights: Float64Array;
  squares: Float64Array;
  coef: Float64Array;
}

function withResiduals(
  { X, y }: { X: Matrix; y: Float64Array },
  { weights, squares, coef }: Parts,
): Solution {
  const leverage = new Float64Array(X.rows);
  const residual = y.slice();
  for (let i = 0; i < X.rows; i++)
    for (let k = 0; k < X.cols; k++) {
      const z = X.at(i, k);
      leverage[i]! += z * z * squares[k]!;
      residual[i]! -= z * weights[k]!;
    }
  return { coef, leverage, residual };
}

/** Eigenvalues, none below 0, and eigenvectors. */
function decompose(A: Matrix): [Float64Array, Matrix] {
  const { eigenvalues, eigenvectors } = eigh(A.toTensor());
  const values = (eigenvalues.data as Float64Array).map((value) => Math.max(0, value));
  return [values, new Matrix(eigenvectors.data as Float64Array, [A.rows, A.cols])];
}
