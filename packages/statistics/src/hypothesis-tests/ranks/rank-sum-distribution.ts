/**
 * Exact null distributions of sums of ranks, ties included.
 *
 * Given the ranks r_1 … r_N, under the null hypothesis
 *
 *   rank sum:     each subset of n ranks is as likely as any other;   c_k(s) ← c_k(s) + c_{k−1}(s − r_i),  i = 1 … N
 *   signed rank:  each rank counts or not with probability ½;         p(s) ← ½ p(s) + ½ p(s − r_i)
 *
 * where c_k(s) counts the subsets of k ranks with sum s. Midranks are whole or half, so that sums are kept doubled. With ties
 * this is the distribution conditional on the ranks, which a permutation test over all rearrangements has too.
 * Streitberg and Röhmel 1986, "Exact distributions for permutation and rank tests".
 */

export interface RankSumDistribution {
  /** P(S = i / scale) in place i. */
  probabilities: Float64Array;
  /** 1, or 2 where midranks are halves. */
  scale: 1 | 2;
}

/** Of the sum of n of the ranks. */
export function rankSumDistribution(ranks: Float64Array, n: number): RankSumDistribution {
  const { whole, scale } = wholeRanks(ranks);
  const largest = Float64Array.from(whole)
    .sort()
    .subarray(whole.length - n)
    .reduce((a, b) => a + b, 0);
  const width = largest + 1;
  const counts = new Float64Array((n + 1) * width);
  counts[0] = 1;
  whole.forEach((r, i) => {
    for (let k = Math.min(n, i + 1); k > 0; k--) {
      for (let s = width - 1; s >= r; s--) counts[k * width + s]! += counts[(k - 1) * width + s - r]!;
    }
  });
  const probabilities = counts.slice(n * width);
  const total = probabilities.reduce((a, b) => a + b, 0);
  return { probabilities: probabilities.map((count) => count / total), scale };
}

/** Of the sum of a random half of the ranks, each with probability ½. */
export function signedRankDistribution(ranks: Float64Array): RankSumDistribution {
  const { whole, scale } = wholeRanks(ranks);
  const width = whole.reduce((a, b) => a + b, 0) + 1;
  const probabilities = new Float64Array(width);
  probabilities[0] = 1;
  for (const r of whole) {
    for (let s = width - 1; s >= 0; s--) {
      probabilities[s] = (probabilities[s]! + (s >= r ? probabilities[s - r]! : 0)) / 2;
    }
  }
  return { probabilities, scale };
}

/** P(S ≤ s) and P(S ≥ s), each summed from its own end, so that small ones keep their digits. */
export function rankSumTails({ probabilities, scale }: RankSumDistribution, s: number) {
  const place = Math.round(s * scale);
  let [atMost, atLeast] = [0, 0];
  for (let i = 0; i <= Math.min(place, probabilities.length - 1); i++) atMost += probabilities[i]!;
  for (let i = probabilities.length - 1; i >= Math.max(place, 0); i--) atLeast += probabilities[i]!;
  return { atMost: Math.min(1, atMost), atLeast: Math.min(1, atLeast) };
}

function wholeRanks(ranks: Float64Array): { whole: Float64Array; scale: 1 | 2 } {
  const scale = ranks.every(Number.isInteger) ? 1 : 2;
  return { whole: ranks.map((r) => r * scale), scale };
}
