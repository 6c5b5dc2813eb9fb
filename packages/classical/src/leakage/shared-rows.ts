import type { Label } from "../estimator/labels.ts";
import type { Split } from "../model-selection/splitters/splitter.ts";
import { type AuditColumn, rowKeys } from "./column-values.ts";
import { type Finding, percent } from "./finding.ts";

/** Rows that are on both sides of a split: in the same words, of one group, or later than what is tested. */
export function findSharedRows(
  columns: readonly AuditColumn[],
  rows: number,
  splits: readonly Split[],
): Finding[] {
  // Numbers of few digits repeat by chance where there are few columns; an identifier makes copies differ, so it is left out.
  const compared = columns.filter(({ different }) => different < rows);
  const room = compared.reduce((product, { different }) => product * Math.max(1, different), 1);
  if (compared.length === 0 || room < 20 * rows) return [];
  const share = sharedShare(rowKeys(compared, rows), splits);
  if (share < 0.01) return [];
  return [
    {
      rule: "duplicate rows",
      severity: share >= 0.05 ? "leak" : "suspicion",
      columns: [],
      evidence: `${percent(share)} of the tested rows stand in the training rows too, equal in every column but those that name a row`,
      remedy:
        "remove copies before the split, resample only inside it, or keep copies in one group with GroupKFold",
    },
  ];
}

function sharedShare(keys: readonly string[], splits: readonly Split[]): number {
  let [shared, tested] = [0, 0];
  for (const { train, test } of splits) {
    const learnt = new Set(Array.from(train, (i) => keys[i]!));
    tested += test.length;
    for (const i of test) if (learnt.has(keys[i]!)) shared++;
  }
  return shared / tested;
}

export function findSharedGroups(groups: ArrayLike<Label>, splits: readonly Split[]): Finding[] {
  const keys = Array.from(groups, String);
  const share = sharedShare(keys, splits);
  if (share === 0) return [];
  return [
    {
      rule: "groups on both sides",
      severity: "leak",
      columns: [],
      evidence: `${percent(share)} of the tested rows have rows of their group among the training rows`,
      remedy: "cv: new GroupKFold() and groups keep each group on one side",
    },
  ];
}

/** `time` grows; what is learnt from must come before what is tested. */
export function findLaterRows(time: ArrayLike<number>, splits: readonly Split[]): Finding[] {
  let [later, tested] = [0, 0];
  for (const { train, test } of splits) {
    let latest = Number.NEGATIVE_INFINITY;
    for (const i of train) latest = Math.max(latest, time[i]!);
    tested += test.length;
    for (const i of test) if (time[i]! < latest) later++;
  }
  if (later === 0) return [];
  return [
    {
      rule: "learns from the future",
      severity: "leak",
      columns: [],
      evidence: `${percent(later / tested)} of the tested rows are older than rows that were learnt from`,
      remedy: "sort by time and take cv: new TimeSeriesSplit()",
    },
  ];
}

/** Rows of the test file that the training file has, answer and all. */
export function findTestRows(
  train: readonly AuditColumn[],
  test: readonly AuditColumn[],
  rows: { train: number; test: number },
): Finding[] {
  const names = train.filter(({ different }) => different < rows.train).map(({ name }) => name);
  const both = names.filter((name) => test.some((column) => column.name === name));
  const of = (columns: readonly AuditColumn[]) =>
    both.map((name) => columns.find((column) => column.name === name)!);
  const room = of(train).reduce((product, { different }) => product * Math.max(1, different), 1);
  if (both.length === 0 || room < 20 * rows.train) return [];
  const known = new Set(rowKeys(of(train), rows.train));
  const shared = rowKeys(of(test), rows.test).filter((key) => known.has(key)).length / rows.test;
  if (shared < 0.01) return [];
  return [
    {
      rule: "test rows in the training rows",
      severity: shared >= 0.05 ? "leak" : "suspicion",
      columns: [],
      evidence: `${percent(shared)} of the test rows stand in the training rows too`,
      remedy: "remove them from the training rows, or expect less of new rows than this test says",
    },
  ];
}
