import {
  browserClaim,
  type FoldedRun,
  foldRun,
  type RunEvent,
  type RunRecord,
  type RunRow,
  rowOf,
} from "@blankfile/tracking";
import type { DBSchema } from "idb";
import { lazyDatabase } from "../store/lazy-database.ts";

/** A run made in this browser: what a folder in the workspace would hold. */
export interface BrowserRun {
  record: RunRecord;
  events: RunEvent[];
}

interface RunsDatabase extends DBSchema {
  runs: { key: string; value: { id: string } & BrowserRun };
}

const database = lazyDatabase<RunsDatabase>("blankfile-runs", (db) => {
  db.createObjectStore("runs", { keyPath: "id" });
});

/** Stores a run; the promise rejects with a sentence for the reader where the browser refuses. */
export async function saveBrowserRun(run: BrowserRun): Promise<void> {
  try {
    await (await database()).put("runs", { id: run.record.id, ...run }, undefined);
  } catch (error) {
    const why =
      error instanceof Error && error.name === "QuotaExceededError" ? "its storage is full" : String(error);
    throw new Error(`runs: this browser did not keep the run (${why}); free some space and save it again`);
  }
}

export async function browserRows(): Promise<RunRow[]> {
  const runs = await (await database()).getAll("runs");
  return runs.map((run) => rowOf(fold(run))).sort((a, b) => b.createdAt - a.createdAt);
}

export async function browserRun(id: string): Promise<(BrowserRun & { folded: FoldedRun }) | undefined> {
  const run = await (await database()).get("runs", id);
  return run && { ...run, folded: fold(run) };
}

function fold({ record, events }: BrowserRun): FoldedRun {
  const text = events.map((event) => `${JSON.stringify(event)}\n`).join("");
  return foldRun(record, [{ claim: browserClaim(record), text }]);
}
