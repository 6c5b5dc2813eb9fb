import type { CheckResult, Declared } from "@blankfile/curriculum/check";
import type { LabJob } from "./lab-job.ts";

/**
 * What page, frame and worker say to each other. The worker runs code that nobody has read, so whatever comes out of it
 * is `unknown` until `parseMessage` has looked at it.
 */
export interface Job {
  /** The learner's module as CommonJS text, on the same lines as their TypeScript. */
  code: string;
  /** The exercise's checks as CommonJS text. */
  checks: string;
  /** Packages that checks or learner may ask for: name → CommonJS text. Those that a package needs stand before it. */
  packages: { name: string; code: string }[];
  /** Names of the packages that the learner may import. */
  imports: string[];
  /** What the starter exports: a module without any of it is not worth checking. */
  declared: Declared[];
}

/** From the page to the frame, once, with a port: everything that the frame needs, for it can fetch nothing. */
export interface Start {
  kind: "start";
  /** Text of the worker's script. */
  worker: string;
  job: Job;
}

/** The same for a lab that runs on the learner's code; after it the port carries questions and answers of the lab. */
export interface StartLab {
  kind: "lab";
  worker: string;
  job: LabJob;
}

/** From the worker through the frame to the page. */
export type Message =
  | { kind: "ready" }
  | { kind: "loaded" }
  | { kind: "refused"; outcome: "syntax error" | "load error"; message: string; line?: number }
  /** `why` and `probes` come before the check runs: one that is ended has no result that could tell them. */
  | { kind: "check"; index: number; name: string; timeLimitMs: number; why?: string; probes?: string }
  | { kind: "result"; index: number; result: CheckResult }
  | { kind: "log"; level: LogLevel; text: string }
  | { kind: "done" }
  /** From the frame itself: the worker's script could not run, or said too much. */
  | { kind: "broken"; message: string }
  | { kind: "flood" }
  | { kind: "pong" };

export type LogLevel = "log" | "warn" | "error";

export const limits = {
  /** Milliseconds from the frame's start to the worker's first word. */
  start: 20_000,
  /** Milliseconds for the top level of the learner's file. */
  load: 5_000,
  /** Milliseconds for one check that names no limit of its own. */
  check: 2_000,
  /** Milliseconds for all checks together. */
  attempt: 60_000,
  /** Milliseconds on top of a limit before the page ends the worker: a limit that the worker can keep itself comes first. */
  grace: 400,
  /** Milliseconds between the page's questions whether the frame is alive, and how many may go unanswered. */
  beat: 500,
  missedBeats: 8,
  messages: 2_000,
  /** Characters of one text, and of everything that the worker says. */
  text: 4_000,
  total: 1_000_000,
  logLines: 200,
} as const;

const results = ["name", "given", "expected", "difference", "picture", "error", "probes", "why"] as const;

/** The message, rebuilt from nothing but fields of the right kind; undefined where it is not one. */
export function parseMessage(data: unknown): Message | undefined {
  if (!isRecord(data)) return undefined;
  switch (data.kind) {
    case "ready":
    case "loaded":
    case "done":
    case "flood":
    case "pong":
      return { kind: data.kind };
    case "broken":
      return { kind: "broken", message: text(data.message) };
    case "refused": {
      const outcome = data.outcome === "syntax error" ? "syntax error" : "load error";
      return { kind: "refused", outcome, message: text(data.message), ...line(data.line) };
    }
    case "check": {
      if (!isCount(data.index)) return undefined;
      const { timeLimitMs } = data;
      const known = typeof timeLimitMs === "number" && timeLimitMs > 0 && timeLimitMs <= limits.attempt;
      return {
        kind: "check",
        index: data.index,
        name: text(data.name),
        timeLimitMs: known ? timeLimitMs : limits.check,
        ...(typeof data.why === "string" && { why: text(data.why) }),
        ...(typeof data.probes === "string" && { probes: text(data.probes) }),
      };
    }
    case "result": {
      if (!isCount(data.index) || !isRecord(data.result)) return undefined;
      return { kind: "result", index: data.index, result: parseResult(data.result) };
    }
    case "log": {
      const level = data.level === "warn" || data.level === "error" ? data.level : "log";
      return { kind: "log", level, text: text(data.text) };
    }
    default:
      return undefined;
  }
}

function parseResult(given: Record<string, unknown>): CheckResult {
  const result: CheckResult = {
    name: "",
    pass: given.pass === true,
    elapsedMs: typeof given.elapsedMs === "number" && given.elapsedMs >= 0 ? given.elapsedMs : 0,
    ...line(given.line),
  };
  for (const field of results) {
    if (typeof given[field] === "string") result[field] = text(given[field]);
  }
  return result;
}

/** Characters in a message: what counts against `limits.total`. */
export function sizeOf(message: Message): number {
  return JSON.stringify(message).length;
}

function isRecord(data: unknown): data is Record<string, unknown> {
  return typeof data === "object" && data !== null && !Array.isArray(data);
}

function isCount(value: unknown): value is number {
  return typeof value === "number" && Number.isInteger(value) && value >= 0 && value < 1_000;
}

function line(value: unknown): { line?: number } {
  return typeof value === "number" && Number.isInteger(value) && value > 0 && value < 1e6
    ? { line: value }
    : {};
}

function text(value: unknown): string {
  if (typeof value !== "string") return "";
  return value.length > limits.text ? `${value.slice(0, limits.text)} …` : value;
}
