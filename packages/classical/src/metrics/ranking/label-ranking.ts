import type { MatrixLike } from "../../matrix/matrix-like.ts";
import { meanOverRows, type RankingOptions, requireRelevance } from "./rankings.ts";

/**
 * The mean over rows of the mean over their relevant labels of: relevant labels with a score at least as high / all
 * labels with one. 1 where all or no labels are relevant. Schapire and Singer 2000,
 * https://doi.org/10.1023/A:1007649029923
 */
export function labelRankingAveragePrecisionScore(
  yTrue: MatrixLike,
  yScore: MatrixLike,
  options: RankingOptions = {},
): number {
  const where = "labelRankingAveragePrecisionScore";
  return meanOverRows(where, requireRelevance(where, yTrue, yScore), options, (relevant, scores) => {
    const own = relevant.reduce((count, value) => count + value, 0);
    if (own === 0 || own === relevant.length) return 1;
    let sum = 0;
    for (let k = 0; k < scores.length; k++) {
      if (relevant[k] === 0) continue;
      let [above, relevantAbove] = [0, 0];
      for (let l = 0; l < scores.length; l++) {
        if (scores[l]! < scores[k]!) continue;
        above++;
        relevantAbove += relevant[l]!;
      }
      sum += relevantAbove / above;
    }
    return sum / own;
  });
}

/**
 * How far down the labels one must go to have all relevant ones: the mean over rows of the number of labels that score
 * at least as high as the lowest relevant one; 0 for a row without any. Tsoumakas, Katakis and Vlahavas 2010, Mining
 * multi-label data, https://doi.org/10.1007/978-0-387-09823-4_34
 */
export function coverageError(yTrue: MatrixLike, yScore: MatrixLike, options: RankingOptions = {}): number {
  const where = "coverageError";
  return meanOverRows(where, requireRelevance(where, yTrue, yScore), options, (relevant, scores) => {
    let lowest = Number.POSITIVE_INFINITY;
    relevant.forEach((value, k) => {
      if (value === 1) lowest = Math.min(lowest, scores[k]!);
    });
    return scores.reduce((count, score) => count + (score >= lowest ? 1 : 0), 0);
  });
}

/**
 * The mean over rows of the share of pairs (a relevant label, one that is not) in the wrong order, ties counted as
 * wrong. 0 where all or no labels are relevant.
 */
export function labelRankingLoss(
  yTrue: MatrixLike,
  yScore: MatrixLike,
  options: RankingOptions = {},
): number {
  const where = "labelRankingLoss";
  return meanOverRows(where, requireRelevance(where, yTrue, yScore), options, (relevant, scores) => {
    const own = relevant.reduce((count, value) => count + value, 0);
    if (own === 0 || own === relevant.length) return 0;
    let wrong = 0;
    for (let k = 0; k < scores.length; k++) {
      if (relevant[k] === 0) continue;
      for (let l = 0; l < scores.length; l++) if (relevant[l] === 0 && scores[l]! >= scores[k]!) wrong++;
    }
    return wrong / (own * (relevant.length - own));
  });
}
