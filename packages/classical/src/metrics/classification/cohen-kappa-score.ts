import type { Label, Labels } from "../labels.ts";
import { confusionCounts } from "./confusion-matrix.ts";

export interface CohenKappaOptions {
  labels?: readonly Label[] | undefined;
  /**
   * How much a disagreement of classes k and l counts: 1 unless given, |k − l| or (k − l)², by their places in order.
   */
  weights?: "linear" | "quadratic" | undefined;
  sampleWeight?: ArrayLike<number> | undefined;
  /** The value where both have one and the same class alone: NaN with a warning unless given. */
  replaceUndefinedBy?: number;
}

/**
 * Agreement of two raters beyond chance, κ = 1 − Σ w_kl C_kl / Σ w_kl E_kl with E_kl = C_k· C_·l / C_··
 *
 * Cohen 1960, https://doi.org/10.1177/001316446002000104; weights: Cohen 1968, https://doi.org/10.1037/h0026256
 */
export function cohenKappaScore(
  y1: Labels,
  y2: Labels,
  { labels, weights, sampleWeight, replaceUndefinedBy }: CohenKappaOptions = {},
): number {
  if (weights !== undefined && weights !== "linear" && weights !== "quadratic") {
    throw new RangeError(
      `cohenKappaScore: weights ${JSON.stringify(weights)}, "linear" or "quadratic" is needed`,
    );
  }
  const C = confusionCounts("cohenKappaScore", y1, y2, { labels, sampleWeight });
  const K = C.rows;
  const [rows, columns] = [new Float64Array(K), new Float64Array(K)];
  let total = 0;
  for (let k = 0; k < K; k++) {
    for (let l = 0; l < K; l++) {
      rows[k]! += C.at(k, l);
      columns[l]! += C.at(k, l);
      total += C.at(k, l);
    }
  }
  let [observed, expected] = [0, 0];
  for (let k = 0; k < K; k++) {
    for (let l = 0; l < K; l++) {
      const d = Math.abs(k - l);
      const w = weights === "quadratic" ? d * d : weights === "linear" ? d : Math.min(d, 1);
      observed += w * C.at(k, l);
      expected += (w * rows[k]! * columns[l]!) / total;
    }
  }
  if (total > 0 && expected > 0) return 1 - observed / expected;
  if (replaceUndefinedBy === undefined) {
    console.warn(
      "cohenKappaScore: y1 and y2 have one class in common and no other, κ is 0/0 and NaN; replaceUndefinedBy chooses another value and silences this",
    );
  }
  return replaceUndefinedBy ?? Number.NaN;
}
