import {
  type AnyEstimator,
  auditLeakage,
  DecisionTreeClassifier,
  DecisionTreeRegressor,
  describeFinding,
  type Finding,
  learningCurve,
  type Matrix,
  type Split,
} from "@blankfile/classical";
import { Table } from "@blankfile/data";
import { Philox } from "@blankfile/tensor";
import type { Campaign, TableChange } from "../campaign/campaign.ts";
import { lines } from "../pictures/lines.ts";
import { readableScorer, scoreText } from "../settings/metrics.ts";
import type { Estimate } from "../split/score-interval.ts";
import { scoreModel } from "../split/score-model.ts";
import { foldsOf } from "../split/split-plan.ts";
import { wordsOf } from "../table/clean-table.ts";

/** A finding of the audit, and what the campaign does about it; "" where nothing is done. */
export interface Judged extends Finding {
  text: string;
  /** Where it was found: in the columns as they came, or in the pipeline. */
  where: "table" | "features" | "pipeline";
  done: string;
}

export interface PipelineAudit {
  findings: Judged[];
  /** Leaks that nothing is done about. */
  open: number;
  passed: boolean;
  columnsIn: number;
  columnsOut: number;
  /** Names of the columns that the model sees, the first 200. */
  names: string[];
  /** The plain model inside this pipeline. */
  score: Estimate;
  pictures: Record<string, string>;
}

export interface AuditedPipeline {
  features: TableChange;
  /** The whole pipeline with a plain model at its end. */
  model: AnyEstimator;
}

/**
 * Looks for leaks three times: in the table as it came; in `features`, which must give a row the same columns whatever stands beside it; and in the pipeline, on
 * this campaign's own folds. A leak that nothing is done about stops the campaign.
 */
export function auditPipeline(campaign: Campaign, { features, model }: AuditedPipeline): PipelineAudit {
  const step = (done: number) => campaign.progress(done, 4, "audit");
  step(0);
  const table = tableFindings(campaign).map((finding) => judged(campaign, finding, "table"));
  step(1);
  const alone = rowByRow(campaign, features).map((finding) => judged(campaign, finding, "features"));
  step(2);
  const rows = campaign.learning(features);
  const cv = campaign.folds(rows);
  const found = auditLeakage(model, rows.X, rows.y, {
    cv,
    ...(rows.groups ? { groups: rows.groups } : {}),
    ...(rows.time ? { time: rows.time } : {}),
  }).findings;
  const known = new Set(table.map(({ rule, columns }) => `${rule} ${columns.join()}`));
  const inPipeline = found
    .filter(({ rule, columns }) => !known.has(`${rule} ${columns.join()}`))
    .map((finding) => judged(campaign, finding, "pipeline"));
  step(4);
  const findings = [...table, ...alone, ...inPipeline];
  const open = findings.filter(({ severity, done }) => severity === "leak" && done === "").length;
  const fitted = model.clone().fit(rows.X, rows.y) as unknown as {
    slice?(from: number, to: number): { getFeatureNamesOut(): string[] };
  };
  const names = fitted.slice?.(0, -1).getFeatureNamesOut() ?? [];
  return {
    findings,
    open,
    passed: open === 0,
    columnsIn: rows.X.names.length,
    columnsOut: names.length,
    names: names.slice(0, 200),
    score: scoreModel(campaign, model, rows, { what: "plain model" }),
    pictures: { learning: curvePicture(campaign, model, features) },
  };
}

/** The columns as they came, identifiers too, on folds that know nothing of groups. */
function tableFindings({ train, test, settings, y }: Campaign): Finding[] {
  const names = train.names.filter(
    (name) => name !== settings.target && (test?.names.includes(name) ?? true),
  );
  const isClasses = settings.task === "classification";
  const cv: Split[] = foldsOf(
    isClasses ? "stratified" : "random",
    { y, groups: undefined, time: undefined },
    { folds: 5, seed: settings.seed, task: settings.task },
  );
  const tree = isClasses ? new DecisionTreeClassifier() : new DecisionTreeRegressor();
  const found = auditLeakage(tree, train.select(names), y, { cv }).findings;
  if (!test || test.length === 0) return found;
  // The audit compares rows of two tables by their numbers; with words as numbers of one list it sees names, too.
  const compared = names.filter((name) => name !== settings.id);
  const [coded, codedTest] = withSharedCodes(train.select(compared), test.select(compared));
  const shared = auditLeakage(tree, coded, y, { cv, test: codedTest }).findings;
  return [...found, ...shared.filter(({ rule }) => rule === "test rows in the training rows")];
}

/** Two tables with every word as a number, the same in both. */
function withSharedCodes(a: Table, b: Table): [Table, Table] {
  const codes = new Map(a.names.map((name) => [name, new Map<string, number>()]));
  const coded = (table: Table) =>
    new Table(
      table.names.map((name) => {
        const own = codes.get(name)!;
        const values = Float64Array.from(wordsOf(table.column(name)), (word) => {
          if (word === null) return Number.NaN;
          if (!own.has(word)) own.set(word, own.size);
          return own.get(word)!;
        });
        return [name, { kind: "number", values }];
      }),
    );
  return [coded(a), coded(b)];
}

function judged({ settings }: Campaign, finding: Finding, where: Judged["where"]): Judged {
  const text = describeFinding(finding);
  const allowed = settings.allow.find(({ rule }) => rule === finding.rule);
  const out = [settings.id, ...settings.drop];
  const { columns } = finding;
  let done = "";
  if (allowed) done = `allowed in campaign.json: ${allowed.reason}`;
  else if (where === "table" && columns.length > 0) {
    if (columns.every((name) => out.includes(name))) done = `${columns.join(", ")} is not learnt from`;
    else if (columns.every((name) => name === settings.group))
      done = `rows of one ${settings.group} stay on one side of every split`;
  }
  return { ...finding, text, where, done };
}

/** Features of some rows alone must be what they were among all. */
function rowByRow(campaign: Campaign, features: TableChange): Finding[] {
  const { X } = campaign.learning();
  const rng = new Philox(campaign.settings.seed);
  const picked = Array.from({ length: Math.min(40, X.length) }, () => rng.integer(X.length));
  const [among, alone] = [features(X).rows(picked), features(X.rows(picked))];
  const columns = among.names.filter((name) => {
    if (!alone.names.includes(name)) return true;
    const [a, b] = [wordsOf(among.column(name)), wordsOf(alone.column(name))];
    return a.some((value, i) => value !== b[i]);
  });
  if (columns.length === 0) return [];
  return [
    {
      rule: "features look at other rows",
      severity: "leak",
      columns,
      evidence: `of ${picked.length} rows, their values differ when the other rows are taken away`,
      remedy: "make them of their own row alone; what is learnt from many rows belongs into the pipeline",
    },
  ];
}

function curvePicture(campaign: Campaign, model: AnyEstimator, features: TableChange): string {
  const rows = campaign.learning(features);
  const { trainSizes, trainScores, testScores } = learningCurve(model, rows.X, rows.y, {
    cv: campaign.folds(rows),
    scoring: readableScorer(campaign.metric),
    trainSizes: [0.15, 0.35, 0.6, 1],
    shuffle: campaign.plan.scheme !== "time",
    randomState: campaign.settings.seed,
    onProgress: (done, total) => campaign.progress(done, total, "learning curve"),
  });
  const [train, test] = [meansOf(trainScores), meansOf(testScores)];
  return lines(
    [
      { name: "held-out rows", x: trainSizes, y: test.mean, spread: test.deviation },
      { name: "rows learnt from", x: trainSizes, y: train.mean },
    ],
    {
      title: "Learning curve of the plain model",
      desc: `${campaign.metric.label} of held-out rows: ${Array.from(trainSizes, (size, i) => `${scoreText(test.mean[i]!)} from ${size} rows`).join(", ")}. The band is one standard deviation over folds.`,
      xLabel: "rows learnt from",
      yLabel: campaign.metric.label,
    },
  );
}

function meansOf(scores: Matrix): { mean: number[]; deviation: number[] } {
  const rows = Array.from({ length: scores.rows }, (_, i) => Array.from(scores.row(i)));
  const mean = rows.map((row) => row.reduce((sum, value) => sum + value, 0) / row.length);
  const deviation = rows.map((row, i) =>
    Math.sqrt(row.reduce((sum, value) => sum + (value - mean[i]!) ** 2, 0) / Math.max(1, row.length - 1)),
  );
  return { mean, deviation };
}
