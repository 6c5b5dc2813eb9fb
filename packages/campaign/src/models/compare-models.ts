import type { AnyEstimator } from "@blankfile/classical";
import type { Campaign, Rows } from "../campaign/campaign.ts";
import { bars } from "../pictures/bars.ts";
import { isBetter, scoreText } from "../settings/metrics.ts";
import type { Estimate } from "../split/score-interval.ts";
import { scoreModel } from "../split/score-model.ts";

export interface Comparison {
  models: { name: string; score: Estimate }[];
  best: string;
  pictures: Record<string, string>;
}

/** Models by their names on the same folds, the best first. */
export function compareModels(
  campaign: Campaign,
  models: Readonly<Record<string, AnyEstimator>>,
  rows: Rows = campaign.learning(),
): Comparison {
  const scored = Object.entries(models).map(([name, model]) => ({
    name,
    score: scoreModel(campaign, model, rows, { what: name }),
  }));
  const sorted = scored.toSorted((a, b) =>
    isBetter(campaign.metric, a.score.value, b.score.value) ? -1 : 1,
  );
  return { models: sorted, best: sorted[0]!.name, pictures: { scores: scoresPicture(campaign, sorted) } };
}

/** Scores with their intervals. */
export function scoresPicture(
  { metric, settings }: Campaign,
  models: readonly { name: string; score: Estimate }[],
  title = "Scores of cross-validation",
): string {
  return bars(
    models.map(({ name, score }) => ({
      name,
      value: score.value,
      interval: [score.low, score.high] as const,
      text: scoreText(score.value),
    })),
    {
      title,
      desc: `${metric.label} on ${settings.folds} folds, with 95 % intervals: ${models.map(({ name, score }) => `${name} ${scoreText(score.value)} (${scoreText(score.low)} to ${scoreText(score.high)})`).join(", ")}.`,
      label: `${metric.label}${metric.isHigherBetter ? "" : " (less is better)"}`,
      fromZero: false,
    },
  );
}
