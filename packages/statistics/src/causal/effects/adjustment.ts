import { apply, minus, plus } from "../../dense/dense.ts";
import { checkTreatment, type Effect, effectOf, effectOfInfluence, type TreatmentData } from "./effect.ts";
import { designOf, type EffectCovariance, leastSquares, quadratic, rowsAt } from "./least-squares.ts";

/**
 * The back-door adjustment over discrete strata (standardisation, the g-formula).
 *
 *   E[Y | do(t)] = Σ_z p(z) E[Y | t, z];   τ = E[Y | do(1)] − E[Y | do(0)]
 *
 * Robins 1986, https://doi.org/10.1016/0270-0255(86)90088-6; Pearl 2009, Causality, theorem 3.3.2. Standard error from the
 * influence values T (Y − μ₁(z))/e(z) − (1 − T)(Y − μ₀(z))/(1 − e(z)) + μ₁(z) − μ₀(z). A stratum that lacks an arm is
 * refused: nothing there can be compared.
 */
export function standardization({
  treatment,
  outcome,
  strata,
}: {
  treatment: ArrayLike<number>;
  outcome: ArrayLike<number>;
  /** z_i, [n]: labels, compared with ===. */
  strata: ArrayLike<number | string>;
}): Effect & { means: [untreated: number, treated: number] } {
  const { n, t, y } = checkTreatment("standardization", treatment, outcome);
  if (strata.length !== n) throw new RangeError(`standardization: ${strata.length} strata, ${n} are needed`);
  const cells = new Map<number | string, { count: [number, number]; sum: [number, number] }>();
  for (let i = 0; i < n; i++) {
    const cell = cells.get(strata[i]!) ?? { count: [0, 0], sum: [0, 0] };
    cell.count[t[i] as 0 | 1]++;
    cell.sum[t[i] as 0 | 1] += y[i]!;
    cells.set(strata[i]!, cell);
  }
  for (const [label, { count }] of cells) {
    if (count[0] > 0 && count[1] > 0) continue;
    throw new RangeError(
      `standardization: stratum ${label} has ${count[1]} treated and ${count[0]} others, some of both are needed; join strata`,
    );
  }
  const means: [number, number] = [0, 0];
  const influence = y.map((value, i) => {
    const { count, sum } = cells.get(strata[i]!)!;
    const [mu0, mu1] = [sum[0] / count[0], sum[1] / count[1]];
    means[0] += mu0 / n;
    means[1] += mu1 / n;
    const e = count[1] / (count[0] + count[1]);
    return mu1 - mu0 + (t[i] === 1 ? (value - mu1) / e : -(value - mu0) / (1 - e));
  });
  return { ...effectOfInfluence(influence), means };
}

/**
 * The effect as a coefficient: Y = α + τ T + γᵀX by least squares, right where the effect is the same for all and the model
 * is linear. Standard error HC1 unless told.
 */
export function linearAdjustment(
  { treatment, outcome, covariates }: TreatmentData,
  { covariance = "HC1" }: { covariance?: EffectCovariance } = {},
): Effect {
  const { n, t, y } = checkTreatment("linearAdjustment", treatment, outcome);
  const design = designOf("linearAdjustment", n, [t], covariates);
  const fit = leastSquares("linearAdjustment", design, y);
  return effectOf(fit.coefficients[1]!, Math.sqrt(fit.covariance(covariance).data[design.columns + 1]!));
}

/**
 * Outcome regression (g-computation): a linear model for each arm, both averaged over all units.
 *
 *   τ = x̄ᵀ(β₁ − β₀),   Var = x̄ᵀ(V₁ + V₀) x̄ + Var[xᵀ(β₁ − β₀)] / n,   V from HC0
 *
 * Robins 1986; the variance counts the covariates as drawn too.
 */
export function outcomeRegression({ treatment, outcome, covariates }: TreatmentData): Effect {
  const { n, t, y, treated, controls } = checkTreatment("outcomeRegression", treatment, outcome);
  const design = designOf("outcomeRegression", n, [], covariates);
  const fitOf = (places: number[]) =>
    leastSquares(
      "outcomeRegression",
      rowsAt(design, places),
      Float64Array.from(places, (i) => y[i]!),
    );
  const [one, zero] = [fitOf(treated), fitOf(controls)];
  const effects = minus(
    { rows: n, columns: 1, data: apply(design, one.coefficients) },
    { rows: n, columns: 1, data: apply(design, zero.coefficients) },
  ).data;
  const spread = effectOfInfluence(effects);
  const means = new Float64Array(design.columns);
  design.data.forEach((value, i) => {
    means[i % design.columns]! += value / t.length;
  });
  const ofModels = quadratic(plus(one.covariance("HC0"), zero.covariance("HC0")), means);
  return effectOf(spread.estimate, Math.sqrt(ofModels + spread.standardError ** 2));
}
