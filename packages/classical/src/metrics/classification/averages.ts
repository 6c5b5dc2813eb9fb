import { type Label, type Labels, positiveLabel, show, showLabels, uniqueLabels } from "../labels.ts";
import { isMultilabel, type Multilabel } from "../multilabel.ts";
import type { ClassCounts } from "./multilabel-confusion-matrix.ts";

/**
 * What becomes of a score for each class: "binary" the positive class's alone; "micro" the score of all counts
 * together; "macro" the plain mean; "weighted" the mean by the number of true samples; "samples" the mean over samples
 * that have many labels; null all of them.
 */
export type Average = "binary" | "micro" | "macro" | "weighted" | "samples" | null;

export interface ScoreOptions {
  /** The classes to score and their order, all unless given. */
  labels?: readonly Label[] | undefined;
  /** The positive class for average "binary": 1, or true of booleans, unless given. */
  posLabel?: Label | undefined;
  average?: Average;
  sampleWeight?: ArrayLike<number> | undefined;
  /** What 0/0 is. Unless given it is 0 and a warning is written. */
  zeroDivision?: 0 | 1 | number | undefined;
}

/** The classes to count for an average: the positive class alone, or those given. */
export function classesToScore(
  where: string,
  yTrue: Labels | Multilabel,
  yPred: Labels | Multilabel,
  { labels, posLabel, average = "binary" }: ScoreOptions,
): readonly Label[] | undefined {
  const known = ["binary", "micro", "macro", "weighted", "samples", null];
  if (!known.includes(average)) {
    throw new RangeError(
      `${where}: average ${JSON.stringify(average)}, one of ${known.map((each) => JSON.stringify(each)).join(", ")} is needed`,
    );
  }
  if (average !== "binary") return labels;
  const others = `average "micro", "macro", "weighted" or null is needed`;
  if (isMultilabel(yTrue) || isMultilabel(yPred)) {
    throw new RangeError(`${where}: many labels a sample and average "binary", ${others}`);
  }
  const classes = uniqueLabels(where, yTrue, yPred);
  if (classes.length > 2) {
    throw new RangeError(
      `${where}: ${classes.length} classes ${showLabels(classes)} and average "binary", ${others}`,
    );
  }
  return [positiveLabel(where, classes, posLabel)];
}

export function checkZeroDivision(where: string, zeroDivision: number | undefined): void {
  if (zeroDivision === undefined || zeroDivision === 0 || zeroDivision === 1 || Number.isNaN(zeroDivision))
    return;
  throw new RangeError(`${where}: zeroDivision ${zeroDivision}, 0, 1 or NaN is needed`);
}

/** All counts as those of one class. */
export function sumCounts({ tp, predicted, actual, total }: ClassCounts): ClassCounts {
  const sum = (values: Float64Array) => Float64Array.of(values.reduce((a, b) => a + b, 0));
  return { tp: sum(tp), predicted: sum(predicted), actual: sum(actual), total: sum(total), names: ["all"] };
}

/** Collects what had 0/0 in one call, so that one warning says it. */
export class UndefinedScores {
  readonly #where: string;
  readonly #zeroDivision: number | undefined;
  readonly #found: string[] = [];

  constructor(where: string, zeroDivision: number | undefined) {
    this.#where = where;
    this.#zeroDivision = zeroDivision;
  }

  /** Numerator over denominator for each class; where both are 0, what zeroDivision says. */
  divide(
    top: ArrayLike<number>,
    bottom: ArrayLike<number>,
    cause: string,
    names?: readonly Label[],
  ): Float64Array {
    const out = new Float64Array(top.length);
    const without: Label[] = [];
    for (let k = 0; k < out.length; k++) {
      if (bottom[k] !== 0) out[k] = top[k]! / bottom[k]!;
      else {
        out[k] = this.#zeroDivision ?? 0;
        without.push(names?.[k] ?? k);
      }
    }
    if (without.length > 0) {
      const some = without.slice(0, 5).map(show).join(", ");
      this.#found.push(`${cause} for ${some}${without.length > 5 ? ` and ${without.length - 5} more` : ""}`);
    }
    return out;
  }

  warn(): void {
    if (this.#found.length === 0 || this.#zeroDivision !== undefined) return;
    console.warn(
      `${this.#where}: ${this.#found.join("; ")}; the score is 0 there; zeroDivision (0, 1 or NaN) chooses another and silences this`,
    );
  }
}

/** The mean of the scores that are not NaN, by weight unless all weights are 0. */
export function averageScores(scores: Float64Array, weights?: ArrayLike<number>): number {
  let [sum, total, plain, count] = [0, 0, 0, 0];
  scores.forEach((score, k) => {
    if (Number.isNaN(score)) return;
    const w = weights === undefined ? 1 : weights[k]!;
    sum += w * score;
    total += w;
    plain += score;
    count++;
  });
  return total === 0 ? plain / count : sum / total;
}
