import { type CheckResult, outcomeOf } from "../check/index.ts";
import type { Message } from "./check-protocol.ts";

/** What came of a file, but for the exercise's name. */
export interface Verdict {
  outcome: "passed" | "failed" | "time limit" | "memory limit" | "syntax error" | "load error";
  results: CheckResult[];
  message?: string;
  line?: number;
}

export interface Limits {
  /** For the process to start and load the checks. */
  startMs: number;
  /** For the learner's file to load. */
  loadMs: number;
  /** From the moment on which the learner's file begins to load. */
  totalMs: number;
  memoryMb: number;
}

type Started = Extract<Message, { kind: "start" }>;

/**
 * Judges a file from what its process says and from the clock. The verdict, once there is one, stays; what comes later,
 * or out of turn, changes nothing.
 */
export class CheckReferee {
  readonly results: CheckResult[] = [];
  names: readonly string[] = [];
  /** What the file imports. */
  imports: readonly string[] = [];
  verdict: Verdict | undefined;
  /** Why the checks themselves, not the learner's file, could not be run. */
  broken: string | undefined;
  /** When to ask `expire`. */
  deadline: number;
  readonly #limits: Limits;
  #end = Number.POSITIVE_INFINITY;
  #loaded = false;
  #running: Started | undefined;

  constructor(limits: Limits, now: number) {
    this.#limits = limits;
    this.deadline = now + limits.startMs;
  }

  get over(): boolean {
    return this.verdict !== undefined || this.broken !== undefined;
  }

  receive(message: Message, now: number): void {
    if (this.over) return;
    switch (message.kind) {
      case "ready":
        this.names = message.names;
        this.#end = now + this.#limits.totalMs;
        this.deadline = Math.min(this.#end, now + this.#limits.loadMs);
        return;
      case "broken":
        this.broken = message.message;
        return;
      case "imports":
        this.imports = message.names === "" ? [] : message.names.split(" ");
        return;
      case "refused": {
        const { kind, ...verdict } = message;
        this.verdict = { ...verdict, results: [] };
        return;
      }
      case "loaded":
        this.#loaded = true;
        this.deadline = this.#end;
        return;
      case "start":
        this.#running = message;
        this.deadline = Math.min(this.#end, now + message.timeLimitMs);
        return;
      case "result":
        this.#running = undefined;
        this.results.push(message.result);
        this.deadline = this.#end;
        return;
      case "done":
        this.#settle(outcomeOf(this.results, this.names.length));
        return;
    }
  }

  /** The deadline has passed; `bytes` is what the process used of the memory when it was last heard. */
  expire(now: number, bytes: number): void {
    if (this.over) return;
    if (this.names.length === 0) {
      this.broken = `the checks did not load within ${seconds(this.#limits.startMs)}`;
      return;
    }
    const megabytes = Math.round(bytes / 2 ** 20);
    const large =
      megabytes > this.#limits.memoryMb / 2 ? ` By then ${megabytes} MB of memory were in use.` : "";
    const { totalMs, loadMs } = this.#limits;
    const name = this.#name();
    if (!this.#loaded)
      this.#settle(
        "time limit",
        `your file did not finish loading within ${seconds(loadMs)}; is there a loop outside of its functions?${large}`,
      );
    else if (this.#running === undefined || now >= this.#end) {
      this.#fail(`stopped: the checks together did not end within ${seconds(totalMs)}`, totalMs);
      this.#settle(
        "time limit",
        `the checks together did not end within ${seconds(totalMs)}${during(name)}.${large}`,
      );
    } else {
      const limit = this.#running.timeLimitMs;
      this.#fail(`did not end within ${seconds(limit)}`, limit);
      this.#settle(
        "time limit",
        `"${name}" did not end within ${seconds(limit)}; is there a loop, a recursion or a promise that never ends?${large}`,
      );
    }
  }

  /** The process is gone. */
  ended(how: { code: number | null; signal: string | null; outOfMemory: boolean }): void {
    if (this.over) return;
    const name = this.#name();
    if (how.outOfMemory) {
      const text = `used more than ${this.#limits.memoryMb} MB of memory`;
      this.#fail(text, 0);
      this.#settle("memory limit", `your file ${text}${during(name)}; does a list grow without end?`);
      return;
    }
    const way = how.signal === null ? `exit code ${how.code}` : how.signal;
    if (this.names.length === 0) this.broken = `the process of the checks ended before they loaded (${way})`;
    else if (!this.#loaded)
      this.#settle("load error", `your file ended the process while it loaded (${way})`);
    else {
      this.#fail(`the process ended (${way})`, 0);
      this.#settle("failed", `your code ended the process (${way})${during(name)}`);
    }
  }

  #name(): string | undefined {
    return this.#running && this.names[this.#running.index];
  }

  /** The check that was running has failed. */
  #fail(error: string, elapsedMs: number): void {
    if (this.#running === undefined) return;
    const { probes, why } = this.#running;
    this.results.push({
      name: this.#name() ?? "",
      pass: false,
      error,
      ...(probes !== undefined && { probes }),
      ...(why !== undefined && { why }),
      elapsedMs,
    });
    this.#running = undefined;
  }

  #settle(outcome: Verdict["outcome"], message?: string): void {
    this.verdict = { outcome, results: this.results, ...(message !== undefined && { message }) };
  }
}

function seconds(ms: number): string {
  return `${ms / 1000} s`;
}

function during(name: string | undefined): string {
  return name === undefined ? "" : ` (in "${name}")`;
}
