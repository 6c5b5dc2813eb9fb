import { type ChainArrays, checkChains, meanOf, splitChains, varianceOf } from "./chains.ts";
import { foldChains, rankNormalize } from "./rank-normalize.ts";

export type RhatMethod = "rank" | "split" | "folded" | "z_scale" | "identity";

/**
 * R̂, the potential scale reduction: by how much the chains together are wider than each.
 *
 *   W = mean of the chains' variances,  B/N = variance of their means,  R̂ = √((N − 1)/N + B / (N W))
 *
 * "split" halves the chains first (Gelman et al. 2013, Bayesian Data Analysis, section 11.4). "z_scale" rank-normalises
 * them too; "folded" does so for the distances from the median; "rank", the default, is the larger of both: Vehtari et al.
 * 2021, https://arxiv.org/abs/1903.08008, who ask for less than 1.01. "identity" does nothing first.
 *
 * Constant chains have W = 0: then R̂ is 1 if they agree, Infinity if not. At least four draws and two chains, except that
 * split chains may come from one.
 */
export function rhat(chains: ChainArrays, { method = "rank" }: { method?: RhatMethod } = {}): number {
  const checked = checkChains("rhat", chains);
  if (method === "identity") {
    if (chains.length < 2) throw new RangeError("rhat: 1 chain not split, at least two are needed");
    return potentialScaleReduction(checked);
  }
  const split = splitChains(checked);
  switch (method) {
    case "split":
      return potentialScaleReduction(split);
    case "z_scale":
      return potentialScaleReduction(rankNormalize(split));
    case "folded":
      return potentialScaleReduction(rankNormalize(foldChains(split)));
    case "rank":
      return Math.max(
        potentialScaleReduction(rankNormalize(split)),
        potentialScaleReduction(rankNormalize(foldChains(split))),
      );
    default:
      throw new RangeError(
        `rhat: method ${method}, "rank", "split", "folded", "z_scale" or "identity" is needed`,
      );
  }
}

function potentialScaleReduction(chains: readonly Float64Array[]): number {
  const N = chains[0]!.length;
  const W = meanOf(chains.map((chain) => varianceOf(chain)));
  const B = N * varianceOf(chains.map(meanOf));
  if (W === 0) return B === 0 ? 1 : Number.POSITIVE_INFINITY;
  return Math.sqrt((B / W + N - 1) / N);
}
