import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import path from "node:path";
import { writeArtifact, writeArtifactLater } from "./artifact.ts";
import { type RunProblem, runProblem } from "./run-problem.ts";

export interface ArtifactStoreOptions {
  /** Pause between tries while the disk refuses; 1,000 ms unless told. */
  retryMs?: number;
  /** Told once per outage. The bytes stay in memory and are tried again. */
  onProblem: (problem: RunProblem) => void;
}

/**
 * Keeps what a training hands over while it goes on: `keep` copies the bytes and gives their name, and a turn later they are written and
 * fsynced. Nothing is dropped: what the disk refuses waits in memory.
 */
export class ArtifactStore {
  readonly #folder: string;
  readonly #options: ArtifactStoreOptions;
  readonly #waiting = new Map<string, Uint8Array>();
  #bytes = 0;
  #oldest = 0;
  #problem: RunProblem | undefined;
  #timer: NodeJS.Timeout | undefined;
  #flushing: Promise<void> | undefined;

  constructor(folder: string, options: ArtifactStoreOptions) {
    this.#folder = folder;
    this.#options = options;
  }

  /** Bytes that are not on disk yet. */
  get waitingBytes(): number {
    return this.#bytes;
  }

  /** Returns the SHA-256 of the bytes, which are copied: the caller may go on with its buffer. */
  keep(bytes: Uint8Array): string {
    const hash = createHash("sha256").update(bytes).digest("hex");
    const isThere = this.#waiting.has(hash) || existsSync(path.join(this.#folder, "artifacts", hash));
    if (isThere) return hash;
    if (this.#waiting.size === 0) this.#oldest = performance.now();
    this.#waiting.set(hash, bytes.slice());
    this.#bytes += bytes.length;
    // A training that never yields starves the timer; its own calls then drive the writes.
    if (performance.now() - this.#oldest > 2000 && !this.#problem) this.#tryNow();
    else this.#schedule(0);
    return hash;
  }

  /** Resolves once all that waits is on disk; rejects with a RunProblem where the disk refuses, and keeps the bytes. */
  async flush(): Promise<void> {
    while (this.#waiting.size > 0 || this.#flushing) {
      this.#flushing ??= this.#writeAll().finally(() => {
        this.#flushing = undefined;
      });
      await this.#flushing;
    }
  }

  /** The same for a process that is about to end: waits for the disk. */
  flushSync(): void {
    for (const [hash, bytes] of this.#waiting) {
      try {
        writeArtifact(this.#folder, bytes);
      } catch (error) {
        throw this.#fail(error);
      }
      this.#written(hash);
    }
    this.#problem = undefined;
  }

  close(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  async #writeAll(): Promise<void> {
    for (const [hash, bytes] of this.#waiting) {
      try {
        await writeArtifactLater(this.#folder, hash, bytes);
      } catch (error) {
        throw this.#fail(error);
      }
      this.#written(hash);
    }
    this.#problem = undefined;
  }

  #written(hash: string): void {
    this.#bytes -= this.#waiting.get(hash)?.length ?? 0;
    this.#waiting.delete(hash);
    this.#oldest = performance.now();
  }

  #tryNow(): void {
    try {
      this.flushSync();
    } catch {
      this.#schedule(this.#options.retryMs ?? 1000);
    }
  }

  #schedule(delay: number): void {
    this.#timer ??= setTimeout(async () => {
      try {
        await this.flush();
        this.#timer = undefined;
      } catch {
        this.#timer = undefined;
        this.#schedule(this.#options.retryMs ?? 1000);
      }
      if (this.#waiting.size > 0) this.#schedule(0);
    }, delay);
    this.#timer.unref();
  }

  #fail(error: unknown): RunProblem {
    const problem = runProblem("artifact", path.join(this.#folder, "artifacts"), error);
    const isNew = this.#problem?.code !== problem.code;
    this.#problem = problem;
    if (isNew) this.#options.onProblem(problem);
    return problem;
  }
}
