import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { ProgressEvent } from "@blankfile/curriculum";

export const repository = path.join(import.meta.dirname, "..", "..", "..");
const main = ["--disable-warning=ExperimentalWarning", path.join(repository, "apps/cli/src/main.ts")];

/** The real command line on a workspace of its own in a temporary folder, which is also its home. */
export class Learner {
  readonly home = realpathSync(mkdtempSync(path.join(tmpdir(), "blankfile-learner-")));
  readonly workspace = path.join(this.home, "mine");
  readonly #env: NodeJS.ProcessEnv;

  constructor() {
    const { BLANKFILE_WORKSPACE: _, ...env } = process.env;
    this.#env = { ...env, HOME: this.home, USERPROFILE: this.home };
    const { status, stderr } = spawnSync(process.execPath, [...main, "init", this.workspace], {
      env: this.#env,
      encoding: "utf8",
    });
    if (status !== 0) throw new Error(stderr);
  }

  /** Runs a command in the workspace; the last argument may be `{ input }`, what is typed. */
  blankfile(...args: (string | { input: string })[]) {
    const typed = args.find((arg) => typeof arg === "object");
    const words = args.filter((arg) => typeof arg === "string");
    const { status, stdout, stderr } = spawnSync(process.execPath, [...main, ...words], {
      cwd: this.workspace,
      env: this.#env,
      encoding: "utf8",
      input: typed?.input ?? "",
    });
    return { status, stdout, stderr };
  }

  /** Starts a command and does not wait for it. */
  start(...args: string[]) {
    return spawn(process.execPath, [...main, ...args], { cwd: this.workspace, env: this.#env });
  }

  file(name: string): string {
    return path.join(this.workspace, "exercises", name);
  }

  write(name: string, text: string): void {
    writeFileSync(this.file(name), text);
  }

  events(): ProgressEvent[] {
    const text = readFileSync(path.join(this.workspace, "progress.jsonl"), "utf8");
    return text
      .split("\n")
      .filter(Boolean)
      .map((line) => JSON.parse(line) as ProgressEvent);
  }

  gone(): void {
    rmSync(this.home, { recursive: true, force: true });
  }
}

/** A file of an exercise of the content. */
export function source(slug: string, name: string): string {
  return readFileSync(path.join(repository, "content/exercises", slug, name), "utf8");
}
