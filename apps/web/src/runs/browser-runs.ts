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
  /** Bytes that events name by their SHA-256. */
  artifacts?: ReadonlyMap<string, Uint8Array>;
}

interface RunsDatabase extends DBSchema {
  runs: { key: string; value: { id: string; record: RunRecord; events: RunEvent[] } };
  artifacts: { key: [run: string, hash: string]; value: { run: string; hash: string; bytes: Uint8Array } };
}

const database = lazyDatabase<RunsDatabase>(
  "blankfile-runs",
  (db, oldVersion) => {
    if (oldVersion < 1) db.createObjectStore("runs", { keyPath: "id" });
    if (oldVersion < 2) db.createObjectStore("artifacts", { keyPath: ["run", "hash"] });
  },
  2,
);

/** Stores a run; the promise rejects with a sentence for the reader where the browser refuses. */
export async function saveBrowserRun({ record, events, artifacts }: BrowserRun): Promise<void> {
  try {
    const kept = (await database()).transaction(["runs", "artifacts"], "readwrite");
    await Promise.all([
      kept.objectStore("runs").put({ id: record.id, record, events }),
      ...[...(artifacts ?? [])].map(([hash, bytes]) =>
        kept.objectStore("artifacts").put({ run: record.id, hash, bytes }),
      ),
      kept.done,
    ]);
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

/** undefined where this browser does not have it. */
export async function browserArtifact(run: string, hash: string): Promise<Uint8Array | undefined> {
  return (await (await database()).get("artifacts", [run, hash]))?.bytes;
}

/** Bytes of all artifacts of a run that this browser has. */
export async function browserArtifacts(run: string): Promise<Map<string, Uint8Array>> {
  const range = IDBKeyRange.bound([run, ""], [run, "\uffff"]);
  const found = await (await database()).getAll("artifacts", range);
  return new Map(found.map(({ hash, bytes }) => [hash, bytes]));
}

function fold({ record, events }: Pick<BrowserRun, "record" | "events">): FoldedRun {
  const text = events.map((event) => `${JSON.stringify(event)}\n`).join("");
  return foldRun(record, [{ claim: browserClaim(record), text }]);
}
