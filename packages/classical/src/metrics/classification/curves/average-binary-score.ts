import type { Matrix } from "../../../matrix/matrix.ts";

export type BinaryAverage = "macro" | "micro" | "weighted" | "samples" | null;

/** The score of positives (1) and negatives (0); `what` names the column or row. */
export type BinaryScore = (
  isPositive: Float64Array,
  score: Float64Array,
  sampleWeight?: ArrayLike<number>,
  what?: string,
) => number;

/**
 * A score of one class from those of K columns Y, S [N, K]: their mean ("macro"), by numbers of positives ("weighted"),
 * the score of all elements together ("micro"), the mean of the rows' scores ("samples"), or all of them (null).
 */
export function averageBinaryScore(
  where: string,
  score: BinaryScore,
  { Y, S }: { Y: Matrix; S: Matrix },
  { average, sampleWeight }: { average: BinaryAverage; sampleWeight: ArrayLike<number> | undefined },
): number | Float64Array {
  const { rows: N, cols: K } = Y;
  const numbers = (length: number, value: (k: number) => number) =>
    Float64Array.from({ length }, (_, k) => value(k));
  switch (average) {
    case "micro": {
      const spread = sampleWeight && numbers(N * K, (at) => sampleWeight[Math.floor(at / K)]!);
      return score(Y.data, S.data, spread);
    }
    case "samples":
      return meanBy(
        numbers(N, (i) => score(Y.row(i), S.row(i), undefined, `row ${i}`)),
        sampleWeight,
      );
    case null:
    case "macro":
    case "weighted": {
      const scores = numbers(K, (k) => score(Y.column(k), S.column(k), sampleWeight, `column ${k}`));
      if (average === null) return scores;
      if (average === "macro") return meanBy(scores);
      const positives = numbers(K, (k) =>
        Y.column(k).reduce((sum, y, i) => sum + y * (sampleWeight?.[i] ?? 1), 0),
      );
      return meanBy(scores, positives);
    }
    default:
      throw new RangeError(
        `${where}: average ${JSON.stringify(average)}, "macro", "micro", "weighted", "samples" or null is needed`,
      );
  }
}

/** The mean by weight, 0 where all weights are 0. */
function meanBy(scores: Float64Array, weight?: ArrayLike<number>): number {
  let [sum, total] = [0, 0];
  scores.forEach((score, k) => {
    sum += score * (weight?.[k] ?? 1);
    total += weight?.[k] ?? 1;
  });
  return total === 0 ? 0 : sum / total;
}
