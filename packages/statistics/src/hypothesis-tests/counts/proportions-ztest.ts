/**
 * The z-test of one proportion, or of two against each other.
 *
 *   one   z = (p̂ − p₀)/√(p(1 − p)/n),  p = p̂ as statsmodels has it, or p₀ with `propVar: p₀` (the score test)
 *   two   z = (p̂₁ − p̂₂ − value)/√(p(1 − p)(1/n₁ + 1/n₂)),  p the pooled share
 *
 * The effect size is Cohen's h = 2 arcsin √p₁ − 2 arcsin √p₂.
 */

import { Normal } from "../../distributions/continuous/normal.ts";
import { type AlternativeOption, requireAlternative, symmetricPvalue } from "../../samples/alternative.ts";
import { requireFinite, requireProbability } from "../../samples/sample.ts";
import { requireSuccesses } from "./binomtest.ts";

export interface ProportionsZtestResult {
  /** z. */
  statistic: number;
  pvalue: number;
  /** p̂, or p̂₁ − p̂₂. */
  estimate: number;
  cohensH: number;
}

export interface OneProportionOptions extends AlternativeOption {
  /** p₀. */
  value: number;
  /** The p of the standard error. Default p̂. */
  propVar?: number;
}

/** Of k successes in n trials against a share. */
export function proportionZtest(k: number, n: number, options: OneProportionOptions): ProportionsZtestResult {
  const where = "proportionZtest";
  const { alternative = "two-sided", value } = options;
  requireAlternative(where, alternative);
  requireSuccesses(where, k, n);
  requireProbability(where, "value", value);
  const share = k / n;
  const { propVar = share } = options;
  if (!(propVar >= 0 && propVar <= 1)) {
    throw new RangeError(`${where}: propVar ${propVar}, a number from 0 to 1 is needed`);
  }
  const error = Math.sqrt((propVar * (1 - propVar)) / n);
  return conclude(where, { estimate: share, value, error, cohensH: cohensH(share, value) }, alternative);
}

/** Of k₁ in n₁ against k₂ in n₂. `value` is the difference claimed, 0 by default. */
export function proportionsZtest(
  [k1, k2]: readonly [number, number],
  [n1, n2]: readonly [number, number],
  { alternative = "two-sided", value = 0 }: AlternativeOption & { value?: number } = {},
): ProportionsZtestResult {
  const where = "proportionsZtest";
  requireAlternative(where, alternative);
  requireSuccesses(where, k1, n1);
  requireSuccesses(where, k2, n2);
  requireFinite(where, "value", value);
  const pooled = (k1 + k2) / (n1 + n2);
  const error = Math.sqrt(pooled * (1 - pooled) * (1 / n1 + 1 / n2));
  const [p1, p2] = [k1 / n1, k2 / n2];
  return conclude(where, { estimate: p1 - p2, value, error, cohensH: cohensH(p1, p2) }, alternative);
}

export function cohensH(p1: number, p2: number): number {
  for (const p of [p1, p2]) {
    if (!(p >= 0 && p <= 1)) throw new RangeError(`cohensH: a share of ${p}, a number from 0 to 1 is needed`);
  }
  return 2 * Math.asin(Math.sqrt(p1)) - 2 * Math.asin(Math.sqrt(p2));
}

interface Conclusion {
  estimate: number;
  value: number;
  error: number;
  cohensH: number;
}

function conclude(
  where: string,
  { estimate, value, error, cohensH }: Conclusion,
  alternative: NonNullable<AlternativeOption["alternative"]>,
): ProportionsZtestResult {
  if (error === 0) {
    throw new RangeError(
      `${where}: all or no trials succeeded (standard error 0), some of both are needed; use an exact test`,
    );
  }
  const statistic = (estimate - value) / error;
  return { statistic, pvalue: symmetricPvalue(new Normal(), statistic, alternative), estimate, cohensH };
}
