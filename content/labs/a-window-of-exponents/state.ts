import type { LabRandom } from "@blankfile/curriculum/lab";
import { type Format, formats } from "./formats.ts";
import { exactLogSumExp, logSumExp, logSumOf, type Sum, ways } from "./ways.ts";

/** What the reader set. */
export interface Chosen {
  way: string;
  format: string;
  count: number;
  offset: number;
  spread: number;
  masked: number;
  higher: number;
}

/** What the way makes of the row with the offset `offset`. */
export interface Point {
  offset: number;
  /** |what the way computes − the log-sum-exp of the scores as the format holds them| */
  computing: number;
  /** |the log-sum-exp of the scores as the format holds them − that of the scores as they were| */
  storing: number;
}

export interface State {
  /** As the format holds them; the masked ones are −∞. */
  scores: number[];
  /** The largest score of the batch: this row's or the other's. */
  highest: number;
  /** How many scores have been added. */
  taken: number;
  sum: Sum;
  /** Once all are added: the results of the way. */
  lse: number | undefined;
  probabilities: number[] | undefined;
  /** The same calculation for other offsets. */
  sweep: Point[];
}

export const farthest = 1200;

export function start(chosen: Chosen, random: LabRandom): State {
  const { count, offset, higher } = chosen;
  const noise = Array.from({ length: count }, () => random.normal());
  const format = formats[chosen.format]!;
  const scores = rowAt(chosen, noise, offset).map(format.round);
  const highest = format.round(Math.max(...scores) + higher);
  return {
    scores,
    highest,
    taken: 0,
    sum: ways[chosen.way]!.start(scores, highest, format),
    lse: undefined,
    probabilities: undefined,
    sweep: sweepOf(chosen, noise, format),
  };
}

/** One score more; after the last one the logarithm is taken and the probabilities are formed. */
export function go(state: State, chosen: Chosen): State {
  const way = ways[chosen.way]!;
  const format = formats[chosen.format]!;
  const { scores, taken } = state;
  if (taken < scores.length)
    return { ...state, sum: way.add(state.sum, scores[taken]!, format), taken: taken + 1 };
  const lse = logSumOf(state.sum, format);
  return { ...state, lse, probabilities: scores.map((z) => way.probability(state.sum, z, lse, format)) };
}

export function isDone({ lse }: State): boolean {
  return lse !== undefined;
}

/** The right log-sum-exp of the scores as they are held. */
export function rightOf({ scores }: State): number {
  return exactLogSumExp(scores);
}

export function rightProbabilities({ scores }: State): number[] {
  const right = exactLogSumExp(scores);
  return scores.map((z) => (z === Number.NEGATIVE_INFINITY ? 0 : Math.exp(z - right)));
}

/** What came of the calculation. "right" allows for what rounding alone can do: (1.4 K + log K + |y|) units, twice. */
export type Verdict = "right" | "infinite" | "nan" | "wrong";

export function verdictOf(state: State, chosen: Chosen): Verdict {
  const given = state.lse ?? Number.NaN;
  const right = rightOf(state);
  const K = state.scores.length;
  const { unit } = formats[chosen.format]!;
  if (given === right) return "right";
  if (Number.isNaN(given)) return "nan";
  if (!Number.isFinite(given)) return "infinite";
  const allowed = 2 * unit * (1.4 * K + Math.log(K) + Math.abs(right));
  return Math.abs(given - right) <= allowed ? "right" : "wrong";
}

function rowAt({ spread, masked }: Chosen, noise: readonly number[], offset: number): number[] {
  return noise.map((x, k) => (k >= noise.length - masked ? Number.NEGATIVE_INFINITY : offset + spread * x));
}

function sweepOf(chosen: Chosen, noise: readonly number[], format: Format): Point[] {
  return Array.from({ length: 81 }, (_, i) => {
    const offset = -farthest + 30 * i;
    const row = rowAt(chosen, noise, offset);
    const scores = row.map(format.round);
    const highest = format.round(Math.max(...scores) + chosen.higher);
    const right = exactLogSumExp(scores);
    const given = logSumExp(ways[chosen.way]!, scores, highest, format);
    return {
      offset,
      computing: given === right ? 0 : Math.abs(given - right),
      storing: right === exactLogSumExp(row) ? 0 : Math.abs(right - exactLogSumExp(row)),
    };
  });
}
