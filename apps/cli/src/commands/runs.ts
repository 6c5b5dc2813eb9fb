import { nearest } from "@blankfile/curriculum";
import { isSweepId, listSweeps, SweepStore } from "@blankfile/sweeps/node";
import { rowOf } from "@blankfile/tracking";
import { listRunIds, readRows, readRun } from "@blankfile/tracking/node";
import { Command, Option } from "commander";
import { findWorkspace } from "../places.ts";
import { collectGarbage } from "../runs/collect-garbage.ts";
import { compareRuns } from "../runs/compare-runs.ts";
import { type ExportFlags, exportRuns } from "../runs/export-runs.ts";
import { findRun } from "../runs/find-runs.ts";
import { importRuns } from "../runs/import-runs.ts";
import { listText, runText } from "../runs/run-texts.ts";
import { UsageError } from "../usage-error.ts";
import { watchRuns } from "../watch/watch-runs.ts";

interface Place {
  workspace?: string;
}

/** `blankfile runs` lists the runs of the workspace; `blankfile runs <id>` shows one; the rest compares, brings out and in, and clears up. */
export function runs(): Command {
  return lists()
    .addCommand(shows())
    .addCommand(watches())
    .addCommand(compare())
    .addCommand(exports())
    .addCommand(imports())
    .addCommand(gc());
}

function compare(): Command {
  return new Command("compare")
    .description(
      "configurations beside each other: what differs, and each figure with its interval over the seeds",
    )
    .argument("<what...>", "ids of runs, groups, sweeps or experiments")
    .option("--workspace <folder>", "the workspace")
    .action((what: string[], { workspace }: Place) => {
      const place = findWorkspace(workspace);
      const heldOut = (sweep: string) =>
        isSweepId(sweep) && listSweeps(place).includes(sweep)
          ? SweepStore.open(place, sweep).record.plan.heldOut
          : [];
      console.log(compareRuns(what, readRows(place, Date.now()), heldOut));
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
    .action((id: string | undefined, options: ShowOptions, command: Command) => {
      if (id !== undefined)
        return show(
          id,
          options,
          command.commands.map((one) => one.name()),
        );
      const workspace = findWorkspace(options.workspace);
      const rows = readRows(workspace, Date.now());
      if (options.json === true) for (const row of rows) console.log(JSON.stringify(row));
      else
        console.log(
          rows.length > 0
            ? listText(rows)
            : `No runs in ${workspace} yet; make some with: blankfile run nn/digits-mlp`,
        );
    });
}

interface ShowOptions extends Place {
  json?: boolean;
}

function shows(): Command {
  return (
    new Command("show")
      .description("show one run, as blankfile runs <id> does")
      .argument("<id>", "a run, or the beginning of its id")
      .option("--workspace <folder>", "the workspace")
      .option("--json", "as JSON")
      // What stands before "show" was read by the command above.
      .action((id: string, _: ShowOptions, command: Command) => show(id, command.optsWithGlobals()))
  );
}

/** `words` are those that may have been meant in place of an id. */
function show(id: string, { workspace: given, json }: ShowOptions, words: readonly string[] = []): void {
  const workspace = findWorkspace(given);
  const ids = listRunIds(workspace);
  const [meant] = ids.some((known) => known.startsWith(id)) ? [] : nearest(id, [...words]);
  if (meant !== undefined)
    throw new UsageError(
      `runs: there is no run and no command ${JSON.stringify(id)}; did you mean ${meant}?`,
    );
  const run = readRun(workspace, findRun(id, ids), Date.now());
  console.log(json === true ? JSON.stringify(rowOf(run)) : runText(run));
}

function watches(): Command {
  return new Command("watch")
    .description("see runs while they go on: progress, time left and curves, until all of them have ended")
    .argument("[what...]", "ids of runs, groups, sweeps or experiments; what is under way unless named")
    .option("--workspace <folder>", "the workspace")
    .action(async (words: string[], _: Place, command: Command) => {
      const stop = new AbortController();
      process.once("SIGINT", () => stop.abort());
      const { workspace } = command.optsWithGlobals<Place>();
      await watchRuns({ workspace: findWorkspace(workspace), words, signal: stop.signal });
    });
}
