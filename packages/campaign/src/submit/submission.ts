import type { AnyEstimator } from "@blankfile/classical";
import type { Campaign, Rows, TableChange } from "../campaign/campaign.ts";
import { predictRows } from "../split/score-model.ts";
import { wordsOf } from "../table/clean-table.ts";

export interface Submission {
  rows: number;
  columns: string[];
  /** The file's text. Null where there are no rows to predict. */
  csv: string | null;
  /** How often each class is predicted, or quartiles of the numbers. */
  summary: string;
  /** Whose format it has. */
  format: string;
  pictures: Record<string, string>;
}

/**
 * Predictions of the test rows, by the model that has learnt from all labelled rows, in the columns, order and format of the sample submission where there is one.
 * The sample's identifiers must be those of the test rows.
 */
export function submission(
  campaign: Campaign,
  model: AnyEstimator,
  { rows, features }: { rows: Rows; features: TableChange },
): Submission {
  const { testX, settings, classes } = campaign;
  if (!testX)
    return {
      rows: 0,
      columns: [],
      csv: null,
      summary: "there are no test rows",
      format: "none",
      pictures: {},
    };
  // Before the model learns, so that a wrong file costs no time.
  const plan = planOf(campaign);
  const fitted = model.clone().fit(rows.X, rows.y);
  const found = predictRows(campaign, fitted, features(testX));
  const values = found.predicted.map((value, i) => {
    if (classes.length === 0) return String(value);
    return plan.asProbability ? String(Number(found.probabilities[i]![1]!.toFixed(6))) : classes[value]!;
  });
  const lines = plan.order.map((at, i) =>
    plan.columns
      .map((name) => cell(name === plan.target ? values[at]! : (plan.ids?.[i] ?? String(i))))
      .join(","),
  );
  return {
    rows: lines.length,
    columns: plan.columns,
    csv: `${[plan.columns.map(cell).join(","), ...lines].join("\n")}\n`,
    summary: summaryOf(campaign, found.predicted),
    format: campaign.sample
      ? `the columns and order of ${settings.files.sample}`
      : "identifier and target, in the order of the test rows",
    pictures: {},
  };
}

/** Refuses a sample that does not fit the test rows. */
export function checkSubmission(campaign: Campaign): void {
  if (campaign.test) planOf(campaign);
}

interface Plan {
  columns: string[];
  target: string;
  /** Of the file's rows, as texts. */
  ids: string[] | undefined;
  /** Which test row each of the file's rows is. */
  order: number[];
  asProbability: boolean;
}

function planOf({ sample, test, settings, classes, metric }: Campaign): Plan {
  const rows = test!.length;
  const own =
    settings.id !== null && test!.names.includes(settings.id) ? texts(test!, settings.id) : undefined;
  const inOrder = Array.from({ length: rows }, (_, i) => i);
  const asProbability = classes.length === 2 && metric.ofProbabilities;
  if (!sample)
    return {
      columns: [settings.id ?? "row", settings.target],
      target: settings.target,
      ids: own,
      order: inOrder,
      asProbability,
    };
  const columns = [...sample.names];
  const target = columns.includes(settings.target) ? settings.target : columns.at(-1)!;
  if (columns.length !== 2)
    throw new RangeError(
      `submit: the sample has columns ${columns.join(", ")}, an identifier and one target are needed`,
    );
  const idName = columns.find((name) => name !== target)!;
  if (sample.length !== rows)
    throw new RangeError(
      `submit: the sample has ${sample.length} rows and the test rows are ${rows}, as many are needed`,
    );
  const wanted = texts(sample, idName);
  const shown = sample.column(target);
  const fractions = shown.kind === "number" && shown.values.some((value) => value % 1 !== 0);
  const plan = { columns, target, ids: wanted, asProbability: classes.length === 2 && fractions };
  if (!test!.names.includes(idName)) return { ...plan, order: inOrder };
  const places = new Map(texts(test!, idName).map((id, at) => [id, at]));
  const strange = wanted.find((id) => !places.has(id));
  if (strange !== undefined)
    throw new RangeError(
      `submit: ${idName} ${strange} stands in the sample and not among the test rows, the same identifiers are needed in both`,
    );
  if (new Set(wanted).size !== rows || places.size !== rows)
    throw new RangeError(`submit: a value of ${idName} stands twice, each identifier once is needed`);
  return { ...plan, order: wanted.map((id) => places.get(id)!) };
}

const texts = (table: NonNullable<Campaign["test"]>, name: string): string[] =>
  wordsOf(table.column(name)).map((word) => word ?? "");

const cell = (text: string): string => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

function summaryOf({ classes }: Campaign, predicted: number[]): string {
  if (classes.length > 0)
    return classes
      .map((name, k) => {
        const n = predicted.filter((code) => code === k).length;
        return `${name}: ${n} (${((100 * n) / predicted.length).toFixed(1)} %)`;
      })
      .join(", ");
  const sorted = predicted.toSorted((a, b) => a - b);
  const at = (share: number) => Math.round(sorted[Math.floor(share * (sorted.length - 1))]! * 1000) / 1000;
  return `quartiles ${[0.25, 0.5, 0.75].map(at).join(", ")}`;
}
