import type { MatrixLike } from "../../matrix/matrix-like.ts";
import { meanOverRows, type RankingOptions, requireRelevance } from "./rankings.ts";

export interface RetrievalOptions extends RankingOptions {
  /** Only the k items with the highest scores count; all unless given. */
  k?: number | undefined;
}

/**
 * The mean over rows of 1 / place of the first relevant item; 0 where that is after the k-th, or where nothing is
 * relevant. Here and below items stand from the highest score to the lowest, and of equal scores those that are not
 * relevant come first: one score for all items gains nothing.
 *
 * Voorhees 1999, The TREC-8 question answering track report, https://trec.nist.gov/pubs/trec8/papers/qa_report.pdf
 */
export function reciprocalRank(
  yTrue: MatrixLike,
  yScore: MatrixLike,
  options: RetrievalOptions = {},
): number {
  return overPlaces("reciprocalRank", yTrue, yScore, options, (places) => {
    return places[0] === undefined ? 0 : 1 / places[0];
  });
}

/**
 * AP@k, the mean over rows of Σ (relevant items up to place r) / r over the places r ≤ k of relevant items, divided by
 * the number of relevant items or by k, whichever is less. Manning, Raghavan and Schütze 2008, Introduction to
 * information retrieval, 8.4.
 */
export function averagePrecisionAtK(
  yTrue: MatrixLike,
  yScore: MatrixLike,
  options: RetrievalOptions = {},
): number {
  return overPlaces("averagePrecisionAtK", yTrue, yScore, options, (places, possible) => {
    return places.reduce((sum, place, before) => sum + (before + 1) / place, 0) / possible;
  });
}

/** The share of rows with a relevant item among the first k. */
export function hitRate(yTrue: MatrixLike, yScore: MatrixLike, options: RetrievalOptions = {}): number {
  return overPlaces("hitRate", yTrue, yScore, options, (places) => (places.length > 0 ? 1 : 0));
}

/**
 * The mean over rows of a score of the places (from 1) of the relevant items within the first k; `possible` is how many
 * of them there could be.
 */
function overPlaces(
  where: string,
  yTrue: MatrixLike,
  yScore: MatrixLike,
  { k, ...options }: RetrievalOptions,
  score: (places: readonly number[], possible: number) => number,
): number {
  const rankings = requireRelevance(where, yTrue, yScore);
  const limit = k ?? rankings.Y.cols;
  if (!Number.isInteger(limit) || limit < 1)
    throw new RangeError(`${where}: k ${k}, a whole number of at least 1 is needed`);
  return meanOverRows(where, rankings, options, (relevant, scores) => {
    const order = Array.from(scores, (_, item) => item);
    order.sort((a, b) => scores[b]! - scores[a]! || relevant[a]! - relevant[b]!);
    const places = order.flatMap((item, at) => (relevant[item] === 1 && at < limit ? [at + 1] : []));
    const own = relevant.reduce((count, value) => count + value, 0);
    return own === 0 ? 0 : score(places, Math.min(own, limit));
  });
}
