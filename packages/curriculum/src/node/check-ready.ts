import type { ChildProcess } from "node:child_process";
import { readFileSync, statSync } from "node:fs";
import path from "node:path";
import { parseExercise } from "../front-matter.ts";
import { startChild } from "./check-process.ts";
import type { Limits } from "./check-referee.ts";

/**
 * The process for the next attempt at one exercise, started ahead: it has loaded the checks and what the exercise allows
 * to import, and waits for its job on standard input, using no processor time. It serves one attempt; `prepare` starts
 * the next. A process that has died, whose exercise has changed since, or that has other limits is not handed out.
 */
export class ReadyProcess {
  readonly #folder: string;
  readonly #limits: Limits;
  #child: ChildProcess | undefined;
  #stamp = "";

  /** `exerciseFolder` without symbolic links. */
  constructor(exerciseFolder: string, limits: Limits) {
    this.#folder = exerciseFolder;
    this.#limits = limits;
    process.once("exit", this.close);
  }

  /** Starts a process unless one is waiting. */
  prepare(): void {
    if (this.#usable()) return;
    this.close();
    this.#stamp = this.#stampNow();
    const page = path.join(this.#folder, "exercise.md");
    const { value } = parseExercise(readFileSync(page, "utf8"), path.basename(this.#folder), page);
    if (value === undefined) return;
    this.#child = startChild(this.#limits, { folder: this.#folder, imports: value.imports });
    // Whoever takes it hears of a failed start by its missing process id.
    this.#child.on("error", () => {});
  }

  /** The process that waits, or else a new one. */
  take(limits: Limits): ChildProcess {
    const child = this.#child;
    const usable = this.#usable() && JSON.stringify(limits) === JSON.stringify(this.#limits);
    if (!usable) this.close();
    this.#child = undefined;
    return usable && child !== undefined ? child : startChild(limits);
  }

  /** Ends the process that waits. */
  readonly close = (): void => {
    this.#child?.kill("SIGKILL");
    this.#child = undefined;
  };

  #usable(): boolean {
    const child = this.#child;
    if (child?.pid === undefined || child.exitCode !== null || child.signalCode !== null) return false;
    return this.#stamp === this.#stampNow();
  }

  #stampNow(): string {
    const times = ["checks.ts", "exercise.md"].map(
      (name) => statSync(path.join(this.#folder, name), { throwIfNoEntry: false })?.mtimeMs,
    );
    return times.join(" ");
  }
}
