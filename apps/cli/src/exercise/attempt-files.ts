import { createHash } from "node:crypto";
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";

/** So many texts are kept of each exercise, as in the browser; the oldest goes first. */
const most = 50;

/**
 * Keeps a text that was checked in `.blankfile/attempts/<exercise>/`, under the beginning of its hash: what the events in `progress.jsonl` call
 * `solution`. On disk when this returns, whole or not at all.
 */
export function keepAttemptText(workspace: string, slug: string, text: string): void {
  const file = attemptFile(workspace, slug, createHash("sha256").update(text).digest("hex"));
  if (existsSync(file)) return;
  const folder = path.dirname(file);
  mkdirSync(folder, { recursive: true });
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, text, { flush: true });
  renameSync(draft, file);
  forgetOldest(folder);
}

/** The text of an attempt; undefined where it is not kept here: it was checked in a browser, or long ago. */
export function attemptText(workspace: string, slug: string, hash: string): string | undefined {
  try {
    const text = readFileSync(attemptFile(workspace, slug, hash), "utf8");
    return createHash("sha256").update(text).digest("hex") === hash ? text : undefined;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}

function attemptFile(workspace: string, slug: string, hash: string): string {
  return path.join(workspace, ".blankfile", "attempts", slug, `${hash.slice(0, 16)}.ts`);
}

function forgetOldest(folder: string): void {
  const files = readdirSync(folder)
    .filter((name) => name.endsWith(".ts"))
    .map((name) => path.join(folder, name));
  if (files.length <= most) return;
  const age = new Map(files.map((file) => [file, statSync(file).mtimeMs]));
  files.sort((a, b) => age.get(a)! - age.get(b)!);
  for (const file of files.slice(0, files.length - most)) rmSync(file, { force: true });
}
