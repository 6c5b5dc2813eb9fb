import { closeSync, fstatSync, lstatSync, openSync, readFileSync, readSync, statSync } from "node:fs";
import path from "node:path";
import { type Parsed, parseClaim, parseRecord, type Refused } from "../check-record.ts";
import { Fold } from "../fold.ts";
import type { FoldedRun } from "../folded-run.ts";
import { isRunId } from "../run-id.ts";
import { type RunRow, rowOf } from "../run-row.ts";
import { isAlive } from "./alive.ts";
import { namesIn } from "./names-in.ts";

/** Ids of the runs in a workspace, newest first. Folders with other names are not runs. */
export function listRunIds(workspace: string): string[] {
  return namesIn(path.join(workspace, "runs")).filter(isRunId).sort().reverse();
}

/** Reads one run whole. A damaged one comes back with state "damaged" and the reason. */
export function readRun(workspace: string, id: string, now: number): FoldedRun {
  const folder = new RunFolder(workspace, id);
  while (folder.readNew().more);
  return folder.result(now);
}

/** The runs of a workspace as rows, newest first. */
export function readRows(workspace: string, now: number): RunRow[] {
  return listRunIds(workspace).map((id) => rowOf(readRun(workspace, id, now)));
}

/** Reads a run's folder, and then only what was appended: a cursor in bytes for each attempt. */
export class RunFolder {
  readonly id: string;
  readonly #folder: string;
  #fold: Fold;
  /** Size and time of the `run.json` that was read, to see when it is another. */
  #recordRead = "";
  #damagedClaims = new Set<number>();
  /** For each attempt: bytes read up to the last whole line, and the file that they came from. */
  #cursors = new Map<number, { bytes: number; inode: number }>();

  constructor(workspace: string, id: string) {
    if (!isRunId(id)) throw new RangeError(`run: given ${JSON.stringify(id)}, needed a run's id`);
    this.id = id;
    this.#folder = path.join(workspace, "runs", id);
    this.#fold = new Fold({ id, damaged: "it was not read yet" });
  }

  get fold(): Fold {
    return this.#fold;
  }

  result(now: number): FoldedRun {
    const claim = this.#fold.claim;
    const alive = claim && isAlive(claim, now);
    return this.#fold.result({ now, ...(alive !== undefined && { alive }) });
  }

  /**
   * Reads what came since the last call, at most about `limit` bytes of it. `restarted` says that a file had shrunk or
   * been replaced, so that everything is read anew and all earlier changes are void.
   */
  readNew(limit = 8 * 1024 * 1024): { more: boolean; restarted: boolean } {
    this.#readRecord();
    this.#readClaims();
    let budget = limit;
    for (const attempt of this.#fold.attempts) {
      const read = this.#readEvents(attempt, budget);
      if (read === "replaced") {
        this.#restart();
        return { more: true, restarted: true };
      }
      budget -= read.bytes;
      if (read.more || budget <= 0) return { more: true, restarted: false };
    }
    return { more: false, restarted: false };
  }

  #restart(): void {
    this.#fold = new Fold({ id: this.id, damaged: "it was not read yet" });
    this.#recordRead = "";
    this.#damagedClaims.clear();
    this.#cursors.clear();
  }

  #readRecord(): void {
    const file = path.join(this.#folder, "run.json");
    const stat = statSync(file, { throwIfNoEntry: false });
    const version = stat ? `${stat.size} ${stat.mtimeMs} ${stat.ino}` : "missing";
    if (version === this.#recordRead) return;
    this.#recordRead = version;
    const { record, reason } = parsed(file, parseRecord);
    const damaged = reason ?? (record?.id === this.id ? undefined : `it names the run ${record?.id}`);
    this.#fold.setRecord(damaged === undefined ? record! : { id: this.id, damaged });
  }

  #readClaims(): void {
    const attempts = namesIn(path.join(this.#folder, "attempts"))
      .filter((name) => /^[1-9]\d{0,8}$/.test(name))
      .map(Number)
      .sort((a, b) => a - b);
    for (const attempt of attempts) {
      if (this.#fold.hasAttempt(attempt) || this.#damagedClaims.has(attempt)) continue;
      const folder = path.join(this.#folder, "attempts", String(attempt));
      const found = namesIn(folder);
      if (!found.includes("claim.json") && !found.includes("events.jsonl")) continue; // Somebody is just claiming it.
      const { claim, reason } = parsed(path.join(folder, "claim.json"), parseClaim);
      if (claim?.attempt === attempt) this.#fold.addClaim(claim);
      else this.#damagedClaim(attempt, reason ?? `it names attempt ${claim?.attempt}`);
    }
  }

  /** Without its claim nobody knows from which step an attempt resumed; only the first one needs none. */
  #damagedClaim(attempt: number, reason: string): void {
    this.#damagedClaims.add(attempt);
    const isFirst = attempt === 1;
    this.#fold.addProblem(
      `attempt ${attempt}, claim.json: ${reason}${isFirst ? "" : "; the attempt is left out"}`,
    );
    if (isFirst) this.#fold.addClaim({ format: 1, attempt, claimedAt: 0, host: "", pid: 0, resumedFrom: 0 });
  }

  #readEvents(attempt: number, limit: number): { bytes: number; more: boolean } | "replaced" {
    const cursor = this.#cursors.get(attempt) ?? { bytes: 0, inode: -1 };
    const tail = readTail(
      path.join(this.#folder, "attempts", String(attempt), "events.jsonl"),
      cursor,
      limit,
    );
    if (tail === "replaced") return tail;
    if (!tail) return { bytes: 0, more: false };
    this.#cursors.set(attempt, { bytes: cursor.bytes + tail.bytes.length, inode: tail.inode });
    if (tail.bytes.length > 0) this.#fold.addLines(attempt, tail.bytes.toString("utf8"));
    return { bytes: tail.bytes.length, more: tail.more };
  }
}

/** Whole lines behind the cursor: at most `limit` bytes, but at least one line. */
function readTail(
  file: string,
  cursor: { bytes: number; inode: number },
  limit: number,
): { bytes: Buffer; inode: number; more: boolean } | "replaced" | undefined {
  let descriptor: number;
  try {
    if (!lstatSync(file).isFile()) return undefined;
    descriptor = openSync(file, "r");
  } catch {
    return cursor.bytes > 0 ? "replaced" : undefined;
  }
  try {
    const { size, ino } = fstatSync(descriptor);
    if (size < cursor.bytes || (cursor.inode !== -1 && ino !== cursor.inode)) return "replaced";
    let wanted = Math.min(size - cursor.bytes, Math.max(limit, 1));
    for (;;) {
      const bytes = Buffer.alloc(wanted);
      const got = bytes.subarray(0, readSync(descriptor, bytes, 0, wanted, cursor.bytes));
      const lines = got.subarray(0, got.lastIndexOf(0x0a) + 1);
      const more = wanted < size - cursor.bytes;
      if (lines.length > 0 || !more) return { bytes: lines, inode: ino, more };
      wanted = Math.min(size - cursor.bytes, wanted * 2);
    }
  } finally {
    closeSync(descriptor);
  }
}

const largestRecord = 4 * 1024 * 1024;

function parsed<Name extends string, T>(
  file: string,
  parse: (text: string) => Parsed<Name, T> | Refused<Name>,
): Parsed<Name, T> | Refused<Name> {
  const { text, reason } = readText(file);
  return text === undefined ? ({ reason } as Refused<Name>) : parse(text);
}

function readText(file: string): { text: string; reason?: never } | { text?: never; reason: string } {
  try {
    // Of a link too: it could lead out of the run's folder.
    const stat = lstatSync(file);
    if (!stat.isFile()) return { reason: "it is no file" };
    if (stat.size > largestRecord)
      return { reason: `it has ${stat.size} bytes, needed at most ${largestRecord}` };
    return { text: readFileSync(file, "utf8") };
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    return { reason: code === "ENOENT" ? "it is missing" : `it cannot be read (${code})` };
  }
}
