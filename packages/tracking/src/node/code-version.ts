import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import type { CodeVersion } from "../run.ts";

const run = promisify(execFile);

/** Which code made a run: Git's commit of `root`, whether it was changed, and the hash of `files`. */
export async function codeVersion(options: { root: string; files?: string[] }): Promise<CodeVersion> {
  const commit = await git(options.root, "rev-parse", "HEAD");
  const changes = commit === undefined ? undefined : await git(options.root, "status", "--porcelain", "-uno");
  return {
    ...(commit !== undefined && { commit }),
    ...(changes !== undefined && { dirty: changes !== "" }),
    ...(options.files && { hash: await codeHash(options.files, options.root) }),
  };
}

/**
 * SHA-256 over source files, hex: for each, in the order of their names, the JSON text `[path from root, content]`.
 * Line endings count as \n, so that a checkout on Windows gives the same.
 */
export async function codeHash(files: string[], root = process.cwd()): Promise<string> {
  const named = files
    .map((file) => ({ file, name: path.relative(root, path.resolve(root, file)).replaceAll("\\", "/") }))
    .sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
  const hash = createHash("sha256");
  for (const { file, name } of named) {
    const text = (await readFile(path.resolve(root, file), "utf8")).replaceAll("\r\n", "\n");
    hash.update(JSON.stringify([name, text]));
  }
  return hash.digest("hex");
}

/** What a Git command prints, or undefined where there is no Git or no repository. */
async function git(folder: string, ...command: string[]): Promise<string | undefined> {
  try {
    const { stdout } = await run("git", command, { cwd: folder, timeout: 5000, windowsHide: true });
    return stdout.trim();
  } catch {
    return undefined;
  }
}
