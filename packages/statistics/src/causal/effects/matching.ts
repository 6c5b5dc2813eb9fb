import { checkTreatment, type Effect, effectOf } from "./effect.ts";
import { checkScores } from "./propensity.ts";

export interface MatchingOptions {
  treatment: ArrayLike<number>;
  outcome: ArrayLike<number>;
  /** e(x_i), [n]; `propensityScore` makes it. */
  propensity: ArrayLike<number>;
  /** M, the controls that each treated unit is compared with; default 1. */
  neighbors?: number;
  /** Treated units without M controls within this distance of logits are left out; default none are. */
  caliper?: number;
}

export interface MatchingResult extends Effect {
  /** The treated units that were matched, and for each its controls. */
  matches: Map<number, number[]>;
  /** Treated units left out by the caliper. */
  unmatched: number[];
}

/**
 * Nearest-neighbour matching on the logit of the propensity, with replacement: the effect on the treated.
 *
 *   τ = 1/N₁ Σ_{T=1} (Y_i − mean of Y over the M controls with the nearest logit)
 *   N₁² Var = Σ_{T=1} (Y_i − Ŷ_i(0) − τ)² + Σ_{T=0} K_i (K_i − 1)/M² σ̂²_i
 *
 * with K_i the times that control i is used, and σ̂²_i half the squared difference to the nearest other control. Abadie and
 * Imbens 2006, https://doi.org/10.1111/j.1468-0262.2006.00655.x; the propensity counts as known. Of equal distances the
 * unit that comes first.
 */
export function propensityMatching(options: MatchingOptions): MatchingResult {
  const { neighbors: M = 1, caliper = Number.POSITIVE_INFINITY } = options;
  const { n, y, treated, controls } = checkTreatment(
    "propensityMatching",
    options.treatment,
    options.outcome,
  );
  const logit = checkScores("propensityMatching", options.propensity, n).map((e) => Math.log(e / (1 - e)));
  if (!(Number.isInteger(M) && M > 0 && M <= controls.length)) {
    throw new RangeError(
      `propensityMatching: neighbors ${M}, a whole number from 1 to the ${controls.length} controls is needed`,
    );
  }
  if (!(caliper > 0))
    throw new RangeError(`propensityMatching: caliper ${caliper}, a positive number is needed`);
  const nearest = neighborsAmong(logit, controls);
  const matches = new Map<number, number[]>();
  const unmatched: number[] = [];
  const uses = new Float64Array(n);
  for (const i of treated) {
    const found = nearest(i, M);
    if (Math.abs(logit[i]! - logit[found.at(-1)!]!) > caliper) {
      unmatched.push(i);
      continue;
    }
    matches.set(i, found);
    for (const j of found) uses[j]!++;
  }
  const N1 = matches.size;
  if (N1 === 0)
    throw new RangeError(`propensityMatching: no match within the caliper ${caliper}, a wider one is needed`);
  const gaps = [...matches].map(([i, found]) => y[i]! - found.reduce((sum, j) => sum + y[j]!, 0) / M);
  const estimate = gaps.reduce((sum, gap) => sum + gap, 0) / N1;
  let variance = gaps.reduce((sum, gap) => sum + (gap - estimate) ** 2, 0);
  for (const j of controls) {
    if (uses[j]! < 2) continue;
    const other = nearest(j, 2).find((k) => k !== j);
    if (other === undefined)
      throw new RangeError("propensityMatching: one control only, two at least are needed for the error");
    variance += ((uses[j]! * (uses[j]! - 1)) / (M * M)) * 0.5 * (y[j]! - y[other]!) ** 2;
  }
  return { ...effectOf(estimate, Math.sqrt(variance) / N1), matches, unmatched };
}

/** (i, m) ↦ the m units of `among` whose x is nearest to that of i, nearest first; of equal distances the lower number. */
function neighborsAmong(x: Float64Array, among: readonly number[]): (i: number, m: number) => number[] {
  const sorted = among.slice().sort((a, b) => x[a]! - x[b]! || a - b);
  return (i, m) => {
    let [low, high] = [0, sorted.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (x[sorted[middle]!]! < x[i]!) low = middle + 1;
      else high = middle;
    }
    // The m nearest lie within m places of x_i on either side; further out only those at the same distance as the last.
    let [from, to] = [Math.max(0, low - m), Math.min(sorted.length, low + m)];
    while (from > 0 && x[sorted[from - 1]!] === x[sorted[from]!]) from--;
    while (to < sorted.length && x[sorted[to]!] === x[sorted[to - 1]!]) to++;
    const distance = (j: number) => Math.abs(x[i]! - x[j]!);
    return sorted
      .slice(from, to)
      .sort((a, b) => distance(a) - distance(b) || a - b)
      .slice(0, m);
  };
}

/**
 * Stratification on the propensity: units in equal parts by e, and the difference of the arms' means in each.
 *
 *   τ = Σ_s n_s/n (ȳ_1s − ȳ_0s),   Var = Σ_s (n_s/n)² (s²_1s/n_1s + s²_0s/n_0s)
 *
 * Rosenbaum and Rubin 1984, https://doi.org/10.1080/01621459.1984.10478078: five strata take away about 90 % of the bias of
 * a covariate. A stratum with fewer than two units of an arm is refused.
 */
export function propensityStratification({
  treatment,
  outcome,
  propensity,
  strata = 5,
}: {
  treatment: ArrayLike<number>;
  outcome: ArrayLike<number>;
  propensity: ArrayLike<number>;
  strata?: number;
}): Effect {
  const { n, t, y } = checkTreatment("propensityStratification", treatment, outcome);
  const e = checkScores("propensityStratification", propensity, n);
  if (!(Number.isInteger(strata) && strata > 0)) {
    throw new RangeError(`propensityStratification: strata ${strata}, a whole number from 1 on is needed`);
  }
  const order = Array.from(e.keys()).sort((a, b) => e[a]! - e[b]! || a - b);
  let [estimate, variance] = [0, 0];
  for (let s = 0; s < strata; s++) {
    const units = order.slice(Math.floor((s * n) / strata), Math.floor(((s + 1) * n) / strata));
    const arms = [0, 1].map((arm) => moments(units.filter((i) => t[i] === arm).map((i) => y[i]!)));
    if (arms.some((arm) => arm.count < 2)) {
      throw new RangeError(
        `propensityStratification: stratum ${s} has ${arms[1]!.count} treated and ${arms[0]!.count} others, two of both at least are needed; take fewer strata`,
      );
    }
    const share = units.length / n;
    estimate += share * (arms[1]!.mean - arms[0]!.mean);
    variance += share ** 2 * (arms[1]!.variance / arms[1]!.count + arms[0]!.variance / arms[0]!.count);
  }
  return effectOf(estimate, Math.sqrt(variance));
}

function moments(x: readonly number[]) {
  const mean = x.reduce((sum, value) => sum + value, 0) / x.length;
  const variance = x.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (x.length - 1);
  return { count: x.length, mean, variance };
}
