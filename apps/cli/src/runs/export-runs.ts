import { statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { exportToMlflow, metricsCsv, metricsParquet } from "@blankfile/tracking/formats";
import {
  artifactFile,
  exportTensorBoard,
  ProgressBar,
  readArtifact,
  readRows,
  readRun,
} from "@blankfile/tracking/node";
import {
  htmlReport,
  mostArtifactBytes,
  type ReportRun,
  reportRunOf,
  wantedArtifacts,
} from "@blankfile/tracking/report";
import { findWorkspace } from "../places.ts";
import { UsageError } from "../usage-error.ts";
import { findRuns } from "./find-runs.ts";

export interface ExportFlags {
  as: "csv" | "parquet" | "tensorboard" | "mlflow" | "html";
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
  if (as === "html") return toHtml(from, ids, to, now);
  const runs = ids.map((id) => readRun(from, id, now));
  writeNew(to, as === "csv" ? metricsCsv(runs) : metricsParquet(runs));
  console.log(`${ids.length} runs in ${to}`);
}

function writeNew(to: string, content: string | Uint8Array): void {
  try {
    writeFileSync(to, content, { flag: "wx" });
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const why =
      code === "EEXIST" ? "is there already, a name that is free is needed" : `cannot be written: ${message}`;
    throw new UsageError(`runs export: ${to} ${why}`);
  }
}

/** One file that opens in any browser, without a network. */
function toHtml(workspace: string, ids: readonly string[], to: string, now: number): void {
  const runs = ids.map((id) => reportRun(workspace, id, now));
  const { html, found, leftOut } = htmlReport(runs, { madeAt: now });
  writeNew(to, html);
  console.log(`${ids.length} runs in ${to}`);
  for (const what of found) console.error(`taken out, because it looks like a secret: ${what}`);
  for (const what of leftOut) console.error(`left out: ${what}`);
}

/** The run with the artifacts that a report shows. One that is missing or damaged is named in the report. */
function reportRun(workspace: string, id: string, now: number): ReportRun {
  const run = reportRunOf(readRun(workspace, id, now));
  const artifacts = new Map<string, Uint8Array>();
  for (const hash of wantedArtifacts(run.details)) {
    try {
      const file = artifactFile(path.join(workspace, "runs", id), hash);
      if (statSync(file).size > mostArtifactBytes) continue;
      artifacts.set(hash, readArtifact(path.join(workspace, "runs", id), hash));
    } catch {
      // Named in the report as left out.
    }
  }
  return { ...run, artifacts };
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
