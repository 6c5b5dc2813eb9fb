import { writeFileSync } from "node:fs";
import { exportToMlflow, metricsCsv, metricsParquet } from "@blankfile/tracking/formats";
import { exportTensorBoard, ProgressBar, readRows, readRun } from "@blankfile/tracking/node";
import { findWorkspace } from "../places.ts";
import { UsageError } from "../usage-error.ts";
import { findRuns } from "./find-runs.ts";

export interface ExportFlags {
  as: "csv" | "parquet" | "tensorboard" | "mlflow";
  to: string;
  workspace?: string;
}

/** Brings the runs out. What looks like a secret in their configuration, command and notes stays here, and is said. */
export async function exportRuns(
  words: readonly string[],
  { as, to, workspace }: ExportFlags,
): Promise<void> {
  const from = findWorkspace(workspace);
  const now = Date.now();
  const rows = readRows(from, now);
  const ids = [...new Set(words.flatMap((word) => findRuns(word, rows)).map(({ id }) => id))];
  if (as === "mlflow") return toMlflow(from, ids, to);
  if (as === "tensorboard") {
    for (const id of ids) exportTensorBoard(from, id, to, now);
    console.log(`${ids.length} runs for: tensorboard --logdir ${to}`);
    return;
  }
  const runs = ids.map((id) => readRun(from, id, now));
  try {
    writeFileSync(to, as === "csv" ? metricsCsv(runs) : metricsParquet(runs), { flag: "wx" });
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const why =
      code === "EEXIST" ? "is there already, a name that is free is needed" : `cannot be written: ${message}`;
    throw new UsageError(`runs export: ${to} ${why}`);
  }
  console.log(`${ids.length} runs in ${to}`);
}

async function toMlflow(workspace: string, ids: readonly string[], url: string): Promise<void> {
  if (!/^https?:\/\//.test(url))
    throw new UsageError(`runs export: --to ${url}, an address such as http://127.0.0.1:5000 is needed`);
  const token = process.env.MLFLOW_TRACKING_TOKEN;
  const bar = new ProgressBar(ids.length);
  for (const [i, id] of ids.entries()) {
    const run = readRun(workspace, id, Date.now());
    const { changed } = await exportToMlflow(run, { url, ...(token !== undefined && { token }) });
    bar.at(i + 1, id);
    for (const what of changed) console.error(`${id}: ${what}`);
  }
}
