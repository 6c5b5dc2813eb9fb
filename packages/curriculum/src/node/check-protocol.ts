import type { CheckResult, Declared } from "../check/index.ts";

/** What the child reads from its standard input before it loads anything of the learner's. */
export interface Job {
  /** Goes with every message of the child's, so that the learner's code cannot speak in its name. */
  token: string;
  /** Absolute path of the exercise's folder. */
  folder: string;
  /** Absolute path of the learner's file. */
  file: string;
  /** Its text: what is checked is what whoever started it has read, also where the file is saved again meanwhile. */
  source: string;
  /** Packages that the file may import. */
  imports: string[];
  declared: Declared[];
}

/** What the child says, in this order: ready, imports, then refused or loaded, then start and result for each check, done. */
export type Message =
  | { kind: "ready"; names: string[] }
  | { kind: "broken"; message: string }
  /** Joined by spaces: an array would be written by way of `Array.prototype`, which the learner's file may have changed. */
  | { kind: "imports"; names: string }
  | { kind: "refused"; outcome: "syntax error" | "load error"; message: string; line?: number }
  | { kind: "loaded" }
  | { kind: "start"; index: number; timeLimitMs: number; probes?: string; why?: string }
  | { kind: "result"; result: CheckResult }
  | { kind: "done" };

/** The child's pipes: a message a line, as JSON with the token; and the memory in use, in bytes, a line each. */
export const messagePipe = 3;
export const memoryPipe = 4;
