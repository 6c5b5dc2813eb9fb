import { closeSync, fstatSync, fsyncSync, openSync, readFileSync, readSync, writeSync } from "node:fs";
import path from "node:path";
import type { ProgressEvent } from "../evidence.ts";
import { type AsideLine, eventProblem, formatProgress, parseProgress } from "../progress.ts";

/** `progress.jsonl` of a workspace: read whole, appended to, never rewritten. */
export function progressFile(workspace: string): string {
  return path.join(workspace, "progress.jsonl");
}

/** All events of the workspace. A missing file is an empty one; damaged lines are set aside, and stay in the file as they are. */
export function readProgress(workspace: string): { events: ProgressEvent[]; aside: AsideLine[] } {
  try {
    return parseProgress(readFileSync(progressFile(workspace), "utf8"));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return { events: [], aside: [] };
    throw error;
  }
}

/**
 * Appends the events whose ids the file does not have yet, in one write that is on disk when this returns; answers how many. A torn
 * last line, left by a crash or a full disk, is closed first, so that it damages nothing but itself. Throws a TypeError for what is no event, and the system's
 * error (EROFS, ENOSPC, …) where the file cannot be written.
 */
export function appendProgress(workspace: string, events: readonly ProgressEvent[]): ProgressEvent[] {
  for (const event of events) {
    const why = eventProblem(event);
    if (why !== undefined) throw new TypeError(`progress: ${why}`);
  }
  const known = new Set(readProgress(workspace).events.map(({ id }) => id));
  const fresh = events.filter(({ id }) => !known.has(id) && known.add(id));
  if (fresh.length === 0) return [];
  const descriptor = openSync(progressFile(workspace), "a+");
  try {
    const text = (endsWhole(descriptor) ? "" : "\n") + formatProgress(fresh);
    const bytes = Buffer.from(text);
    const written = writeSync(descriptor, bytes);
    if (written < bytes.length) {
      throw Object.assign(
        new Error(`progress: ${written} of ${bytes.length} bytes written, the disk is full`),
        { code: "ENOSPC" },
      );
    }
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
  return fresh;
}

function endsWhole(descriptor: number): boolean {
  const { size } = fstatSync(descriptor);
  if (size === 0) return true;
  const last = Buffer.alloc(1);
  readSync(descriptor, last, 0, 1, size - 1);
  return last[0] === 0x0a;
}
