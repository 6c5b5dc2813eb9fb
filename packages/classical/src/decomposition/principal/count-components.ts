import { custom } from "../../estimator/parameters.ts";

/** A whole number of components, a share of the variance below 1, "mle", or null for all there are. */
export const componentCount = custom<number | "mle" | null>(
  null,
  (value) =>
    value === null ||
    value === "mle" ||
    (typeof value === "number" && ((Number.isInteger(value) && value >= 1) || (value > 0 && value < 1))),
  'a whole number ≥ 1, a share of the variance > 0 and < 1, "mle", or null',
);

/** The fewest components whose variances sum to more than `share` of the whole. */
export function countForShare(variances: ArrayLike<number>, share: number): number {
  let total = 0;
  for (let k = 0; k < variances.length; k++) total += variances[k]!;
  let sum = 0;
  for (let k = 0; k < variances.length; k++) {
    sum += variances[k]! / total;
    if (sum > share) return k + 1;
  }
  return variances.length;
}
