import { closeSync, fstatSync, lstatSync, openSync, readFileSync, readSync, statSync } from "node:fs";
import path from "node:path";
import { type Parsed, parseClaim, parseRecord, type Refused } from "../check-record.ts";
import { longestLine, tooLong } from "../event-line.ts";
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
  #cursors = new Map<number, FileCursor>();

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
    return this.#fold.result({ now, ...this.#written(), ...(alive !== undefined && { alive }) });
  }

  /** When somebody was last heard of the run, as far as clocks can be trusted. */
  heardAt(now: number): number {
    return this.#fold.heardAt({ now, ...this.#written() });
  }

  #written(): { writtenAt?: number } {
    const writtenAt = this.#cursors.get(this.#fold.claim?.attempt ?? 0)?.writtenAt;
    return writtenAt === undefined ? {} : { writtenAt };
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
    const cursor = this.#cursors.get(attempt) ?? { bytes: 0, inode: -1, skipped: 0, writtenAt: 0 };
    const file = path.join(this.#folder, "attempts", String(attempt), "events.jsonl");
    const tail = readTail(file, cursor, limit);
    if (tail === "replaced") return tail;
    if (!tail) return { bytes: 0, more: false };
    const { lines, read, skipped, ended, inode, writtenAt, more } = tail;
    const bytes = cursor.bytes + read;
    this.#cursors.set(attempt, { bytes, inode, skipped: ended ? 0 : skipped, writtenAt });
    if (ended) this.#fold.addDamagedLine(attempt, tooLong(skipped));
    if (lines.length > 0) this.#fold.addLines(attempt, lines.toString("utf8"));
    return { bytes: read, more };
  }
}

/** How far a file of events was read. */
interface FileCursor {
  /** Up to the last whole line; or, in a line that is too long, up to where it was left out. */
  bytes: number;
  /** The file that they came from. */
  inode: number;
  /** Bytes of the line that is being left out; 0 where there is none. */
  skipped: number;
  /** The file's own time. */
  writtenAt: number;
}

interface Tail {
  lines: Buffer;
  /** Bytes behind the cursor that are done with. */
  read: number;
  /** Bytes of a line that is too long, and whether its end was reached. */
  skipped: number;
  ended: boolean;
  inode: number;
  writtenAt: number;
  more: boolean;
}

/** Whole lines behind the cursor: at most `limit` bytes, but at least one line, or a piece of one that is too long to be kept. */
function readTail(file: string, cursor: FileCursor, limit: number): Tail | "replaced" | undefined {
  let descriptor: number;
  try {
    if (!lstatSync(file).isFile()) return undefined;
    descriptor = openSync(file, "r");
  } catch {
    return cursor.bytes > 0 ? "replaced" : undefined;
  }
  try {
    const { size, ino, mtimeMs } = fstatSync(descriptor);
    if (size < cursor.bytes || (cursor.inode !== -1 && ino !== cursor.inode)) return "replaced";
    return { ...pieceOf(descriptor, size - cursor.bytes, cursor, limit), inode: ino, writtenAt: mtimeMs };
  } finally {
    closeSync(descriptor);
  }
}

function pieceOf(
  descriptor: number,
  left: number,
  cursor: FileCursor,
  limit: number,
): Omit<Tail, "inode" | "writtenAt"> {
  for (let wanted = Math.min(left, Math.max(limit, 1)); ; wanted = Math.min(left, wanted * 2)) {
    const buffer = Buffer.alloc(Math.min(wanted, longestLine + 1));
    const got = buffer.subarray(0, readSync(descriptor, buffer, 0, buffer.length, cursor.bytes));
    const more = buffer.length < left;
    if (cursor.skipped > 0) {
      const end = got.indexOf(0x0a);
      const ended = end >= 0;
      const read = ended ? end + 1 : got.length;
      const skipped = cursor.skipped + (ended ? end : read);
      return { lines: got.subarray(0, 0), read, skipped, ended, more: read < left };
    }
    const lines = got.subarray(0, got.lastIndexOf(0x0a) + 1);
    const none = { lines, read: lines.length, skipped: 0, ended: false };
    if (lines.length > 0 || !more) return { ...none, more };
    if (got.length > longestLine) return { ...none, read: got.length, skipped: got.length, more: true };
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
