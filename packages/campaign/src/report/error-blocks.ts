import type { Campaign } from "../campaign/campaign.ts";
import type { ErrorAnalysis } from "../errors/analyse-errors.ts";
import { scoreText } from "../settings/metrics.ts";
import { type Block, figure, heading, table, text } from "./blocks.ts";

export function errorBlocks(campaign: Campaign, errors: ErrorAnalysis): Block[] {
  const isClasses = campaign.classes.length > 0;
  const worse = errors.slices.filter(({ low }) => low > errors.error);
  const [first] = worse;
  const told = isClasses ? "share of wrong rows" : "mean absolute error";
  const helpful = errors.importance.filter(({ mean, deviation }) => mean > 2 * deviation);
  return [
    heading("Where it is wrong"),
    text(
      `Over ${errors.rows.toLocaleString("en-US")} held-out rows the ${told} is ${scoreText(errors.error)}.`,
      confusionText(campaign, errors),
      first !== undefined
        ? `It is certainly larger, by intervals that hold for all slices together, where ${worse
            .slice(0, 3)
            .map(
              (one) =>
                `\`${one.column}\` is ${one.values} (${scoreText(one.error)}, ${scoreText(one.low)} to ${scoreText(one.high)}, ${one.rows} rows)`,
            )
            .join("; where ")}.`
        : "No slice of at least 20 rows is certainly worse than all rows together.",
    ),
    ...(isClasses
      ? [figure("6-errors", "confusion", "Rows by true and predicted class.")]
      : [
          figure("6-errors", "predictions", "Predicted against true values of held-out rows."),
          figure("6-errors", "residuals", "Residuals of held-out rows."),
        ]),
    figure(
      "6-errors",
      "slices",
      "The ten slices with the largest lower ends; the intervals hold for all slices together.",
    ),
    ...(errors.calibrationError === undefined
      ? []
      : [
          text(
            `Probabilities are off by ${scoreText(errors.calibrationError)} on average, over tenths of the rows.`,
          ),
          figure(
            "6-errors",
            "calibration",
            "What happened against what was said; on the dashed line they agree.",
          ),
          figure("6-errors", "roc", "False against true positive rate."),
          figure("6-errors", "precision-recall", "Precision against recall."),
        ]),
    text(
      helpful.length > 0
        ? `The model leans most on ${helpful
            .slice(0, 4)
            .map(
              ({ column, mean }) =>
                `\`${column}\` (${scoreText(mean)} of ${campaign.metric.label} lost without its order)`,
            )
            .join(", ")}. Columns that say the same share their importance.`
        : "No single column's order matters by more than twice the spread of its measurement.",
    ),
    figure(
      "6-errors",
      "importance",
      `Permutation importance on the rows of one fold, 5 repeats, ± one standard deviation.`,
    ),
    ...worstBlocks(campaign, errors),
  ];
}

function confusionText({ classes }: Campaign, { confusion }: ErrorAnalysis): string {
  if (!confusion) return "";
  const found = classes
    .flatMap((name, k) =>
      classes.map((other, l) => ({
        name,
        other,
        n: confusion[k]![l]!,
        of: confusion[k]!.reduce((sum, n) => sum + n, 0),
        own: k === l,
      })),
    )
    .filter(({ own }) => !own)
    .sort((a, b) => b.n - a.n)[0];
  return found && found.n > 0
    ? `The most frequent mistake: ${found.n} of ${found.of} rows of ${found.name} are taken for ${found.other}.`
    : "";
}

function worstBlocks({ classes }: Campaign, { worst }: ErrorAnalysis): Block[] {
  if (worst.length === 0) return [];
  const names = Object.keys(worst[0]!.row).slice(0, 7);
  return [
    text(
      classes.length > 0
        ? "The rows where it was surest of a wrong class:"
        : "The rows with the largest errors:",
    ),
    table(
      [...names, "true", "predicted", classes.length > 0 ? "1 − p(true)" : "error"],
      worst.map(({ row, truth, predicted, size }) => [
        ...names.map((name) => shown(row[name]!)),
        truth,
        predicted,
        scoreText(size),
      ]),
      [names.length + 2],
    ),
  ];
}

const shown = (word: string): string => (word.length > 30 ? `${word.slice(0, 29)}…` : word);
