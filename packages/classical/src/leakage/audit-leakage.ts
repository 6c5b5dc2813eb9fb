import { hasMethod } from "../estimator/has-method.ts";
import type { AnyEstimator } from "../estimator/known.ts";
import { encodeLabels, type Label } from "../estimator/labels.ts";
import type { MatrixLike } from "../matrix/matrix-like.ts";
import { countRows, takeRows, takeValues } from "../matrix/take-rows.ts";
import type { Split } from "../model-selection/splitters/splitter.ts";
import { type CV, splitsFor } from "../model-selection/validation/check-cv.ts";
import { fittedParts } from "../model-selection/validation/warn-of-fitted.ts";
import { Pipeline } from "../pipeline/pipeline.ts";
import type { AuditTarget } from "./column-strength.ts";
import { type AuditColumn, auditColumns } from "./column-values.ts";
import { describeFinding, type Finding } from "./finding.ts";
import { findHiddenGroups } from "./hidden-groups.ts";
import { findPreparedColumns } from "./prepared-columns.ts";
import { probePreparation } from "./probe-preparation.ts";
import { findTellingOrder } from "./row-order.ts";
import { findLaterRows, findSharedGroups, findSharedRows, findTestRows } from "./shared-rows.ts";
import { findTargetCopies } from "./target-copies.ts";
import { findTargetStatistics } from "./target-statistics.ts";

export interface AuditOptions {
  /** As cross-validation will have it; 5 folds unless told. */
  cv?: CV;
  groups?: ArrayLike<Label>;
  /** When each row was, where that matters: what is tested must be later than what is learnt from. */
  time?: ArrayLike<number>;
  /** Rows to be predicted in the end, in the same columns. */
  test?: MatrixLike;
  /** Rules to pass over, once somebody has looked. */
  allow?: readonly string[];
  onProgress?: (done: number, total: number) => void;
}

export interface Audit {
  findings: Finding[];
  /** No leak was found; suspicions may be left. */
  passed: boolean;
  /** A line for each finding, or that there is none. */
  text: string;
}

/**
 * Looks for what lets a model know more in validation than it will know of new rows: in the columns, in the splits, and in each step of the pipeline,
 * which is run on changed rows to see what it looks at.
 *
 * What it cannot see: columns chosen by hand after looking at tested rows, and values that were only known after the target. It names what the numbers
 * show; whoever knows the data must say the rest.
 */
export function auditLeakage(
  estimator: AnyEstimator,
  X: MatrixLike,
  y: ArrayLike<Label>,
  options: AuditOptions = {},
): Audit {
  const { cv = 5, groups, time, test, allow = [], onProgress } = options;
  const rows = countRows("auditLeakage", X);
  const splits = splitsFor("auditLeakage", estimator, cv, { X, y, groups });
  const columns = auditColumns(X);
  const target = targetOf(estimator, y);
  const checks: (() => Finding[])[] = [
    () => findTargetCopies(columns, target, splits),
    () => findTargetStatistics(columns, target),
    () => findPreparedColumns(columns),
    () => findTellingOrder(columns, target),
    () => findSharedRows(columns, rows, splits),
    () => (groups ? findSharedGroups(groups, splits) : findHiddenGroups(columns, target, splits)),
    () => (time ? findLaterRows(time, splits) : []),
    () => (test ? withTest(columns, rows, test) : []),
    () => fittedBefore(estimator),
    () => probeSteps(estimator, X, y, splits[0]!),
  ];
  const all = checks.flatMap((check, i) => {
    const found = check();
    onProgress?.(i + 1, checks.length);
    return found.filter(({ rule }) => !allow.includes(rule));
  });
  const findings = withoutRepeats(all);
  return {
    findings,
    passed: findings.every(({ severity }) => severity !== "leak"),
    text: findings.length > 0 ? findings.map(describeFinding).join("\n") : "no leak found",
  };
}

/** A column that gives the target away because it is a statistic of it, or an identifier, is told of by that. */
function withoutRepeats(findings: readonly Finding[]): Finding[] {
  const explained = findings.filter(({ rule }) => rule !== "target copy").flatMap(({ columns }) => columns);
  return findings.filter(({ rule, columns }) => rule !== "target copy" || !explained.includes(columns[0]!));
}

function targetOf(estimator: AnyEstimator, y: ArrayLike<Label>): AuditTarget {
  if (estimator.kind !== "classifier")
    return { kind: "numbers", values: Float64Array.from(y as ArrayLike<number>), classes: 0 };
  const { codes, classes } = encodeLabels("auditLeakage", Array.from(y));
  return { kind: "classes", values: Float64Array.from(codes), classes: classes.length };
}

function withTest(columns: readonly AuditColumn[], rows: number, test: MatrixLike): Finding[] {
  const tested = auditColumns(test);
  return findTestRows(textKeyed(columns), textKeyed(tested), {
    train: rows,
    test: countRows("auditLeakage", test),
  });
}

/** Codes of words belong to one table; only numbers are compared between two. */
function textKeyed(columns: readonly AuditColumn[]): AuditColumn[] {
  return columns.filter(({ kind }) => kind === "number");
}

function fittedBefore(estimator: AnyEstimator): Finding[] {
  return fittedParts(estimator)
    .filter((name) => name !== "")
    .map((step) => ({
      rule: "fitted before the split",
      severity: "suspicion",
      columns: [],
      step,
      evidence: "it has learnt already, from rows that may be tested",
      remedy:
        "cross-validation fits a clone anew; give X as it was before this step, or a step that has not learnt",
    }));
}

/** Every step before the last is fitted on the training rows and watched. */
function probeSteps(estimator: AnyEstimator, X: MatrixLike, y: ArrayLike<Label>, split: Split): Finding[] {
  if (!(estimator instanceof Pipeline)) return [];
  const names = Object.keys(estimator.params.steps).slice(0, -1);
  const seen = new Set<string>();
  return names.flatMap((step, at) => {
    const part = () => estimator.clone().slice(0, at + 1);
    if (!hasMethod(part(), "transform")) return [];
    const found = probePreparation(
      (rawX, rawY, { train, test }) => {
        const fitted = part();
        const learnt = fitted.fitTransform(takeRows("audit", rawX, train), takeValues(rawY, train));
        return { train: learnt, test: fitted.transform(takeRows("audit", rawX, test)) };
      },
      X,
      y,
      split,
    );
    // A later step shows what an earlier one does; the first that shows it is named.
    return found
      .filter(({ rule }) => !seen.has(rule) && seen.add(rule))
      .map((finding) => ({ ...finding, step }));
  });
}
