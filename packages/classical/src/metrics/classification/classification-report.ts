import { type Label, type Labels, uniqueLabels } from "../labels.ts";
import { isMultilabel, type Multilabel } from "../multilabel.ts";
import {
  averageScores,
  checkZeroDivision,
  type ScoreOptions,
  sumCounts,
  UndefinedScores,
} from "./averages.ts";
import { type ClassCounts, classCounts } from "./multilabel-confusion-matrix.ts";
import { fscores } from "./precision-recall-fscore.ts";

export interface ReportRow {
  precision: number;
  recall: number;
  f1Score: number;
  /** The (weighted) number of true samples. */
  support: number;
}

export interface ClassificationReport {
  /** A row a class, in the order of `labels`. */
  classes: (ReportRow & { name: string })[];
  /**
   * Where every sample's class has a row and each sample has one class: then micro precision, recall and F₁ are all the
   * accuracy.
   */
  accuracy?: number;
  /** Where there is no accuracy. */
  microAvg?: ReportRow;
  macroAvg: ReportRow;
  weightedAvg: ReportRow;
  /** Where samples have many labels. */
  samplesAvg?: ReportRow;
}

export interface ClassificationReportOptions extends Omit<ScoreOptions, "average" | "posLabel"> {
  /** Names to show for the classes, in the order of `labels`; the labels themselves unless given. */
  targetNames?: readonly string[] | undefined;
}

/**
 * Precision, recall, F₁ and support of each class, with their averages. `classificationReportText` writes it as a
 * table.
 */
export function classificationReport(
  yTrue: Labels | Multilabel,
  yPred: Labels | Multilabel,
  { labels, targetNames, sampleWeight, zeroDivision }: ClassificationReportOptions = {},
): ClassificationReport {
  const where = "classificationReport";
  checkZeroDivision(where, zeroDivision);
  const undefinedScores = new UndefinedScores(where, zeroDivision);
  const counts = classCounts(where, yTrue, yPred, { labels, sampleWeight });
  if (targetNames !== undefined && targetNames.length !== counts.names.length) {
    throw new RangeError(
      `${where}: ${targetNames.length} targetNames for ${counts.names.length} classes, one for each is needed`,
    );
  }
  const table = (used: ClassCounts) => columns(used, undefinedScores);
  const perClass = table(counts);
  const micro = averageRow(table(sumCounts(counts)));
  const report: ClassificationReport = {
    classes: counts.names.map((label, k) => ({
      name: targetNames?.[k] ?? String(label),
      ...rowOf(perClass, k),
    })),
    ...(hasAccuracy(yTrue, yPred, labels) ? { accuracy: micro.precision } : { microAvg: micro }),
    macroAvg: averageRow(perClass),
    weightedAvg: averageRow(perClass, counts.actual),
  };
  if (isMultilabel(yTrue)) {
    const bySample = table(classCounts(where, yTrue, yPred, { labels, sampleWeight, samplewise: true }));
    report.samplesAvg = { ...averageRow(bySample, sampleWeight), support: micro.support };
  }
  undefinedScores.warn();
  return report;
}

/** The report as a table of text, `digits` behind the point. */
export function classificationReportText(
  report: ClassificationReport,
  { digits = 2 }: { digits?: number } = {},
): string {
  const width = Math.max("weighted avg".length, digits, ...report.classes.map(({ name }) => name.length));
  const line = (name: string, cells: readonly string[]) =>
    `${name.padStart(width)} ${cells.map((cell) => ` ${cell.padStart(9)}`).join("")}\n`;
  const row = (name: string, { precision, recall, f1Score, support }: ReportRow) =>
    line(name, [...[precision, recall, f1Score].map((score) => fixed(score, digits)), String(support)]);
  const total = report.macroAvg.support;
  return [
    `${line("", ["precision", "recall", "f1-score", "support"])}\n`,
    ...report.classes.map((each) => row(each.name, each)),
    "\n",
    report.accuracy === undefined
      ? ""
      : line("accuracy", ["", "", fixed(report.accuracy, digits), String(total)]),
    report.microAvg ? row("micro avg", report.microAvg) : "",
    row("macro avg", report.macroAvg),
    row("weighted avg", report.weightedAvg),
    report.samplesAvg ? row("samples avg", report.samplesAvg) : "",
  ].join("");
}

function fixed(score: number, digits: number): string {
  return Number.isNaN(score) ? "nan" : score.toFixed(digits);
}

type Columns = ReturnType<typeof fscores> & { support: Float64Array };

function columns(counts: ClassCounts, undefinedScores: UndefinedScores): Columns {
  const names = ["precision", "recall", "fscore"] as const;
  return { ...fscores("classificationReport", names, counts, { undefinedScores }), support: counts.actual };
}

function rowOf({ precision, recall, fscore, support }: Columns, k: number): ReportRow {
  return { precision: precision[k]!, recall: recall[k]!, f1Score: fscore[k]!, support: support[k]! };
}

function averageRow({ precision, recall, fscore, support }: Columns, weights?: ArrayLike<number>): ReportRow {
  return {
    precision: averageScores(precision, weights),
    recall: averageScores(recall, weights),
    f1Score: averageScores(fscore, weights),
    support: support.reduce((sum, count) => sum + count, 0),
  };
}

function hasAccuracy(
  yTrue: Labels | Multilabel,
  yPred: Labels | Multilabel,
  labels: readonly Label[] | undefined,
): boolean {
  if (isMultilabel(yTrue) || isMultilabel(yPred)) return false;
  return (
    labels === undefined ||
    uniqueLabels("classificationReport", yTrue, yPred).every((each) => labels.includes(each))
  );
}
