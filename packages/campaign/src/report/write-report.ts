import type { AnyEstimator } from "@blankfile/classical";
import type { PipelineAudit } from "../audit/audit-pipeline.ts";
import type { Campaign, TableChange } from "../campaign/campaign.ts";
import type { ErrorAnalysis } from "../errors/analyse-errors.ts";
import type { Look } from "../look/look.ts";
import type { Comparison } from "../models/compare-models.ts";
import { scoreText } from "../settings/metrics.ts";
import type { Estimate } from "../split/score-interval.ts";
import { scoreModel } from "../split/score-model.ts";
import type { Submission } from "../submit/submission.ts";
import type { Tuned } from "../tune/tune.ts";
import { auditBlocks } from "./audit-blocks.ts";
import { type Block, figure, heading, list, table, text, title } from "./blocks.ts";
import { dataBlocks } from "./data-blocks.ts";
import { errorBlocks } from "./error-blocks.ts";
import { estimateText } from "./estimate-text.ts";
import { type Opening, openHoldout } from "./open-holdout.ts";
import { tuneBlocks } from "./tune-blocks.ts";

/** What the learner says in their own words. */
export interface Words {
  title?: string;
  /** Why somebody wants to know. */
  question?: string;
  /** What follows from the numbers. */
  conclusion?: string;
}

export interface Report {
  blocks: Block[];
  opening: Opening | null;
  /** The final pipeline on all labelled rows, after the locked ones were opened. */
  onAll: Estimate | null;
  pictures: Record<string, string>;
}

export interface ReportOptions {
  model: AnyEstimator;
  features: TableChange;
  words?: Words;
}

/**
 * The report, each choice beside the number that it was made from. It opens the locked rows, once: what was opened before is passed in as the result "openings".
 * A campaign that a leak has stopped gets a report too, as far as it came.
 */
export function writeReport(campaign: Campaign, options: () => ReportOptions, words: Words = {}): Report {
  const stopped = !campaign.has("5-tune");
  const version = campaign.has("version") ? campaign.result<string>("version") : "unnamed";
  const openings = campaign.has("openings") ? campaign.result<Opening[]>("openings") : [];
  let opening: Opening | null = null;
  let onAll: Estimate | null = null;
  if (!stopped) {
    const { model, features } = options();
    opening =
      openings.find((one) => one.version === version) ?? openHoldout(campaign, model, { features, version });
    onAll = scoreModel(campaign, model, campaign.labelled(features), {
      firstRepeat: 200,
      what: "all labelled rows",
    });
  }
  const before = openings.filter((one) => one.version !== version).length;
  const blocks = [
    title(words.title ?? `Predicting ${campaign.settings.target}`),
    ...(words.question ? [{ kind: "lead", text: words.question } as Block] : []),
    ...summary(campaign, { opening, onAll, before }),
    ...questionBlocks(campaign),
    ...dataBlocks(campaign, campaign.result<Look>("1-look")),
    ...judgingBlocks(campaign),
    ...(campaign.has("3-baseline") ? baselineBlocks(campaign) : []),
    ...auditBlocks(campaign, campaign.result<PipelineAudit>("4-pipeline")),
    ...(stopped
      ? []
      : [...tuneBlocks(campaign, campaign.result<Tuned>("5-tune"), { opening: opening!, onAll: onAll! })]),
    ...(campaign.has("6-errors") ? errorBlocks(campaign, campaign.result<ErrorAnalysis>("6-errors")) : []),
    ...(campaign.has("7-submit") ? submitBlocks(campaign.result<Submission>("7-submit")) : []),
    ...(words.conclusion ? [heading("Conclusion"), text(words.conclusion)] : []),
    ...limits(campaign, stopped),
  ];
  return { blocks, opening, onAll, pictures: {} };
}

const countText = (n: number): string => n.toLocaleString("en-US");

function summary(
  campaign: Campaign,
  { opening, onAll, before }: { opening: Opening | null; onAll: Estimate | null; before: number },
): Block[] {
  const { metric, settings } = campaign;
  if (opening === null) {
    const { open, passed } = campaign.result<PipelineAudit>("4-pipeline");
    if (passed)
      return [
        {
          kind: "note",
          text: "**Not finished.** No model is chosen yet: stage `5-tune` has no result of the stages and settings as they are now.",
        },
      ];
    return [
      {
        kind: "note",
        text: `**Stopped.** The audit found ${open} ${open === 1 ? "leak" : "leaks"} that nothing is done about. No model was tuned, since its score would mean nothing. Mend the table or the pipeline, or give a reason under \`allow\` in \`campaign.json\`.`,
      },
    ];
  }
  const tuned = campaign.result<Tuned>("5-tune");
  const baseline = campaign.result<Comparison>("3-baseline");
  const constant = baseline.models.find(({ name }) => name === "constant");
  return [
    {
      kind: "stats",
      items: [
        {
          label: `Locked rows, ${metric.label}`,
          value: scoreText(opening.value),
          more: `${scoreText(opening.low)} to ${scoreText(opening.high)}, ${countText(opening.rows)} rows${before > 0 ? `; opened ${before + 1} times` : ", opened once"}`,
        },
        {
          label: "Cross-validated, all labelled rows",
          value: scoreText(onAll!.value),
          more: `${scoreText(onAll!.low)} to ${scoreText(onAll!.high)}`,
        },
        constant
          ? {
              label: "A constant answer",
              value: scoreText(constant.score.value),
              more: `the best of ${baseline.models.length} baselines, ${baseline.best}: ${scoreText(baseline.models[0]!.score.value)}`,
            }
          : {
              label: "The best baseline",
              value: scoreText(baseline.models[0]!.score.value),
              more: baseline.best,
            },
      ],
    },
    text(
      `The chosen model is **${tuned.chosen.name}**. Intervals are of 95 %.`,
      `One seed (${settings.seed}) made the folds, the search and the model: where two scores are closer than their intervals, another seed may turn them round.`,
      before > 0 &&
        `The locked rows were opened ${before} times before with other pipelines, so their score is no longer untouched.`,
    ),
  ];
}

function questionBlocks({ settings, metric }: Campaign): Block[] {
  const { why } = settings;
  const reason = (key: string) => (why[key] ? ` (${why[key]})` : "");
  return [
    heading("The question"),
    text(
      `To be predicted is \`${settings.target}\`${reason("target")}, a task of ${settings.task}${reason("task")}.`,
      `It is judged by ${metric.label}${reason("metric")}.`,
      settings.id !== null && `Rows are named by \`${settings.id}\`${reason("id")}.`,
      settings.drop.length > 0 &&
        `Left out: ${settings.drop.map((name) => `\`${name}\``).join(", ")}${reason("drop")}.`,
    ),
  ];
}

function judgingBlocks(campaign: Campaign): Block[] {
  const { plan, settings } = campaign;
  const times =
    plan.scheme === "time" || settings.repeats === 1 ? "" : `, ${settings.repeats} times with other folds`;
  return [
    heading("How it is judged"),
    text(
      `${countText(plan.holdout.length)} of ${countText(plan.holdout.length + plan.learning.length)} rows are locked away; nothing before this report has learnt from them or was chosen by them.`,
      `The other ${countText(plan.learning.length)} are cross-validated on ${settings.folds} folds${times}: ${plan.why}.`,
      "Intervals of cross-validated scores allow for training rows that folds share (Nadeau and Bengio 2003).",
    ),
  ];
}

function baselineBlocks(campaign: Campaign): Block[] {
  const { models, best } = campaign.result<Comparison>("3-baseline");
  const { metric } = campaign;
  return [
    heading("Baselines"),
    text(
      `What little thought achieves. A model is worth its trouble only if it does better than ${best}: ${estimateText(models[0]!.score)}.`,
    ),
    table(
      ["model", metric.label, "95 % interval"],
      models.map(({ name, score }) => [
        name,
        scoreText(score.value),
        `${scoreText(score.low)} to ${scoreText(score.high)}`,
      ]),
      [1, 2],
    ),
    figure("3-baseline", "scores", "Baselines on the same folds, with 95 % intervals."),
  ];
}

function submitBlocks({ rows, columns, csv, summary: told, format }: Submission): Block[] {
  if (csv === null) return [];
  return [
    heading("The submission"),
    text(
      `\`out/submission.csv\` has ${countText(rows)} rows and the columns ${columns.map((name) => `\`${name}\``).join(", ")}: ${format}.`,
      `The model learnt from all labelled rows. It predicts ${told}.`,
    ),
  ];
}

function limits(campaign: Campaign, stopped: boolean): Block[] {
  const { settings, plan } = campaign;
  const items = [
    "The audit sees what the numbers show. Values that were only known after the target, and columns chosen after a look at tested rows, it cannot see; whoever knows where the table comes from must.",
    plan.scheme === "time"
      ? "Time orders the rows, but a change after the latest of them is in no score."
      : "All scores hold for new rows that are drawn as these were. Rows of another time or place may differ.",
    ...(stopped
      ? []
      : [
          `One seed (${settings.seed}). Change \`seed\` in \`campaign.json\` and run again to see how far the scores move.`,
        ]),
  ];
  return [heading("What this does not show"), list(items)];
}
