import { type FSWatcher, watch } from "node:fs";
import path from "node:path";
import { setImmediate as turn } from "node:timers/promises";
import type { RunIndex } from "./run-index.ts";

export interface RunWatchOptions {
  workspace: string;
  index: RunIndex;
  /** Something of a run may have changed. */
  onChange: () => void;
  /** A run's folder is gone. */
  onGone: (id: string) => void;
  /** A problem that the next round may not have. */
  onProblem: (error: unknown) => void;
  /** How often open runs are looked at; 500 ms unless told. */
  openMs?: number;
  /** How often all folders are looked at; 5 s unless told. */
  allMs?: number;
}

/**
 * Keeps the index up with the run folders. The system's notices make it quick; the rounds make it certain, because
 * notices get lost, and network drives send none.
 */
export class RunWatch {
  readonly #options: RunWatchOptions;
  readonly #timers: NodeJS.Timeout[] = [];
  readonly #watchers = new Map<string, FSWatcher>();
  readonly #noticed = new Set<string>();
  #notice: NodeJS.Timeout | undefined;
  #isClosed = false;
  /** Rounds run one after the other. */
  #round: Promise<void> = Promise.resolve();

  constructor(options: RunWatchOptions) {
    this.#options = options;
    const every = (ms: number, round: () => Promise<void>) =>
      this.#timers.push(setInterval(() => this.#after(round), ms).unref());
    every(options.openMs ?? 500, () => this.#read(options.index.openRuns()));
    every(options.allMs ?? 5000, () => this.#readAll());
  }

  /** One round over everything; resolves when the index is up to date. */
  scan(): Promise<void> {
    return this.#after(() => this.#readAll());
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    for (const timer of this.#timers) clearInterval(timer);
    clearTimeout(this.#notice);
    for (const watcher of this.#watchers.values()) watcher.close();
    await this.#round;
  }

  #after(round: () => Promise<void>): Promise<void> {
    this.#round = this.#round.then(async () => {
      if (this.#isClosed) return;
      try {
        await round();
      } catch (error) {
        this.#options.onProblem(error);
      }
    });
    return this.#round;
  }

  async #readAll(): Promise<void> {
    const { changed, gone } = this.#options.index.differences();
    for (const id of gone) {
      this.#options.index.remove(id);
      this.#options.onGone(id);
    }
    await this.#read(changed);
    this.#watchFolders();
  }

  async #read(ids: string[]): Promise<void> {
    for (const id of ids) {
      try {
        while (this.#options.index.sync(id) && !this.#isClosed) await this.#changed();
      } catch (error) {
        this.#options.onProblem(error); // One run that cannot be read keeps no other from being read.
      }
      await this.#changed();
      if (this.#isClosed) return;
    }
  }

  /** Others get a turn between two pieces. */
  async #changed(): Promise<void> {
    this.#options.onChange();
    await turn();
  }

  /** Watches `runs/` for new folders, and the attempts of open runs. */
  #watchFolders(): void {
    const runs = path.join(this.#options.workspace, "runs");
    const wanted = new Map([[runs, ""]]);
    for (const id of this.#options.index.openRuns().slice(0, 100)) {
      wanted.set(path.join(runs, id, "attempts"), id);
      const attempt = this.#options.index.lastAttempt(id);
      if (attempt > 0) wanted.set(path.join(runs, id, "attempts", String(attempt)), id);
    }
    for (const [folder, watcher] of this.#watchers) {
      if (wanted.has(folder)) continue;
      watcher.close();
      this.#watchers.delete(folder);
    }
    for (const [folder, id] of wanted) if (!this.#watchers.has(folder)) this.#watchFolder(folder, id);
  }

  #watchFolder(folder: string, id: string): void {
    try {
      const watcher = watch(folder, { persistent: false }, () => this.#hear(id));
      const forget = () => {
        watcher.close();
        this.#watchers.delete(folder);
      };
      watcher.on("error", forget);
      this.#watchers.set(folder, watcher);
    } catch {
      // No notices here (too many watchers, or no such folder yet): the rounds see it.
    }
  }

  /** Gathers notices for 50 ms: a run that logs a lot sends one a batch. */
  #hear(id: string): void {
    this.#noticed.add(id);
    this.#notice ??= setTimeout(() => {
      this.#notice = undefined;
      const ids = [...this.#noticed];
      this.#noticed.clear();
      this.#after(() => (ids.includes("") ? this.#readAll() : this.#read(ids)));
    }, 50);
  }
}
