import type { Matrix } from "../../matrix/matrix.ts";
import { type MatrixLike, toMatrix } from "../../matrix/matrix-like.ts";
import { requireIndicator, requireSameShape } from "../multilabel.ts";
import { requireNumbers, requireWeights, weightedMean } from "../samples.ts";

export interface RankingOptions {
  /** w of each row, [N]. */
  sampleWeight?: ArrayLike<number> | undefined;
}

/** What is relevant and the scores found for it, [N, K] each: a row a query, a column an item. */
export interface Rankings {
  Y: Matrix;
  S: Matrix;
}

/** Relevance as numbers. */
export function requireGains(where: string, yTrue: MatrixLike, yScore: MatrixLike): Rankings {
  const Y = toMatrix(where, yTrue);
  requireNumbers(where, "yTrue", Y.data);
  return { Y, S: scoresLike(where, Y, yScore) };
}

/** Relevance as 0 or 1. */
export function requireRelevance(where: string, yTrue: MatrixLike, yScore: MatrixLike): Rankings {
  const Y = requireIndicator(where, "yTrue", toMatrix(where, yTrue));
  return { Y, S: scoresLike(where, Y, yScore) };
}

/** The weighted mean of a number for each row. */
export function meanOverRows(
  where: string,
  { Y, S }: Rankings,
  { sampleWeight }: RankingOptions,
  score: (relevance: Float64Array, scores: Float64Array) => number,
): number {
  const weight = requireWeights(where, sampleWeight, Y.rows);
  return weightedMean(
    Float64Array.from({ length: Y.rows }, (_, i) => score(Y.row(i), S.row(i))),
    weight,
  );
}

function scoresLike(where: string, Y: Matrix, yScore: MatrixLike): Matrix {
  const S = toMatrix(where, yScore);
  requireSameShape(where, { yTrue: Y, yScore: S });
  requireNumbers(where, "yScore", S.data);
  return S;
}
