import type { Labels } from "../labels.ts";
import { confusionCounts } from "./confusion-matrix.ts";

/**
 * The correlation of the classes with what was found, from −1 to 1; with t_k true and p_k predicted samples of class k,
 * c right ones, s all:
 *
 *   MCC = (c s − Σ t_k p_k) / √((s² − Σ p_k²)(s² − Σ t_k²))
 *
 * 0 where one of both has a single class. Gorodkin 2004, https://doi.org/10.1016/j.compbiolchem.2004.09.006
 */
export function matthewsCorrcoef(
  yTrue: Labels,
  yPred: Labels,
  { sampleWeight }: { sampleWeight?: ArrayLike<number> | undefined } = {},
): number {
  const C = confusionCounts("matthewsCorrcoef", yTrue, yPred, { sampleWeight });
  const K = C.rows;
  const [t, p] = [new Float64Array(K), new Float64Array(K)];
  let [c, s] = [0, 0];
  for (let k = 0; k < K; k++) {
    for (let l = 0; l < K; l++) {
      t[k]! += C.at(k, l);
      p[l]! += C.at(k, l);
      s += C.at(k, l);
    }
    c += C.at(k, k);
  }
  const dot = (a: Float64Array, b: Float64Array) => a.reduce((sum, value, k) => sum + value * b[k]!, 0);
  const spread = (s * s - dot(p, p)) * (s * s - dot(t, t));
  return spread === 0 ? 0 : (c * s - dot(t, p)) / Math.sqrt(spread);
}
