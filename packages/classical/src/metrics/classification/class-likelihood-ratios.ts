import { type Label, type Labels, showLabels, uniqueLabels } from "../labels.ts";
import { confusionCounts } from "./confusion-matrix.ts";

export interface LikelihoodRatios {
  /** LR₊, above 1 where the test is of use. */
  positive: number;
  /** LR₋, below 1 where the test is of use. */
  negative: number;
}

export interface LikelihoodRatioOptions {
  /** [negative, positive], in order unless given. */
  labels?: readonly [Label, Label] | undefined;
  sampleWeight?: ArrayLike<number> | undefined;
  /** What stands for a division by 0. NaN with a warning unless given. */
  replaceUndefinedBy?: number | LikelihoodRatios | undefined;
}

/**
 * By how much a test changes the odds of the positive class:
 *
 *   LR₊ = (TP/P) / (FP/N),   LR₋ = (FN/P) / (TN/N)
 *
 * odds after the test = odds before · LR. They do not change with the share of positives. Deeks and Altman 2004,
 * https://doi.org/10.1136/bmj.329.7458.168
 */
export function classLikelihoodRatios(
  yTrue: Labels,
  yPred: Labels,
  { labels, sampleWeight, replaceUndefinedBy }: LikelihoodRatioOptions = {},
): LikelihoodRatios {
  const where = "classLikelihoodRatios";
  const classes = labels ?? uniqueLabels(where, yTrue, yPred);
  if (classes.length !== 2) {
    throw new RangeError(
      `${where}: classes ${showLabels(classes)}, two are needed; give labels: [negative, positive]`,
    );
  }
  const [tn, fp, fn, tp] = confusionCounts(where, yTrue, yPred, { labels: classes, sampleWeight })
    .data as unknown as [number, number, number, number];
  const [P, N] = [tp + fn, tn + fp];
  const none = replacements(replaceUndefinedBy);
  const causes: string[] = [];
  const or = (ratio: number, zero: boolean, cause: string, other: number): number => {
    if (zero) causes.push(cause);
    return zero ? other : ratio;
  };
  const noPositives = P === 0;
  const positive = or(
    (tp * N) / (fp * P),
    fp === 0 || noPositives,
    noPositives ? "no true positives" : "no false positives, LR+",
    noPositives && fp !== 0 ? Number.NaN : none.positive,
  );
  const negative = or(
    (fn * N) / (tn * P),
    tn === 0 || noPositives,
    noPositives ? "no true positives" : "no true negatives, LR-",
    noPositives && tn !== 0 ? Number.NaN : none.negative,
  );
  if (causes.length > 0 && replaceUndefinedBy === undefined) {
    console.warn(
      `${where}: ${[...new Set(causes)].join("; ")} undefined and NaN; replaceUndefinedBy chooses another value and silences this`,
    );
  }
  return { positive, negative };
}

function replacements(given: number | LikelihoodRatios | undefined): LikelihoodRatios {
  const { positive, negative } =
    typeof given === "object" ? given : { positive: given ?? Number.NaN, negative: given ?? Number.NaN };
  if (positive < 1 || negative < 0 || negative > 1) {
    throw new RangeError(
      `classLikelihoodRatios: replaceUndefinedBy ${positive} and ${negative}, at least 1 and 0 to 1 (or NaN) are needed`,
    );
  }
  return { positive, negative };
}
