import { readdirSync, rmSync, statSync } from "node:fs";
import path from "node:path";
import { listRunIds, readRun } from "@blankfile/tracking/node";

/** A file of a run that may go, and why. */
interface Removable {
  file: string;
  bytes: number;
  why: "no run names it" | "a checkpoint of a finished run";
}

/** Files younger than this may belong to a run that has not named them yet. */
const youngMs = 3_600_000;

/**
 * Removes artifacts that no event of their run names, and checkpoints of finished runs, which nobody goes on from. What another run
 * has used stays, and so does everything that was logged; runs that may still go on are left alone. Says what goes; removes it with `yes`.
 */
export function collectGarbage(workspace: string, yes: boolean, now = Date.now()): string {
  const ids = listRunIds(workspace);
  const used = new Set(ids.flatMap((id) => readRun(workspace, id, now).uses.map(({ hash }) => hash)));
  const found = ids
    .flatMap((id) => removable(workspace, id, now))
    .filter(({ file }) => !used.has(path.basename(file)));
  if (found.length === 0) return "Nothing to remove.";
  const megabytes = (found.reduce((sum, { bytes }) => sum + bytes, 0) / 1e6).toFixed(1);
  const count = (why: Removable["why"]) => found.filter((one) => one.why === why).length;
  const what = `${count("a checkpoint of a finished run")} checkpoints of finished runs and ${count("no run names it")} files that no run names, ${megabytes} MB`;
  if (!yes) return `${what}. Remove them with: blankfile runs gc --yes`;
  for (const { file } of found) rmSync(file, { force: true });
  return `Removed ${what}.`;
}

function removable(workspace: string, id: string, now: number): Removable[] {
  const run = readRun(workspace, id, now);
  if (run.state !== "finished") return [];
  const checkpoints = new Set(run.texts.filter(({ name }) => name === "checkpoint").map(({ text }) => text));
  const artifacts = run.artifacts.filter(({ hash }) => !checkpoints.has(hash)).map(({ hash }) => hash);
  const named = new Set([...artifacts, ...run.values.flatMap(({ value }) => hashesIn(value))]);
  const folder = path.join(workspace, "runs", id, "artifacts");
  return filesIn(folder).flatMap((name): Removable[] => {
    const file = path.join(folder, name);
    const { size, mtimeMs } = statSync(file);
    if (named.has(name) || !/^[0-9a-f]{64}$/.test(name)) return [];
    if (checkpoints.has(name)) return [{ file, bytes: size, why: "a checkpoint of a finished run" }];
    return now - mtimeMs < youngMs ? [] : [{ file, bytes: size, why: "no run names it" }];
  });
}

/** Every SHA-256 in a stored value: big ones name the artifact that holds them. */
function hashesIn(value: unknown): string[] {
  return JSON.stringify(value).match(/[0-9a-f]{64}/g) ?? [];
}

function filesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
