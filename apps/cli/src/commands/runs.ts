import { type FoldedRun, numberOf, type Point, type RunRow, rowOf } from "@blankfile/tracking";
import { listRunIds, readRows, readRun } from "@blankfile/tracking/node";
import { Command, Option } from "commander";
import { findWorkspace } from "../places.ts";
import { collectGarbage } from "../runs/collect-garbage.ts";
import { compareRuns } from "../runs/compare-runs.ts";
import { type ExportFlags, exportRuns } from "../runs/export-runs.ts";
import { findRun } from "../runs/find-runs.ts";
import { importRuns } from "../runs/import-runs.ts";
import { sparkline } from "../sparkline.ts";
import { table } from "../table.ts";

interface Place {
  workspace?: string;
}

/** `blankfile runs` lists the runs of the workspace; `blankfile runs <id>` shows one; the rest compares, brings out and in, and clears up. */
export function runs(): Command {
  return lists().addCommand(compare()).addCommand(exports()).addCommand(imports()).addCommand(gc());
}

function compare(): Command {
  return new Command("compare")
    .description(
      "configurations beside each other: what differs, and each figure with its interval over the seeds",
    )
    .argument("<what...>", "ids of runs, groups, or experiments")
    .option("--workspace <folder>", "the workspace")
    .action((what: string[], { workspace }: Place) => {
      console.log(compareRuns(what, readRows(findWorkspace(workspace), Date.now())));
    });
}

function exports(): Command {
  return new Command("export")
    .description("bring runs out: one page to send, a table, TensorBoard's files, or an MLflow server")
    .argument("<what...>", "ids of runs, groups, or experiments")
    .addOption(
      new Option("--as <format>", "html, csv, parquet, tensorboard or mlflow")
        .choices(["html", "csv", "parquet", "tensorboard", "mlflow"])
        .makeOptionMandatory(),
    )
    .requiredOption("--to <place>", "a file, a folder for tensorboard, an address for mlflow")
    .option("--workspace <folder>", "the workspace")
    .action((what: string[], flags: ExportFlags) => exportRuns(what, flags));
}

function imports(): Command {
  return new Command("import")
    .description("bring runs in from TensorBoard's log folder or a Trackio database")
    .argument("<from>", "a log folder, or a file that ends in .db")
    .requiredOption("--experiment <name>", "what they are runs of, such as other/their-name")
    .option("--workspace <folder>", "the workspace")
    .action((from: string, flags: { experiment: string } & Place) => importRuns(from, flags));
}

function gc(): Command {
  return new Command("gc")
    .description(
      "remove files that no run names, and checkpoints of runs that are finished; says first what goes",
    )
    .option("--yes", "remove them")
    .option("--workspace <folder>", "the workspace")
    .action(({ yes, workspace }: { yes?: boolean } & Place) =>
      console.log(collectGarbage(findWorkspace(workspace), yes === true)),
    );
}

function lists(): Command {
  return new Command("runs")
    .description("list the runs of the workspace, or show one")
    .argument("[id]", "a run, or the beginning of its id")
    .option("--workspace <folder>", "the workspace")
    .option("--json", "one run a line, as JSON")
    .action((id: string | undefined, options: { workspace?: string; json?: boolean }) => {
      const workspace = findWorkspace(options.workspace);
      const now = Date.now();
      if (id !== undefined) {
        const run = readRun(workspace, findRun(id, listRunIds(workspace)), now);
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
