import {
  closeSync,
  constants,
  fstatSync,
  fsync,
  fsyncSync,
  ftruncateSync,
  openSync,
  writeSync,
} from "node:fs";
import path from "node:path";
import type { MetricsEvent } from "../run.ts";
import { type RunProblem, runProblem } from "./run-problem.ts";
import { syncFolder } from "./write-once.ts";

export interface EventFileOptions {
  /** Lines wait at most so long for company before they are written; 200 ms unless told. */
  flushMs?: number;
  /** … or until so many bytes wait; 64 kB unless told. */
  flushBytes?: number;
  /** Pause between tries while the disk refuses; 1,000 ms unless told. */
  retryMs?: number;
  /** Told once per outage. The lines stay in memory and are tried again. */
  onProblem: (problem: RunProblem) => void;
}

interface Waiter {
  upTo: number;
  resolve: () => void;
  reject: (problem: RunProblem) => void;
}

/**
 * Appends lines to `events.jsonl`. `append` only remembers the line; a batch then goes to the system in one write (tens
 * of microseconds) and to the disk by an fsync on another thread. The file is always a prefix of what was appended: a
 * write that stops half-way is continued where it stopped.
 */
export class EventFile {
  readonly #file: string;
  readonly #flushMs: number;
  readonly #flushBytes: number;
  readonly #retryMs: number;
  readonly #onProblem: (problem: RunProblem) => void;

  #lines: (string | MetricsEvent)[] = [];
  #lineBytes = 0;
  #oldest = 0;
  /** Bytes of the current batch that the system has not taken yet. */
  #rest: Uint8Array = new Uint8Array(0);

  #descriptor: number | undefined;
  /** Bytes appended, taken by the system, and safe on disk, since the start. */
  #written = 0;
  #synced = 0;
  #syncs = 0;
  #syncStarted = 0;
  #waiters: Waiter[] = [];
  #problem: RunProblem | undefined;
  #failedAt = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor(file: string, options: EventFileOptions) {
    this.#file = file;
    this.#flushMs = options.flushMs ?? 200;
    this.#flushBytes = options.flushBytes ?? 64 * 1024;
    this.#retryMs = options.retryMs ?? 1000;
    this.#onProblem = options.onProblem;
  }

  /** What was appended and the system has not taken. */
  get waitingBytes(): number {
    return this.#lineBytes + this.#rest.length;
  }

  /** Metrics become text with their batch, between two steps and many at once; whoever appends them no longer changes them. */
  append(line: string | MetricsEvent): void {
    const now = performance.now();
    if (this.#lines.length === 0) this.#oldest = now;
    this.#lines.push(line);
    this.#lineBytes += typeof line === "string" ? line.length + 1 : roomOf(line);
    // A training that never yields starves the timer; its own calls then drive the writes.
    const late = now - this.#oldest > 2 * this.#flushMs;
    if (this.#lineBytes >= this.#flushBytes || late) this.#push();
    else this.#schedule(this.#flushMs);
  }

  /** Resolves once everything appended so far is on disk; rejects where it cannot be, and keeps it for the next try. */
  flush(): Promise<void> {
    const problem = this.#write();
    if (problem) return Promise.reject(problem);
    if (this.#synced >= this.#written) return Promise.resolve();
    return new Promise((resolve, reject) => {
      this.#waiters.push({ upTo: this.#written, resolve, reject });
      this.#sync();
    });
  }

  async close(): Promise<void> {
    await this.flush();
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#close();
  }

  /** For a process that is about to end: waits for the disk. */
  flushSync(): void {
    if (this.#write() === undefined && this.#descriptor !== undefined && this.#synced < this.#written)
      fsyncSync(this.#descriptor);
  }

  #push(): void {
    const pause = this.#problem ? this.#failedAt + this.#retryMs - performance.now() : 0;
    if (pause > 0) this.#schedule(Math.ceil(pause));
    else if (this.#write() === undefined) this.#sync();
  }

  #schedule(delay: number): void {
    if (this.#timer) return;
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.#push();
    }, delay);
    this.#timer.unref();
  }

  /** Hands all lines to the system. Returns what stood in the way. */
  #write(): RunProblem | undefined {
    if (this.#lines.length > 0) {
      this.#rest = Buffer.concat([this.#rest, Buffer.from(this.#lines.map(textOf).join(""), "utf8")]);
      this.#lines = [];
      this.#lineBytes = 0;
    }
    try {
      while (this.#rest.length > 0) {
        this.#descriptor ??= this.#open();
        const taken = writeSync(this.#descriptor, this.#rest);
        this.#written += taken;
        this.#rest = this.#rest.subarray(taken);
      }
      if (this.#synced < this.#written) this.#descriptor ??= this.#open();
      if (this.#descriptor !== undefined && fstatSync(this.#descriptor).nlink === 0)
        throw Object.assign(new Error("the file was removed"), { code: "ENOENT" });
      this.#problem = undefined;
      return undefined;
    } catch (error) {
      return this.#fail(error);
    }
  }

  #open(): number {
    const { O_WRONLY, O_APPEND, O_CREAT } = constants;
    const first = this.#written === 0;
    const descriptor = openSync(
      this.#file,
      first ? O_WRONLY | O_APPEND | O_CREAT : O_WRONLY | O_APPEND,
      0o666,
    );
    const { size } = fstatSync(descriptor);
    // Only this process writes here: whatever lies beyond what the system acknowledged is half a line of a failed write.
    if (size > this.#written) ftruncateSync(descriptor, this.#written);
    if (first) syncFolder(path.dirname(this.#file));
    return descriptor;
  }

  #sync(): void {
    if (this.#descriptor === undefined || this.#synced >= this.#written) return;
    // One at a time, unless the callbacks of a training that never yields are overdue.
    if (this.#syncs > 0 && performance.now() - this.#syncStarted < 1000) return;
    const descriptor = this.#descriptor;
    const upTo = this.#written;
    this.#syncs += 1;
    this.#syncStarted = performance.now();
    fsync(descriptor, (error) => {
      this.#syncs -= 1;
      if (error && descriptor === this.#descriptor) this.#fail(error);
      if (error) return;
      this.#synced = Math.max(this.#synced, upTo);
      const ready = this.#waiters.filter((waiter) => waiter.upTo <= this.#synced);
      this.#waiters = this.#waiters.filter((waiter) => waiter.upTo > this.#synced);
      for (const waiter of ready) waiter.resolve();
      this.#sync();
    });
  }

  #fail(error: unknown): RunProblem {
    const problem = runProblem("run", this.#file, error);
    this.#close();
    this.#failedAt = performance.now();
    const isNew = this.#problem?.code !== problem.code;
    this.#problem = problem;
    const waiters = this.#waiters;
    this.#waiters = [];
    for (const waiter of waiters) waiter.reject(problem);
    if (isNew) this.#onProblem(problem);
    this.#schedule(this.#retryMs);
    return problem;
  }

  #close(): void {
    if (this.#descriptor === undefined) return;
    const descriptor = this.#descriptor;
    this.#descriptor = undefined;
    try {
      closeSync(descriptor);
    } catch {
      // A descriptor whose disk is gone may refuse to close; there is nothing left to do with it.
    }
  }
}

function textOf(line: string | MetricsEvent): string {
  return `${typeof line === "string" ? line : JSON.stringify(line)}\n`;
}

/** About the bytes of its line: a number has up to 24 characters, its name stands in quotes before it. */
function roomOf({ values }: MetricsEvent): number {
  let bytes = 80;
  for (const name in values) bytes += name.length + 24;
  return bytes;
}
