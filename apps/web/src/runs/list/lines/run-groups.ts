import type { RunRow } from "@blankfile/tracking";
import { type Cell, type Column, cellOf, labelOf } from "../columns/column.ts";
import { groupFigure } from "./group-figure.ts";

/** What the list is grouped by: a launch, an experiment, a sweep, a key of the configuration ("config.lr"), or nothing. */
export type By = "launch" | "experiment" | "sweep" | "none" | `config.${string}`;

/** Runs under one heading. */
export interface RunGroup {
  key: string;
  by: By;
  /** What they have in common: the launch's or sweep's id, the experiment's name, the value. */
  value: Cell;
  rows: RunRow[];
}

/** Groups in the order of their first run; a run that has no launch, sweep or value there stands alone, under no heading. */
export function groupRuns(rows: readonly RunRow[], by: By): (RunGroup | RunRow)[] {
  if (by === "none") return [...rows];
  const column: Column = by === "launch" ? "group" : by;
  const groups = new Map<string, RunGroup>();
  const found: (RunGroup | RunRow)[] = [];
  for (const row of rows) {
    const value = cellOf(row, column);
    if (value === undefined) {
      found.push(row);
      continue;
    }
    const key = `${by} ${typeof value} ${value}`;
    let group = groups.get(key);
    if (group === undefined) {
      group = { key, by, value, rows: [] };
      groups.set(key, group);
      found.push(group);
    }
    group.rows.push(row);
  }
  // A launch of one run is that run.
  return by === "launch"
    ? found.map((one) => ("rows" in one && one.rows.length === 1 ? one.rows[0]! : one))
    : found;
}

/** What a group is sorted by: its mean, when its newest run began, how long all took, how many seeds; else what its runs share. */
export function groupCell(group: RunGroup, column: Column): Cell {
  if (column === "seed") return new Set(group.rows.map((row) => row.seed)).size;
  if (column === "created") return Math.max(...group.rows.map((row) => row.createdAt));
  if (column === "took" || column === "points" || column === "problems")
    return group.rows.reduce((sum, row) => sum + Number(cellOf(row, column)), 0);
  if (isFigure(column)) {
    const figure = groupFigure(group.rows, column);
    if (figure !== undefined || column.startsWith("metric.")) return figure?.mean;
  }
  return sharedCell(group.rows, column)?.cell;
}

/** Whether a column holds results, of which a group shows the mean: metrics, and figures of the summary. */
export function isFigure(column: Column): boolean {
  return column.startsWith("metric.") || column.startsWith("summary.");
}

/** The value that all have, undefined where they differ. */
export function sharedCell(rows: readonly RunRow[], column: Column): { cell: Cell } | undefined {
  const cell = cellOf(rows[0]!, column);
  return rows.every((row) => Object.is(cellOf(row, column), cell)) ? { cell } : undefined;
}

/** "Launch", "Experiment", "lr". */
export function byLabel(by: By): string {
  if (by === "none") return "Nothing";
  return labelOf(by === "launch" ? "group" : by);
}
