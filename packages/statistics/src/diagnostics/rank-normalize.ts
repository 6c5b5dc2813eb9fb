import { ndtri } from "../special/error/ndtri.ts";
import { type ChainArrays, checkChains, pooled } from "./chains.ts";

/**
 * Draws as the normal scores of their ranks among all draws: z = Φ⁻¹((r − 3/8) / (S + 1/4)), ties by their mean rank.
 *
 * Vehtari et al. 2021, https://arxiv.org/abs/1903.08008, equation 14; the offsets are Blom's (1958). What only orders the
 * draws is defined for heavy tails too.
 */
export function rankNormalize(chains: ChainArrays): Float64Array[] {
  const checked = checkChains("rankNormalize", chains, 1);
  const draws = checked[0]!.length;
  const z = ranksOf(pooled(checked)).map((rank, _, all) => ndtri((rank - 3 / 8) / (all.length + 1 / 4)));
  return checked.map((_, c) => z.subarray(c * draws, (c + 1) * draws));
}

/** Distances from the median of all draws: then rank normalisation shows differences of scale. */
export function foldChains(chains: readonly Float64Array[]): Float64Array[] {
  const sorted = pooled(chains).sort();
  const middle = sorted.length >> 1;
  const median = sorted.length % 2 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
  return chains.map((chain) => chain.map((value) => Math.abs(value - median)));
}

/** Ranks from 1, ties by their mean. */
export function ranksOf(x: Float64Array): Float64Array {
  const order = Array.from(x.keys()).sort((a, b) => x[a]! - x[b]!);
  const ranks = new Float64Array(x.length);
  for (let from = 0, to = 0; from < x.length; from = to) {
    while (to < x.length && x[order[to]!] === x[order[from]!]) to++;
    for (let i = from; i < to; i++) ranks[order[i]!] = (from + 1 + to) / 2;
  }
  return ranks;
}
