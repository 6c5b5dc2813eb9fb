import type { RunRow } from "@blankfile/tracking";
import { durationText, metricText, stateWords, timeText } from "../../format.ts";
import { type GroupFigure, groupFigure } from "../lines/group-figure.ts";
import { isFigure, sharedCell } from "../lines/run-groups.ts";
import { type Cell, type Column, cellOf, labelOf } from "./column.ts";

/** What a cell says, and what it says in full to whoever points at it. */
export interface CellText {
  text: string;
  title?: string;
  /** Says how much is behind it, and is no value itself. */
  isNote?: boolean;
  /** Behind the text, quieter. */
  note?: string;
}

export function runCellText(row: RunRow, column: Column, now: number): CellText {
  const cell = cellOf(row, column);
  if (cell === undefined) return { text: "–" };
  const text = valueText(column, cell, now);
  if (!column.startsWith("metric.")) return text.length > 9 ? { text, title: text } : { text };
  const metric = row.metrics[labelOf(column)]!;
  return {
    text,
    title: `${cell}${metric.unit === undefined ? "" : ` ${metric.unit}`} at step ${metric.step}`,
  };
}

export function groupCellText(rows: readonly RunRow[], column: Column, now: number): CellText {
  if (isFigure(column)) {
    const text = figureText(rows, column);
    if (text !== undefined) return text;
  }
  if (column === "state") return { text: statesText(rows), title: statesText(rows) };
  if (column === "created")
    return { text: timeText(Math.max(...rows.map((row) => row.createdAt)), now), title: "the newest run" };
  if (column === "took" || column === "points" || column === "problems") {
    const sum = rows.reduce((total, row) => total + Number(cellOf(row, column)), 0);
    return { text: valueText(column, sum, now), title: "all runs together" };
  }
  const shared = sharedCell(rows, column);
  if (shared === undefined) {
    const count = new Set(rows.map((row) => cellOf(row, column))).size;
    return { text: `${count} values`, isNote: true };
  }
  return shared.cell === undefined
    ? { text: "–" }
    : { text: valueText(column, shared.cell, now), title: String(shared.cell).slice(0, 300) };
}

/** "0.953 ± 0.004", with how many of the runs it is of where some are not finished; undefined where it is of no numbers. */
function figureText(rows: readonly RunRow[], column: Column): CellText | undefined {
  const figure = groupFigure(rows, column);
  if (figure === undefined) {
    const isThere = rows.some((row) => cellOf(row, column) !== undefined);
    const unfinished = rows.filter((row) => row.state !== "finished").length;
    if (column.startsWith("metric.") && isThere && unfinished > 0)
      return { text: "–", note: `0 of ${rows.length}`, title: "none of the runs that have it is finished" };
    return undefined;
  }
  const { mean, half, unfinished, runs } = figure;
  const text =
    half === undefined
      ? metricText(mean)
      : `${metricText(mean)} ± ${metricText(Number(half.toPrecision(2)))}`;
  return {
    text,
    title: saidOf(figure),
    ...(unfinished > 0 && { note: `${runs} of ${rows.length}` }),
  };
}

function saidOf({ half, least, greatest, seeds, runs, unfinished, isUneven }: GroupFigure): string {
  const of = runs === 1 ? "of 1 finished run" : `of ${runs} finished runs`;
  return [
    half === undefined ? `mean ${of}` : `mean ± 95 % interval over ${seeds} seeds, ${of}`,
    ...(seeds === 1 ? ["one seed: no interval follows"] : []),
    ...(isUneven ? ["the seeds have different configurations: no interval follows"] : []),
    ...(runs > seeds ? ["each seed counts once, with the mean of its runs"] : []),
    ...(runs > 1 ? [`from ${metricText(least)} to ${metricText(greatest)}`] : []),
    ...(unfinished > 0 ? [`${unfinished} left out: not finished`] : []),
  ].join("; ");
}

export function valueText(column: Column, cell: Exclude<Cell, undefined>, now: number): string {
  if (column === "created") return timeText(Number(cell), now);
  if (column === "took") return durationText(Number(cell) * 1000);
  if (column === "state") return stateWords[cell as RunRow["state"]] ?? String(cell);
  // A cell has one line; what is longer than any is a run's page to show.
  if (typeof cell !== "number") return String(cell).slice(0, 300);
  if (["step", "points", "problems", "attempt"].includes(column)) return cell.toLocaleString("en");
  if (column === "seed") return String(cell);
  // What was chosen is shown as it was written, as long as it is short.
  const plain = String(cell).replace("-", "−");
  return column.startsWith("config.") && plain.length <= 8 ? plain : metricText(cell);
}

/** "finished", or "3 finished, 1 running". */
function statesText(rows: readonly RunRow[]): string {
  const counts = new Map<string, number>();
  for (const { state } of rows) counts.set(stateWords[state], (counts.get(stateWords[state]) ?? 0) + 1);
  if (counts.size === 1) return stateWords[rows[0]!.state];
  const inOrder = [...counts].sort(([wordA, a], [wordB, b]) => b - a || (wordA < wordB ? -1 : 1));
  return inOrder.map(([word, count]) => `${count} ${word}`).join(", ");
}
