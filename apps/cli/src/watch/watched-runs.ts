import { closeSync, fstatSync, openSync, readdirSync, readSync, statSync } from "node:fs";
import path from "node:path";
import { nearest } from "@blankfile/curriculum";
import type { FoldedRun, RunRecord } from "@blankfile/tracking";
import { listRunIds, RunFolder } from "@blankfile/tracking/node";
import { UsageError } from "../usage-error.ts";
import { isUnderWay } from "./live-view.ts";

/** Looks between two at all runs: one that had ended may go on. */
const looksBetween = 10;

/** The runs that are watched: those that words name, or those that were under way at some look. */
export class WatchedRuns {
  readonly #workspace: string;
  readonly #words: readonly string[];
  readonly #watched = new Map<string, RunFolder>();
  /** Runs that were looked at and are not watched. */
  readonly #others = new Set<string>();
  #looks = 0;

  constructor(workspace: string, words: readonly string[]) {
    this.#workspace = workspace;
    this.#words = words;
  }

  /** As they are now, oldest first. Throws at the first look where a word names nothing. */
  look(now: number): FoldedRun[] {
    if (this.#words.length === 0 && this.#looks % looksBetween === 0) this.#others.clear();
    for (const id of listRunIds(this.#workspace)) this.#decide(id, now);
    this.#looks += 1;
    for (const id of this.#watched.keys()) if (!this.#isThere(id)) this.#watched.delete(id);
    const runs = [...this.#watched.values()].map((folder) => {
      while (folder.readNew().more);
      return folder.result(now);
    });
    return runs.sort((a, b) => (a.id < b.id ? -1 : 1));
  }

  #decide(id: string, now: number): void {
    if (this.#watched.has(id) || this.#others.has(id)) return;
    const isWanted = this.#words.length === 0 ? this.#isGoing(id, now) : this.#isNamed(id);
    if (isWanted === undefined) return; // Somebody is just making it.
    if (isWanted) this.#watched.set(id, new RunFolder(this.#workspace, id));
    else this.#others.add(id);
  }

  /** Looks at the end of its events first: of thousands of runs that have ended none is read. */
  #isGoing(id: string, now: number): boolean {
    if (hasEnded(path.join(this.#workspace, "runs", id))) return false;
    const folder = new RunFolder(this.#workspace, id);
    while (folder.readNew().more);
    return isUnderWay(folder.result(now));
  }

  #isNamed(id: string): boolean | undefined {
    if (this.#words.some((word) => id.startsWith(word))) return true;
    const record = this.#recordOf(id);
    return record && this.#words.some((word) => names(word, record));
  }

  /** Says of the first word that names no run what was meant. */
  check(): void {
    const records = listRunIds(this.#workspace).map((id) => ({ id, record: this.#recordOf(id) }));
    for (const word of this.#words) {
      if (records.some(({ id, record }) => id.startsWith(word) || (record && names(word, record)))) continue;
      if (isSweepWithoutRuns(this.#workspace, word)) continue;
      const known = records.flatMap(({ id, record }) => [
        id,
        record?.group,
        record?.sweep,
        record?.experiment,
      ]);
      const near = nearest(word, [...new Set(known.filter((one) => one !== undefined))]);
      const hint = near.length > 0 ? `did you mean ${near.join(" or ")}?` : "blankfile runs lists them.";
      throw new UsageError(
        `runs watch: ${JSON.stringify(word)} is no run, group, sweep or experiment with runs; ${hint}`,
      );
    }
  }

  #recordOf(id: string): RunRecord | undefined {
    const folder = new RunFolder(this.#workspace, id);
    folder.readNew(1);
    return folder.fold.result().record;
  }

  #isThere(id: string): boolean {
    return statSync(path.join(this.#workspace, "runs", id), { throwIfNoEntry: false }) !== undefined;
  }
}

/** A sweep that has just begun has no runs yet. */
function isSweepWithoutRuns(workspace: string, word: string): boolean {
  if (!/^\d{8}-\d{6}-[\w-]+$/.test(word)) return false;
  return statSync(path.join(workspace, "sweeps", word), { throwIfNoEntry: false })?.isDirectory() === true;
}

/** A group's name stands for its variants too, which have theirs behind it. */
function names(word: string, { experiment, group, sweep }: RunRecord): boolean {
  const isGroup = group === word || group?.startsWith(`${word}-`) === true;
  return isGroup || sweep === word || experiment === word || experiment.split("/").at(-1) === word;
}

/** Whether the last line of its last attempt says that it ended. */
function hasEnded(folder: string): boolean {
  try {
    const attempts = path.join(folder, "attempts");
    const last = Math.max(...readdirSync(attempts).map(Number).filter(Number.isInteger));
    const line = lastLine(path.join(attempts, String(last), "events.jsonl"));
    const { kind, state } = JSON.parse(line) as { kind?: unknown; state?: unknown };
    return kind === "state" && state !== "running";
  } catch {
    return false; // It is not known: the reader finds out.
  }
}

function lastLine(file: string): string {
  const descriptor = openSync(file, "r");
  try {
    const { size } = fstatSync(descriptor);
    const bytes = Buffer.alloc(Math.min(size, 4096));
    readSync(descriptor, bytes, 0, bytes.length, size - bytes.length);
    return bytes.toString("utf8").trimEnd().split("\n").at(-1) ?? "";
  } finally {
    closeSync(descriptor);
  }
}
