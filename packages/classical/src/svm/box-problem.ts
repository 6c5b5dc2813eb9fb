/**
 * The dual of every support vector machine here, in coefficients β that have the sign of their sample (Bottou and Lin 2007, Support vector
 * machine solvers, section 2):
 *
 *   minimise  f(β) = ½ Σ βᵢ βⱼ Kᵢⱼ + Σ cᵢ βᵢ,   lowerᵢ ≤ βᵢ ≤ upperᵢ,   the sum of β over each group as at the start
 *
 * with the gradient gᵢ = Σⱼ Kᵢⱼ βⱼ + cᵢ. Within a group, moving weight d from βⱼ to βᵢ keeps the sum; it lowers f if gᵢ < gⱼ. So β is best where
 *
 *   min { gᵢ : βᵢ < upperᵢ } ≥ max { gⱼ : βⱼ > lowerⱼ }        (Karush, Kuhn and Tucker)
 *
 * in every group; by how much this fails is the violation.
 */
export interface BoxProblem {
  /** Row i of K, [L], L the number of variables; at least the last four asked for are valid. */
  row(i: number): Float64Array;
  /** Kᵢᵢ, [L]. */
  diagonal: Float64Array;
  /** c, [L]. */
  linear: Float64Array;
  lower: Float64Array;
  upper: Float64Array;
  /** The start, within the bounds, [L]. */
  start: Float64Array;
  /** Where the groups begin, upwards from 0: one group [0], or two [0, m], variables from m on in the second. */
  groups: readonly number[];
}

export interface BoxSolution {
  /** [L] */
  beta: Float64Array;
  /** g, [L]. */
  gradient: Float64Array;
  /** f(β). */
  objective: number;
  /** The greatest violation over the groups. */
  violation: number;
  iterations: number;
}

export interface SolveOptions {
  /** The violation at which to stop. */
  tol: number;
  /** −1: no limit but 10⁷ and 100 L, as a loop without a bound has no end. */
  maxIter: number;
}

export function iterationLimit(maxIter: number, variables: number): number {
  return maxIter < 0 ? Math.max(10_000_000, 100 * variables) : maxIter;
}

/** f = ½ Σ βᵢ (gᵢ + cᵢ). */
export function objectiveOf(beta: Float64Array, gradient: Float64Array, linear: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < beta.length; i++) sum += beta[i]! * (gradient[i]! + linear[i]!);
  return sum / 2;
}

/**
 * −b of each group: the gradient of the variables between their bounds, where it is all one number up to tol; their mean. Where there are
 * none, the middle of what the conditions allow.
 */
export function multipliers({ lower, upper, groups }: BoxProblem, { beta, gradient }: BoxSolution): number[] {
  return groups.map((from, group) => {
    const to = groups[group + 1] ?? beta.length;
    let [sum, free, least, most] = [0, 0, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
    for (let i = from; i < to; i++) {
      const [canRise, canFall] = [beta[i]! < upper[i]!, beta[i]! > lower[i]!];
      if (canRise && canFall) {
        sum += gradient[i]!;
        free++;
      } else if (canRise) least = Math.min(least, gradient[i]!);
      else if (canFall) most = Math.max(most, gradient[i]!);
    }
    if (free > 0) return sum / free;
    if (least === Number.POSITIVE_INFINITY) return most;
    return most === Number.NEGATIVE_INFINITY ? least : (least + most) / 2;
  });
}
