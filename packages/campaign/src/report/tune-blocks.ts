import type { PipelineAudit } from "../audit/audit-pipeline.ts";
import type { Campaign } from "../campaign/campaign.ts";
import { scoreText } from "../settings/metrics.ts";
import type { Estimate } from "../split/score-interval.ts";
import type { Tuned } from "../tune/tune.ts";
import { type Block, figure, heading, table, text } from "./blocks.ts";
import { estimateText } from "./estimate-text.ts";
import type { Opening } from "./open-holdout.ts";

export function tuneBlocks(
  campaign: Campaign,
  tuned: Tuned,
  { opening, onAll }: { opening: Opening; onAll: Estimate },
): Block[] {
  const { metric, settings } = campaign;
  const { chosen, nested, families } = tuned;
  const plain = campaign.result<PipelineAudit>("4-pipeline").score;
  const sign = metric.isHigherBetter ? 1 : -1;
  const gap = sign * (tuned.onSearchFolds - (nested?.value ?? chosen.score.value));
  const few =
    tuned.searchRows < campaign.plan.learning.length
      ? `; of ${tuned.searchRows.toLocaleString("en-US")} rows, so that models learnt from fewer`
      : "";
  return [
    heading("Tuning"),
    text(
      `A search (tree-structured Parzen estimator) tried ${tuned.trials.length} candidates on one set of folds${tuned.searchRows < campaign.plan.learning.length ? `, of ${tuned.searchRows.toLocaleString("en-US")} rows for speed` : ""}. Chosen: **${chosen.name}**, ${chosen.why}.`,
    ),
    figure(
      "5-tune",
      "history",
      "Each candidate, and the best so far. Candidates far worse are drawn at the edge.",
    ),
    table(
      ["best of each family", `${metric.label}, fresh folds`, "95 % interval", "parameters"],
      families.map(({ name, score, params }) => [
        name,
        scoreText(score.value),
        `${scoreText(score.low)} to ${scoreText(score.high)}`,
        params.length === 1 ? paramsText(params[0]!) : "as above",
      ]),
      [1, 2],
    ),
    heading("How good it is"),
    table(
      ["estimate", metric.label, "95 % interval", "what it means"],
      [
        [
          "folds of the search",
          scoreText(tuned.onSearchFolds),
          "–",
          `the best of many candidates: too good${few}`,
        ],
        [
          "fresh folds",
          scoreText(chosen.score.value),
          range(chosen.score),
          "other folds of the same rows; the choice still saw these rows",
        ],
        ...(nested
          ? [
              [
                "nested",
                scoreText(nested.value),
                range(nested),
                `the whole search, ${nested.trials} candidates, inside each fold${few}`,
              ],
            ]
          : []),
        [
          "locked rows",
          scoreText(opening.value),
          range(opening),
          `${opening.rows.toLocaleString("en-US")} rows that nothing was chosen by`,
        ],
        [
          "all labelled rows",
          scoreText(onAll.value),
          range(onAll),
          "the final pipeline, locked rows among them, on folds of its own",
        ],
      ],
      [1, 2],
    ),
    text(
      nested
        ? `On the folds of the search the score is ${scoreText(Math.abs(gap))} ${gap >= 0 ? "better" : "worse"} than in the nested estimate: ${gap > 0 ? `the optimism of choosing the best of many, as far as that can be told from chance (the nested estimate lies at ${range(nested)})` : "here the choice shows no optimism"}.`
        : `The nested estimate was left out (\`tune.nestedTrials\` is 0), so the optimism of the choice is only seen on fresh folds: ${scoreText(Math.abs(gap))}.`,
      (opening.value < chosen.score.low || opening.value > chosen.score.high) &&
        `The locked rows score outside the interval of the fresh folds; of ${opening.rows.toLocaleString("en-US")} rows chance alone leaves ${range(opening)} open, so take the other estimates with it.`,
      `The plain model had ${estimateText(plain)} on ${settings.folds} folds; tuning changed it to ${scoreText(chosen.score.value)}${sign * (chosen.score.value - plain.value) > 0 ? "" : ", no gain"}.`,
    ),
  ];
}

const range = ({ low, high }: { low: number; high: number }): string =>
  `${scoreText(low)} to ${scoreText(high)}`;

function paramsText(params: Record<string, unknown>): string {
  return Object.entries(params)
    .filter(([name]) => name !== "family")
    .map(
      ([name, value]) =>
        `\`${name}\` ${typeof value === "number" ? Number(value.toPrecision(3)) : String(value)}`,
    )
    .join(", ");
}
