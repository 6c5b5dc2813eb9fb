import { lstatSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { readTensorBoard } from "../../formats/tensorboard-read.ts";
import { tensorBoardFile } from "../../formats/tensorboard-write.ts";
import { text, type Value } from "../../values/value.ts";
import { readArtifact } from "../artifact.ts";
import { readRun } from "../run-folder.ts";
import { type ImportedRun, writeImported } from "./write-imported.ts";

/** Writes a run as `<folder>/<run id>/events.out.tfevents.<seconds>.blankfile`, for `tensorboard --logdir <folder>`; returns the file. */
export function exportTensorBoard(workspace: string, id: string, folder: string, now = Date.now()): string {
  const run = readRun(workspace, id, now);
  const own = path.join(workspace, "runs", id);
  const bytes = tensorBoardFile(run, (hash) => {
    try {
      return readArtifact(own, hash);
    } catch {
      return undefined;
    }
  });
  const target = path.join(folder, id);
  mkdirSync(target, { recursive: true });
  const seconds = Math.floor((run.record?.createdAt ?? run.updatedAt) / 1000);
  const file = path.join(target, `events.out.tfevents.${seconds}.blankfile`);
  writeFileSync(file, bytes);
  return file;
}

/**
 * Brings TensorBoard's runs below a log folder into the workspace: each folder with event files is a run of `experiment`, its files read one
 * after the other. Links are not followed.
 */
export function importTensorBoard(workspace: string, logs: string, experiment: string): ImportedRun[] {
  return foldersWithEvents(logs, 20).flatMap((folder) => {
    const name = path.relative(logs, folder).replaceAll("\\", "/") || path.basename(path.resolve(logs));
    const read = eventFiles(folder).map((file) => ({
      file,
      ...readTensorBoard(readFileSync(path.join(folder, file))),
    }));
    const values = read.flatMap((one) => one.values);
    if (values.length === 0) return [];
    const times = values.map(({ at }) => at);
    const createdAt = times.reduce((a, b) => Math.min(a, b));
    const notes = read.flatMap(({ file, problems, skipped }) => [
      ...problems.map((problem) => `${file}: ${problem}`),
      ...Object.entries(skipped).map(([kind, count]) => `${file}: ${count} values of ${kind} are left out`),
    ]);
    return writeImported(workspace, experiment, {
      origin: `TensorBoard, run ${name} of ${createdAt}`,
      createdAt,
      endedAt: times.reduce((a, b) => Math.max(a, b)),
      config: { name },
      logged: values.map(({ tag, step, at, value }) => ({
        step,
        at,
        values: { [tag]: typeof value === "string" ? text(value) : (value as number | Value) },
      })),
      notes,
    });
  });
}

function eventFiles(folder: string): string[] {
  return readdirSync(folder)
    .filter((name) => name.includes("tfevents") && lstatSync(path.join(folder, name)).isFile())
    .sort();
}

function foldersWithEvents(folder: string, levels: number): string[] {
  const below =
    levels === 0
      ? []
      : readdirSync(folder, { withFileTypes: true })
          .filter((entry) => entry.isDirectory())
          .flatMap(({ name }) => foldersWithEvents(path.join(folder, name), levels - 1));
  return eventFiles(folder).length > 0 ? [folder, ...below] : below;
}
