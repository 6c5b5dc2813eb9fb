import type { AnyEstimator } from "@blankfile/classical";
import { Philox } from "@blankfile/tensor";
import type { Campaign, TableChange } from "../campaign/campaign.ts";
import { readableScorer } from "../settings/metrics.ts";
import { predictRows } from "../split/score-model.ts";

/** The score of the locked rows. */
export interface Opening {
  rows: number;
  value: number;
  low: number;
  high: number;
  /** Which pipeline and settings were opened with. */
  version: string;
}

/**
 * The chosen model learns from all rows but the locked ones and is scored on those, with a 95 % interval: the percentiles of 1,000 draws of them with replacement;
 * of whole groups where rows belong to groups.
 */
export function openHoldout(
  campaign: Campaign,
  model: AnyEstimator,
  { features, version }: { features: TableChange; version: string },
): Opening {
  const [learning, locked] = [campaign.learning(features), campaign.holdout(features)];
  const fitted = model.clone().fit(learning.X, learning.y);
  const { predicted, probabilities } = predictRows(campaign, fitted, locked.X);
  const scoreOf = (places: ArrayLike<number>) =>
    scored(
      campaign,
      Array.from(places, (i) => ({
        y: locked.y[i]!,
        predicted: predicted[i]!,
        probabilities: probabilities[i],
      })),
    );
  const all = Int32Array.from({ length: locked.y.length }, (_, i) => i);
  const sets = locked.groups
    ? [...Map.groupBy(all, (i) => locked.groups![i]!).values()]
    : Array.from(all, (i) => [i]);
  const rng = new Philox(campaign.settings.seed).fork("holdout");
  const draws = Array.from({ length: 1000 }, () =>
    scoreOf(Array.from(sets, () => sets[rng.integer(sets.length)]!).flat()),
  )
    .filter(Number.isFinite)
    .sort((a, b) => a - b);
  const at = (share: number) => draws[Math.floor(share * (draws.length - 1))]!;
  return { rows: all.length, value: scoreOf(all), low: at(0.025), high: at(0.975), version };
}

interface Answer {
  y: number;
  predicted: number;
  probabilities: number[] | undefined;
}

/** The metric of answers that are there already: the scorer asks a model that hands them out. NaN where a draw has one class and the metric needs two. */
function scored({ metric, classes }: Campaign, answers: readonly Answer[]): number {
  const codes = classes.map((_, k) => k);
  if (metric.ofProbabilities && new Set(answers.map(({ y }) => y)).size < codes.length) return Number.NaN;
  const model = {
    classes_: codes,
    predict: () => Float64Array.from(answers, ({ predicted }) => predicted),
    ...(answers[0]!.probabilities
      ? { predictProba: () => answers.map(({ probabilities }) => probabilities!) }
      : {}),
  };
  return readableScorer(metric)(
    model as never,
    [],
    Float64Array.from(answers, ({ y }) => y),
  );
}
