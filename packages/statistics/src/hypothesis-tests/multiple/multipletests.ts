/**
 * Many tests at once: p-values adjusted so that p̃ ≤ α rejects with the error rate kept. With p_(1) ≤ … ≤ p_(m):
 *
 *   any false rejection (family-wise), at most α
 *     bonferroni   m p
 *     sidak        1 − (1 − p)^m                                      independent tests
 *     holm         max_{j ≤ i} (m − j + 1) p_(j)                      never weaker than bonferroni
 *     hochberg     min_{j ≥ i} (m − j + 1) p_(j)                      independent or positively dependent tests
 *   mean share of false ones among the rejections (false discovery rate), at most α
 *     bh           min_{j ≥ i} m p_(j)/j                              independent or positively dependent tests
 *     by           the same times 1 + ½ + … + 1/m                     any dependence
 *
 * Holm 1979; Šidák 1967; Hochberg 1988, https://doi.org/10.1093/biomet/75.4.800; Benjamini and Hochberg 1995,
 * https://doi.org/10.1111/j.2517-6161.1995.tb02031.x; Benjamini and Yekutieli 2001, https://doi.org/10.1214/aos/1013699998.
 */

import { orderOf } from "../../samples/ranks.ts";
import { requireOneOf, requireProbability, type Sample, sampleOf } from "../../samples/sample.ts";

export type Correction = "bonferroni" | "sidak" | "holm" | "hochberg" | "bh" | "by";

export interface MultipletestsResult {
  /** p̃, in the order given. */
  pvaluesCorrected: Float64Array;
  /** p̃ ≤ α. */
  reject: boolean[];
}

export function multipletests(
  pvalues: Sample,
  {
    method = "holm",
    alpha = 0.05,
  }: { /** Default "holm". */ method?: Correction /** Default 0.05. */; alpha?: number } = {},
): MultipletestsResult {
  const where = "multipletests";
  requireOneOf(where, "method", method, ["bonferroni", "sidak", "holm", "hochberg", "bh", "by"]);
  requireProbability(where, "alpha", alpha);
  const p = sampleOf(where, "pvalues", pvalues);
  p.forEach((value, i) => {
    if (value < 0 || value > 1) {
      throw new RangeError(`${where}: pvalues[${i}] is ${value}, a number from 0 to 1 is needed`);
    }
  });
  const order = orderOf(p);
  const adjusted = adjust(
    Float64Array.from(order, (i) => p[i]!),
    method,
  );
  const pvaluesCorrected = new Float64Array(p.length);
  order.forEach((i, place) => {
    pvaluesCorrected[i] = Math.min(1, adjusted[place]!);
  });
  return { pvaluesCorrected, reject: Array.from(pvaluesCorrected, (value) => value <= alpha) };
}

/** Of sorted p-values; place i holds p_(i + 1). */
function adjust(p: Float64Array, method: Correction): Float64Array {
  const m = p.length;
  if (method === "bonferroni") return p.map((value) => m * value);
  // 1 − (1 − p)^m, with all digits of small p.
  if (method === "sidak") return p.map((value) => -Math.expm1(m * Math.log1p(-value)));
  if (method === "holm") return stepDown(p.map((value, i) => (m - i) * value));
  if (method === "hochberg") return stepUp(p.map((value, i) => (m - i) * value));
  let harmonic = 1;
  if (method === "by") for (let j = 2; j <= m; j++) harmonic += 1 / j;
  return stepUp(p.map((value, i) => (harmonic * m * value) / (i + 1)));
}

/** The largest so far, from the first. */
function stepDown(values: Float64Array): Float64Array {
  for (let i = 1; i < values.length; i++) values[i] = Math.max(values[i]!, values[i - 1]!);
  return values;
}

/** The smallest so far, from the last. */
function stepUp(values: Float64Array): Float64Array {
  for (let i = values.length - 2; i >= 0; i--) values[i] = Math.min(values[i]!, values[i + 1]!);
  return values;
}
