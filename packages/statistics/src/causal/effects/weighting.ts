import { apply, choleskyOf, column, solveByCholesky } from "../../dense/dense.ts";
import { checkTreatment, type Effect, effectOfInfluence, type TreatmentData } from "./effect.ts";
import { designOf, leastSquares, rowsAt } from "./least-squares.ts";
import { checkScores, propensityScore } from "./propensity.ts";

export interface WeightedEffect extends Effect {
  /** E[Y | do(0)] and E[Y | do(1)]. */
  means: [untreated: number, treated: number];
  /** e(x_i), [n]. */
  propensity: Float64Array;
}

/**
 * Inverse probability weighting with weights that sum to 1 in each arm (Hájek).
 *
 *   μ₁ = Σ (T/e) Y / Σ T/e,   μ₀ = Σ ((1 − T)/(1 − e)) Y / Σ (1 − T)/(1 − e),   τ = μ₁ − μ₀
 *
 * e by logistic regression on the covariates. The influence values count that e is estimated, which makes the error
 * smaller:
 *
 *   φ₁ = T (Y − μ₁)/e − hᵀ I⁻¹ (T − e) x,   h = mean of T (Y − μ₁)(1 − e)/e x,   I = mean of e(1 − e) x xᵀ
 *
 * Hirano, Imbens and Ridder 2003, https://doi.org/10.1111/1468-0262.00442; Lunceford and Davidian 2004,
 * https://doi.org/10.1002/sim.1903.
 */
export function inverseProbabilityWeighting({
  treatment,
  outcome,
  covariates,
}: TreatmentData): WeightedEffect {
  const { n, t, y } = checkTreatment("inverseProbabilityWeighting", treatment, outcome);
  const { scores, design, information } = propensityScore(t, covariates);
  const e = checkScores("inverseProbabilityWeighting", scores, n);
  const p = design.columns;
  const L = choleskyOf("inverseProbabilityWeighting", "the information", information);
  /** Mean and influence of one arm, whose units have the probability q; dq/dβ = sign · e(1 − e) x. */
  const arm = (inArm: (i: number) => boolean, q: (i: number) => number, sign: 1 | -1) => {
    const weights = y.map((_, i) => (inArm(i) ? 1 / q(i) : 0));
    const total = weights.reduce((sum, w) => sum + w, 0);
    const mean = weights.reduce((sum, w, i) => sum + w * y[i]!, 0) / total;
    const h = new Float64Array(p);
    weights.forEach((w, i) => {
      const slope = sign * w * (y[i]! - mean) * (1 - q(i));
      for (let j = 0; j < p; j++) h[j]! += slope * design.data[i * p + j]!;
    });
    const projected = solveByCholesky(L, column(h)).data;
    const influence = weights.map((w, i) => {
      let correction = 0;
      for (let j = 0; j < p; j++) correction += projected[j]! * design.data[i * p + j]!;
      return (n / total) * (w * (y[i]! - mean) - correction * (t[i]! - e[i]!));
    });
    return { mean, influence };
  };
  const one = arm(
    (i) => t[i] === 1,
    (i) => e[i]!,
    1,
  );
  const zero = arm(
    (i) => t[i] === 0,
    (i) => 1 - e[i]!,
    -1,
  );
  const estimate = one.mean - zero.mean;
  const effect = effectOfInfluence(one.influence.map((value, i) => estimate + value - zero.influence[i]!));
  return { ...effect, means: [zero.mean, one.mean], propensity: e };
}

/**
 * Augmented inverse probability weighting: right when either the propensity or the outcome model is.
 *
 *   φ = μ₁(x) − μ₀(x) + T (Y − μ₁(x))/e − (1 − T)(Y − μ₀(x))/(1 − e);   τ = mean φ,   standard error sd(φ)/√n
 *
 * Robins, Rotnitzky and Zhao 1994, https://doi.org/10.1080/01621459.1994.10476818; Bang and Robins 2005. Linear μ in each
 * arm and logistic e on the covariates, unless given: pass those of models of your own, best fitted out of fold.
 */
export function doublyRobust(
  { treatment, outcome, covariates }: TreatmentData,
  given: {
    propensity?: ArrayLike<number>;
    /** μ₀(x_i) and μ₁(x_i), [n] each. */
    predictions?: readonly [untreated: ArrayLike<number>, treated: ArrayLike<number>];
  } = {},
): WeightedEffect {
  const { n, t, y, treated, controls } = checkTreatment("doublyRobust", treatment, outcome);
  const e = checkScores("doublyRobust", given.propensity ?? propensityScore(t, covariates).scores, n);
  const design = designOf("doublyRobust", n, [], covariates);
  const predicted = (places: number[]) => {
    const arm = Float64Array.from(places, (i) => y[i]!);
    return apply(design, leastSquares("doublyRobust", rowsAt(design, places), arm).coefficients);
  };
  const [mu0, mu1] = given.predictions ?? [predicted(controls), predicted(treated)];
  if (mu0.length !== n || mu1.length !== n) {
    throw new RangeError(
      `doublyRobust: ${mu0.length} and ${mu1.length} predictions, ${n} of each are needed`,
    );
  }
  const phi1 = y.map((value, i) => mu1[i]! + (t[i] === 1 ? (value - mu1[i]!) / e[i]! : 0));
  const phi0 = y.map((value, i) => mu0[i]! + (t[i] === 0 ? (value - mu0[i]!) / (1 - e[i]!) : 0));
  const mean = (x: Float64Array) => x.reduce((sum, value) => sum + value, 0) / n;
  const effect = effectOfInfluence(phi1.map((value, i) => value - phi0[i]!));
  return { ...effect, means: [mean(phi0), mean(phi1)], propensity: e };
}
