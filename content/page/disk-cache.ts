import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { repository } from "./repository.ts";

/** The cache's folder; undefined where caching is off. */
export function cacheRoot(given: string | false | undefined): string | undefined {
  if (given === false) return undefined;
  return given ?? join(repository, "node_modules/.cache/blankfile");
}

/** What was kept under this key; undefined where there is nothing, or nothing that can be read. */
export function readCached<T>(root: string | undefined, room: string, key: string): T | undefined {
  if (root === undefined) return undefined;
  try {
    return JSON.parse(readFileSync(join(root, room, `${key}.json`), "utf8")) as T;
  } catch {
    return undefined;
  }
}

/** Keeps a value; a reader sees the whole of it or nothing. A cache that cannot be written costs time, no more. */
export function writeCached(root: string | undefined, room: string, key: string, value: unknown): void {
  if (root === undefined) return;
  const file = join(root, room, `${key}.json`);
  const unfinished = `${file}.${process.pid}`;
  try {
    mkdirSync(join(root, room), { recursive: true });
    writeFileSync(unfinished, JSON.stringify(value));
    renameSync(unfinished, file);
  } catch (error) {
    if (!isFileError(error)) throw error;
  }
}

function isFileError(error: unknown): boolean {
  return error instanceof Error && "code" in error && /^E[A-Z]+$/.test(String(error.code));
}
