import {
  apply,
  type Dense,
  type Rows,
  times,
  timesTransposed,
  transposed,
  zerosOf,
} from "../../dense/dense.ts";
import { checkVector, type Effect, effectOf } from "./effect.ts";
import { designOf, leastSquares } from "./least-squares.ts";

export interface TwoStageOptions {
  /** Y, [n]. */
  outcome: ArrayLike<number>;
  /** X, [n]: the cause, which the error of Y may go with. */
  treatment: ArrayLike<number>;
  /** Z, [n][q]: work on Y through X alone. */
  instruments: Rows;
  /** [n][p]: in both stages. */
  covariates?: Rows;
  /** Default "classical". */
  covariance?: "classical" | "HC0" | "HC1";
}

export interface TwoStageEffect extends Effect {
  /** Constant, treatment, covariates. */
  coefficients: Float64Array;
  standardErrors: Float64Array;
  /**
   * F of the instruments in the first stage; below 10 they are weak (Staiger and Stock 1997) and the interval is not to be
   * trusted.
   */
  firstStageF: number;
}

/**
 * Two-stage least squares.
 *
 *   stage 1   X̂ = fitted values of X on (1, Z, W);   stage 2   Y on (1, X̂, W)
 *   errors    e = Y − (1, X, W) β, with X, not X̂;   s² = eᵀe/(n − p);   Cov = s² (D̂ᵀD̂)⁻¹, D̂ = (1, X̂, W);   HC0: (D̂ᵀD̂)⁻¹ Σ e² d̂ d̂ᵀ (D̂ᵀD̂)⁻¹
 *
 * Theil 1953; Angrist and Imbens 1995, https://doi.org/10.1080/01621459.1995.10476535. With one binary instrument and
 * treatment and no covariates: Wald's ratio, the effect on those whom the instrument moves.
 */
export function twoStageLeastSquares(options: TwoStageOptions): TwoStageEffect {
  const where = "twoStageLeastSquares";
  const { covariates = [], covariance = "classical" } = options;
  const n = options.outcome.length;
  const y = checkVector(where, "outcome", options.outcome, n);
  const x = checkVector(where, "treatment", options.treatment, n);
  const q = options.instruments[0]?.length ?? 0;
  if (q === 0 || options.instruments.length !== n) {
    throw new RangeError(
      `${where}: instruments [${options.instruments.length}][${q}], ${n} rows of one at least are needed`,
    );
  }
  const columns = Array.from({ length: q }, (_, j) => Array.from(options.instruments, (row) => row[j]!));
  const first = designOf(where, n, columns, covariates);
  const stage = leastSquares(where, first, x);
  const fitted = x.map((value, i) => value - stage.residuals[i]!);
  const design = designOf(where, n, [x], covariates);
  const projected = designOf(where, n, [fitted], covariates);
  const { coefficients, inverseGram } = leastSquares(where, projected, y);
  const values = apply(design, coefficients);
  const residuals = y.map((value, i) => value - values[i]!);
  const cov = covarianceOf(covariance, projected, residuals, inverseGram);
  const standardErrors = coefficients.map((_, j) => Math.sqrt(cov.data[j * coefficients.length + j]!));
  return {
    ...effectOf(coefficients[1]!, standardErrors[1]!),
    coefficients,
    standardErrors,
    firstStageF: fOf(where, { x, residuals: stage.residuals, p: first.columns, q, covariates }),
  };
}

function covarianceOf(type: string, projected: Dense, residuals: Float64Array, B: Dense): Dense {
  const [n, p] = [projected.rows, projected.columns];
  if (type === "classical") {
    const s2 = residuals.reduce((sum, e) => sum + e * e, 0) / (n - p);
    return { ...B, data: B.data.map((value) => value * s2) };
  }
  if (type !== "HC0" && type !== "HC1") {
    throw new RangeError(`twoStageLeastSquares: covariance ${type}, "classical", "HC0" or "HC1" is needed`);
  }
  const scores = zerosOf(n, p);
  scores.data.forEach((_, i) => {
    scores.data[i] = projected.data[i]! * residuals[Math.floor(i / p)]!;
  });
  const out = timesTransposed(times(B, times(transposed(scores), scores)), B);
  const scale = type === "HC1" ? n / (n - p) : 1;
  return { ...out, data: out.data.map((value) => value * scale) };
}

/** ((RSS without Z − RSS with Z) / q) / (RSS with Z / (n − p)). */
function fOf(
  where: string,
  {
    x,
    residuals,
    p,
    q,
    covariates,
  }: { x: Float64Array; residuals: Float64Array; p: number; q: number; covariates: Rows },
): number {
  const n = x.length;
  const short = leastSquares(where, designOf(where, n, [], covariates), x).residuals;
  const [full, reduced] = [residuals, short].map((each) => each.reduce((sum, e) => sum + e * e, 0));
  return (reduced! - full!) / q / (full! / (n - p));
}
