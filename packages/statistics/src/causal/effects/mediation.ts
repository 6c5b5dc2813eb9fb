import type { Rows } from "../../dense/dense.ts";
import { checkVector, type Effect, effectOf } from "./effect.ts";
import { designOf, leastSquares, quadratic } from "./least-squares.ts";

export interface MediationOptions {
  /** T, [n]. */
  treatment: ArrayLike<number>;
  /** M, [n]. */
  mediator: ArrayLike<number>;
  /** Y, [n]. */
  outcome: ArrayLike<number>;
  /** W, [n][p]: common causes, of all three. */
  covariates?: Rows;
  /** Whether T and M may enhance each other in Y; default false. */
  interaction?: boolean;
  /** The two treatments compared; default [0, 1]. */
  levels?: readonly [from: number, to: number];
}

export interface Mediation {
  /** From t₀ to t₁ with the mediator as under t₀. */
  naturalDirect: Effect;
  /** The mediator as under t₁ instead of t₀, with the treatment t₁. */
  naturalIndirect: Effect;
  /** Their sum. */
  total: Effect;
}

/**
 * Natural direct and indirect effects in linear models.
 *
 *   M = α₀ + α₁ T + α₂ᵀW;   Y = β₀ + β₁ T + β₂ M + β₃ T M + β₄ᵀW
 *   NDE = (β₁ + β₃ (α₀ + α₁ t₀ + α₂ᵀw̄)) (t₁ − t₀),   NIE = (β₂ + β₃ t₁) α₁ (t₁ − t₀)
 *
 * Pearl 2001, https://arxiv.org/abs/1301.2300; VanderWeele 2015, Explanation in Causal Inference, chapter 2. They are
 * effects if W holds all common causes of the pairs, none of them moved by T. Without interaction NIE = α₁ β₂ and its error
 * is Sobel's; errors by the delta method, with w̄ taken as given.
 */
export function mediation(options: MediationOptions): Mediation {
  const where = "mediation";
  const { covariates = [], interaction = false, levels = [0, 1] } = options;
  const n = options.outcome.length;
  const t = checkVector(where, "treatment", options.treatment, n);
  const m = checkVector(where, "mediator", options.mediator, n);
  const y = checkVector(where, "outcome", options.outcome, n);
  const forM = designOf(where, n, [t], covariates);
  const columns = interaction ? [t, m, t.map((value, i) => value * m[i]!)] : [t, m];
  const forY = designOf(where, n, columns, covariates);
  const [M, Y] = [leastSquares(where, forM, m), leastSquares(where, forY, y)];
  const means = new Float64Array(forM.columns);
  forM.data.forEach((value, i) => {
    means[i % forM.columns]! += value / n;
  });

  const [from, to] = levels;
  const d = to - from;
  const [beta1, beta2] = [Y.coefficients[1]!, Y.coefficients[2]!];
  const beta3 = interaction ? Y.coefficients[3]! : 0;
  const alpha1 = M.coefficients[1]!;
  // E M under t₀ at the mean of W, and its derivatives by α.
  const atFrom = means.map((value, j) => (j === 1 ? from : value));
  const expected = atFrom.reduce((sum, value, j) => sum + value * M.coefficients[j]!, 0);

  const directByM = atFrom.map((value) => beta3 * value * d);
  const directByY = new Float64Array(forY.columns);
  directByY[1] = d;
  if (interaction) directByY[3] = expected * d;
  const indirectByM = new Float64Array(forM.columns);
  indirectByM[1] = (beta2 + beta3 * to) * d;
  const indirectByY = new Float64Array(forY.columns);
  indirectByY[2] = alpha1 * d;
  if (interaction) indirectByY[3] = to * alpha1 * d;

  const [covM, covY] = [M.covariance(), Y.covariance()];
  const effect = (estimate: number, byM: Float64Array, byY: Float64Array) =>
    effectOf(estimate, Math.sqrt(quadratic(covM, byM) + quadratic(covY, byY)));
  const direct = (beta1 + beta3 * expected) * d;
  const indirect = (beta2 + beta3 * to) * alpha1 * d;
  const sum = (a: Float64Array, b: Float64Array) => a.map((value, j) => value + b[j]!);
  return {
    naturalDirect: effect(direct, directByM, directByY),
    naturalIndirect: effect(indirect, indirectByM, indirectByY),
    total: effect(direct + indirect, sum(directByM, indirectByM), sum(directByY, indirectByY)),
  };
}
