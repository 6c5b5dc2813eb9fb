import { statSync } from "node:fs";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import type { WriteStream } from "node:tty";
import type { FoldedRun } from "@blankfile/tracking";
import { ChangeLines } from "./change-lines.ts";
import { isUnderWay, liveView } from "./live-view.ts";
import { Screen } from "./screen.ts";
import { WatchedRuns } from "./watched-runs.ts";

export interface WatchOptions {
  workspace: string;
  /** Ids of runs or their beginnings, groups, sweeps, experiments; none for whatever is under way. */
  words: readonly string[];
  out?: WriteStream;
  /** Ends it, as Ctrl+C does. */
  signal?: AbortSignal;
  /** Between two looks, 1 s unless told. */
  everyMs?: number;
  /** How long after the last run's end the next one is waited for, 5 s unless told: seeds follow each other. */
  graceMs?: number;
}

/** Shows runs while they go on: drawn over itself on a terminal, a line for each change elsewhere. Ends when all of them have. */
export async function watchRuns(options: WatchOptions): Promise<void> {
  const { workspace, words, out = process.stdout, signal, everyMs = 1000, graceMs = 5000 } = options;
  const watched = new WatchedRuns(workspace, words);
  watched.check();
  const screen = new Screen(out);
  const changes = new ChangeLines();
  let heardAt = performance.now();
  try {
    while (signal?.aborted !== true) {
      const runs = watched.look(Date.now());
      if (out.isTTY)
        screen.draw(runs.length > 0 ? liveView(runs, screen.size) : ["Waiting for a run to begin …"]);
      else for (const line of changes.of(runs)) out.write(`${line}\n`);
      if (runs.length > 0 && !isAllOver(workspace, runs)) heardAt = performance.now();
      const patience = runs.length === 0 && words.length > 0 ? sweepPause : graceMs;
      if (performance.now() - heardAt >= patience) {
        if (runs.length === 0)
          out.write(`No run is under way in ${workspace}; blankfile runs lists those that were.\n`);
        break;
      }
      await wait(everyMs, undefined, { ...(signal && { signal }) }).catch(() => {});
    }
  } finally {
    screen.close();
  }
}

/** How long a sweep may take from the end of one run to the beginning of the next. */
const sweepPause = 60_000;

/** A sweep is over when it has written what it found after the last of its runs, or when nobody seems to drive it any more. */
function isAllOver(workspace: string, runs: readonly FoldedRun[]): boolean {
  if (runs.some(isUnderWay)) return false;
  const sweeps = Map.groupBy(runs, ({ record }) => record?.sweep);
  return [...sweeps].every(([sweep, own]) => {
    if (sweep === undefined || !/^[\w-]+$/.test(sweep)) return true;
    const folder = path.join(workspace, "sweeps", sweep);
    if (statSync(folder, { throwIfNoEntry: false }) === undefined) return true;
    const report = statSync(path.join(folder, "report.json"), { throwIfNoEntry: false });
    const last = Math.max(...own.map(({ updatedAt }) => updatedAt));
    return (report && report.mtimeMs >= last - 2000) || Date.now() - last > sweepPause;
  });
}
