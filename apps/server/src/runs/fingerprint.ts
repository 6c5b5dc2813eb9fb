import { readdirSync, statSync } from "node:fs";
import path from "node:path";

/**
 * Sizes and times of a run's files: another fingerprint means that there is something to read. Undefined for a folder
 * that somebody is just making, which has no `run.json` yet.
 */
export function fingerprint(workspace: string, id: string, now: number): string | undefined {
  const folder = path.join(workspace, "runs", id);
  const record = stat(path.join(folder, "run.json"));
  const whole = statSync(folder, { throwIfNoEntry: false });
  if (record === "-" && whole !== undefined && Math.abs(now - whole.mtimeMs) < 2000) return undefined;
  const attempts = path.join(folder, "attempts");
  const parts = names(attempts).flatMap((name) => [
    name,
    stat(path.join(attempts, name, "claim.json")),
    stat(path.join(attempts, name, "events.jsonl")),
  ]);
  return [record, ...parts].join(" ");
}

function stat(file: string): string {
  try {
    const { size, mtimeMs, ino } = statSync(file);
    return `${size}:${Math.round(mtimeMs)}:${ino}`;
  } catch {
    return "-";
  }
}

function names(folder: string): string[] {
  try {
    return readdirSync(folder).sort();
  } catch {
    return [];
  }
}
