import type { Attempt, AttemptOutcome, CheckResult } from "@blankfile/curriculum/check";
import { type LogLevel, limits, type Message } from "./protocol.ts";

export interface LogLine {
  level: LogLevel;
  text: string;
}

type Phase = "starting" | "loading" | "between" | "checking";

/**
 * Judges an attempt from what the worker says and from the clock. It believes nothing out of turn: the checks must be
 * announced and answered one after the other, all of them, under the names that the page knows.
 */
export class Referee {
  readonly #exercise: string;
  readonly #names: readonly string[];
  readonly #results: CheckResult[] = [];
  readonly log: LogLine[] = [];
  #phase: Phase = "starting";
  #limit: number = limits.start;
  #deadline: number;
  readonly #end: number;
  #attempt: Attempt | undefined;
  /** What the running check says of a failure: shown also where it is ended. */
  #context: Pick<CheckResult, "why" | "probes"> = {};

  /** `now` in milliseconds of a clock that only goes forward. */
  constructor(exercise: string, names: readonly string[], now: number) {
    this.#exercise = exercise;
    this.#names = names;
    this.#deadline = now + limits.start;
    this.#end = now + limits.start + limits.load + limits.attempt;
  }

  /** The verdict, once there is one. */
  get attempt(): Attempt | undefined {
    return this.#attempt;
  }

  get results(): readonly CheckResult[] {
    return this.#results;
  }

  /** Whether the worker has said its first word. */
  get started(): boolean {
    return this.#phase !== "starting";
  }

  /** Index of the check that runs now. */
  get running(): number | undefined {
    return this.#phase === "checking" && this.#attempt === undefined ? this.#results.length : undefined;
  }

  /** When `expire` is to be called. */
  get deadline(): number {
    return Math.min(this.#deadline, this.#end);
  }

  receive(message: Message, now: number): void {
    if (this.#attempt !== undefined) return;
    switch (message.kind) {
      case "ready":
        this.#expect("starting", message.kind);
        this.#enter("loading", limits.load, now);
        break;
      case "loaded":
        this.#expect("loading", message.kind);
        this.#enter("between", limits.check, now);
        break;
      case "check":
        this.#checkStarts(message, now);
        break;
      case "result":
        this.#checkEnds(message, now);
        break;
      case "done":
        this.#expect("between", message.kind);
        if (this.#results.length !== this.#names.length) this.#outOfTurn(message.kind);
        this.#finish(this.#results.every((result) => result.pass) ? "passed" : "failed");
        break;
      case "refused":
        this.#finish(message.outcome, message.message, message.line);
        break;
      case "log":
        if (this.log.length <= limits.logLines) this.log.push({ level: message.level, text: message.text });
        break;
      case "flood":
        this.#finish(
          "load error",
          `It sent more than ${limits.messages} messages or ${limits.total} characters and was stopped.`,
        );
        break;
      case "broken":
        this.#finish("load error", `The sandbox failed: ${message.message}.`);
    }
  }

  /** The deadline has passed. `alive`: whether the frame still answers. */
  expire(alive: boolean): void {
    const seconds = `${Number((this.#limit / 1000).toFixed(1))} s`;
    const cause = "a loop that never ends, a promise that nobody keeps, or memory that grows and grows";
    if (!alive) this.lost();
    else if (this.#phase === "starting")
      this.#finish(
        "load error",
        `The sandbox did not start within ${seconds}. Your text is unharmed; try again, or reload the page. It needs the connection to the site, even where the page itself does not.`,
      );
    else if (this.#phase === "loading")
      this.#finish(
        "time limit",
        `The file was still running its top level after ${seconds} and was stopped: ${cause}.`,
      );
    else {
      const name = this.#unfinished(`stopped after ${seconds}`, this.#limit);
      this.#finish("time limit", `“${name}” was still running after ${seconds} and was stopped: ${cause}.`);
    }
  }

  /** The frame no longer answers. */
  lost(): void {
    const checking = this.#phase === "checking";
    const where = checking ? `“${this.#unfinished("stopped answering", 0)}”: the code` : "The code";
    this.#finish(
      "memory limit",
      `${where} stopped answering; it may have filled the memory. Look for a list, a string or a graph that grows in every pass of a loop.`,
    );
  }

  /** The check that ran when the end came has failed; answers its name. */
  #unfinished(error: string, elapsedMs: number): string {
    const name = this.#names[this.#results.length] ?? "the end";
    if (this.#phase === "checking" && this.#attempt === undefined)
      this.#results.push({ name, pass: false, error, elapsedMs, ...this.#context });
    return name;
  }

  #checkStarts(message: Extract<Message, { kind: "check" }>, now: number): void {
    const { index, name, timeLimitMs, why, probes } = message;
    this.#expect("between", `check ${index}`);
    const next = this.#results.length;
    if (index !== next || name !== this.#names[next]) this.#outOfTurn(`check ${index}`);
    this.#context = { ...(why !== undefined && { why }), ...(probes !== undefined && { probes }) };
    this.#enter("checking", timeLimitMs, now);
  }

  #checkEnds({ index, result }: Extract<Message, { kind: "result" }>, now: number): void {
    this.#expect("checking", `result ${index}`);
    if (index !== this.#results.length) this.#outOfTurn(`result ${index}`);
    if (this.#attempt === undefined) this.#results.push({ ...result, name: this.#names[index]! });
    this.#enter("between", limits.check, now);
  }

  #expect(phase: Phase, what: string): void {
    if (this.#phase !== phase) this.#outOfTurn(what);
  }

  #outOfTurn(what: string): void {
    this.#finish(
      "load error",
      `The sandbox spoke out of turn (${what.slice(0, 40)}), so its results do not count. Reload the page; if it stays so, the site was built from parts that do not belong together.`,
    );
  }

  #enter(phase: Phase, limit: number, now: number): void {
    this.#phase = phase;
    this.#limit = limit;
    this.#deadline = now + limit + limits.grace;
  }

  /** The first verdict stands. */
  #finish(outcome: AttemptOutcome, message?: string, line?: number): void {
    this.#attempt ??= {
      exercise: this.#exercise,
      outcome,
      results: [...this.#results],
      ...(message !== undefined && { message }),
      ...(line !== undefined && { line }),
    };
  }
}
