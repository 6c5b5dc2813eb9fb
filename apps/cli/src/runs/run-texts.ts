import { type FoldedRun, numberOf, type Point, type RunRow, rowOf } from "@blankfile/tracking";
import { numberText } from "@blankfile/tracking/report";
import { printable } from "../printable.ts";
import { sparkline } from "../sparkline.ts";
import { table } from "../table.ts";

/** Runs as a table, one a line. */
export function listText(rows: RunRow[]): string {
  const body = rows.map((row) => [
    row.id,
    stateText(row),
    row.seed === undefined ? "" : String(row.seed),
    row.steps === undefined ? String(row.step) : `${row.step}/${row.steps}`,
    metricsText(row, 2),
  ]);
  return printable(table([["run", "state", "seed", "step", "metrics"], ...body]));
}

/** "finished, 2 damaged": the run stands, but for two of its lines. */
function stateText({ state, problems }: RunRow): string {
  return state === "damaged" || problems === 0 ? state : `${state}, ${problems} damaged`;
}

/** The metrics with a goal first. */
function metricsText(row: RunRow, most: number): string {
  return Object.entries(row.metrics)
    .sort(([, a], [, b]) => Number(b.goal !== undefined) - Number(a.goal !== undefined))
    .slice(0, most)
    .map(([key, { value }]) => `${key} ${shortNumber(value)}`)
    .join("  ");
}

/** One run: its state, prediction, curves, final figures, damage, and the command that makes it again. */
export function runText(run: FoldedRun): string {
  const row = rowOf(run);
  const lines = [
    `${row.id}  ${row.state}${row.message === undefined ? "" : `: ${row.message}`}`,
    `experiment ${row.experiment || "–"}, seed ${row.seed ?? "–"}, attempt ${row.attempt}, step ${row.step}${row.steps === undefined ? "" : ` of ${row.steps}`}`,
  ];
  const { prediction } = row;
  if (prediction !== undefined) {
    const locked = new Date(prediction.lockedAt).toISOString();
    lines.push(
      `predicted "${prediction.text}", locked ${locked}${prediction.intact ? "" : " (CHANGED since: the hash does not match)"}`,
    );
  }
  const metrics = [...run.metrics].map(([key, points]) => [
    key,
    shortNumber(row.metrics[key]!.value),
    `${points.length}`,
    sparkline(points.map((point: Point) => numberOf(point.value))),
  ]);
  if (metrics.length > 0)
    lines.push("", table([["metric", "value", "points", "over the steps"], ...metrics]));
  const summary = Object.entries(row.summary).map(([key, value]) => [key, JSON.stringify(value)]);
  if (summary.length > 0) lines.push("", table(summary));
  if (run.problems.length > 0) lines.push("", ...run.problems.map((problem) => `damaged: ${problem}`));
  if (row.command !== undefined) lines.push("", `again: ${row.command}`);
  return printable(lines.join("\n"));
}

/** With the sign that a terminal's other programs read. */
function shortNumber(value: Point["value"]): string {
  return numberText(value).replaceAll("−", "-");
}
