import type { MatrixLike } from "../../matrix/matrix-like.ts";
import { meanOverRows, type RankingOptions, requireGains } from "./rankings.ts";

export interface NdcgOptions extends RankingOptions {
  /** Only the k items with the highest scores count; all unless given. */
  k?: number | undefined;
  /**
   * Whether items of equal score stand one after the other, the later column first, instead of sharing the discounts of
   * their places.
   */
  ignoreTies?: boolean;
}

export interface DcgOptions extends NdcgOptions {
  /** The base of the discount's logarithm. */
  logBase?: number;
}

/**
 * Discounted cumulative gain, the mean over rows of Σ_r gain_r / log_b(1 + r), r = 1 for the item with the highest
 * score. Items of equal score share the mean of their places' discounts.
 *
 * Järvelin and Kekäläinen 2002, https://doi.org/10.1145/582415.582418; ties: McSherry and Najork 2008,
 * https://doi.org/10.1007/978-3-540-78646-7_38
 */
export function dcgScore(
  yTrue: MatrixLike,
  yScore: MatrixLike,
  { k, logBase = 2, ignoreTies = false, ...options }: DcgOptions = {},
): number {
  const rankings = requireGains("dcgScore", yTrue, yScore);
  if (!(logBase > 0) || logBase === 1) {
    throw new RangeError(`dcgScore: logBase ${logBase}, a number above 0 and other than 1 is needed`);
  }
  const discount = discounts("dcgScore", rankings.Y.cols, k).map((value) => value * Math.log(logBase));
  return meanOverRows("dcgScore", rankings, options, (gains, scores) =>
    dcgOf(gains, scores, discount, ignoreTies),
  );
}

/** DCG over that of the best order, from 0 to 1; 0 for a row in which nothing is relevant. Gains must be at least 0. */
export function ndcgScore(
  yTrue: MatrixLike,
  yScore: MatrixLike,
  { k, ignoreTies = false, ...options }: NdcgOptions = {},
): number {
  const rankings = requireGains("ndcgScore", yTrue, yScore);
  const negative = rankings.Y.data.find((gain) => gain < 0);
  if (negative !== undefined)
    throw new RangeError(`ndcgScore: yTrue has ${negative}, gains of at least 0 are needed`);
  if (rankings.Y.cols < 2)
    throw new RangeError("ndcgScore: one item a row, at least two are needed to have an order");
  const discount = discounts("ndcgScore", rankings.Y.cols, k);
  return meanOverRows("ndcgScore", rankings, options, (gains, scores) => {
    const best = dcgOf(gains, gains, discount, true);
    return best === 0 ? 0 : dcgOf(gains, scores, discount, ignoreTies) / best;
  });
}

/** 1 / ln(1 + r) of the places 1 … K, 0 after the k-th. */
function discounts(where: string, K: number, k: number | undefined): Float64Array {
  if (k !== undefined && !(Number.isInteger(k) && k >= 1)) {
    throw new RangeError(`${where}: k ${k}, a whole number of at least 1 is needed`);
  }
  return Float64Array.from({ length: K }, (_, place) => (place < (k ?? K) ? 1 / Math.log(place + 2) : 0));
}

function dcgOf(
  gains: Float64Array,
  scores: Float64Array,
  discount: Float64Array,
  ignoreTies: boolean,
): number {
  const order = Array.from(scores, (_, item) => item).sort((a, b) => scores[b]! - scores[a]! || b - a);
  let dcg = 0;
  for (let start = 0, end = 0; start < order.length; start = end) {
    let [gain, share] = [0, 0];
    do {
      gain += gains[order[end]!]!;
      share += discount[end++]!;
    } while (!ignoreTies && end < order.length && scores[order[end]!] === scores[order[start]!]);
    dcg += (gain / (end - start)) * share;
  }
  return dcg;
}
