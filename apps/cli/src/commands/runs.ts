import { nearest } from "@blankfile/curriculum";
import { type FoldedRun, numberOf, type Point, type RunRow, rowOf } from "@blankfile/tracking";
import { listRunIds, readRows, readRun } from "@blankfile/tracking/node";
import { Command } from "commander";
import { findWorkspace } from "../places.ts";
import { sparkline } from "../sparkline.ts";
import { table } from "../table.ts";
import { UsageError } from "../usage-error.ts";

/** `blankfile runs` lists the runs of the workspace; `blankfile runs <id>` shows one. */
export function runs(): Command {
  return new Command("runs")
    .description("list the runs of the workspace, or show one")
    .argument("[id]", "a run, or the beginning of its id")
    .option("--workspace <folder>", "the workspace")
    .option("--json", "one run a line, as JSON")
    .action((id: string | undefined, options: { workspace?: string; json?: boolean }) => {
      const workspace = findWorkspace(options.workspace);
      const now = Date.now();
      if (id !== undefined) {
        const run = readRun(workspace, whole(id, listRunIds(workspace)), now);
        console.log(options.json === true ? JSON.stringify(rowOf(run)) : one(run));
        return;
      }
      const rows = readRows(workspace, now);
      if (options.json === true) for (const row of rows) console.log(JSON.stringify(row));
      else
        console.log(
          rows.length > 0
            ? list(rows)
            : `No runs in ${workspace} yet; make some with: blankfile run nn/digits-mlp`,
        );
    });
}

function whole(id: string, ids: string[]): string {
  const begin = ids.filter((known) => known.startsWith(id));
  if (ids.includes(id)) return id;
  if (begin.length === 1) return begin[0]!;
  if (begin.length > 1)
    throw new UsageError(`runs: "${id}" begins ${begin.length} ids: ${begin.slice(0, 5).join(", ")}`);
  const near = nearest(id, ids);
  const hint = near.length > 0 ? `did you mean ${near.join(" or ")}?` : "blankfile runs lists them.";
  throw new UsageError(`runs: there is no run "${id}"; ${hint}`);
}

function list(rows: RunRow[]): string {
  const body = rows.map((row) => [
    row.id,
    stateText(row),
    row.seed === undefined ? "" : String(row.seed),
    row.steps === undefined ? String(row.step) : `${row.step}/${row.steps}`,
    metricsText(row, 2),
  ]);
  return table([["run", "state", "seed", "step", "metrics"], ...body]);
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

function one(run: FoldedRun): string {
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
  return lines.join("\n");
}

function shortNumber(value: Point["value"]): string {
  const number = numberOf(value);
  return Number.isFinite(number) ? String(Number(number.toPrecision(4))) : String(number);
}
