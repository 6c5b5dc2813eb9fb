import { randomUUID } from "node:crypto";
import { readFileSync, realpathSync } from "node:fs";
import path from "node:path";
import { type Attempt, type CheckResult, starterExports } from "../check/index.ts";
import { parseExercise } from "../front-matter.ts";
import { problemText } from "../problem.ts";
import { capture, onLine, startChild, watchMemory, whenGone } from "./check-process.ts";
import { type Job, type Message, messagePipe } from "./check-protocol.ts";
import { ReadyProcess } from "./check-ready.ts";
import { CheckReferee, type Limits } from "./check-referee.ts";
import { readOwnSource, withoutMark } from "./check-source.ts";

export interface CheckFileOptions {
  /** Names of all checks, in order, before the first one starts. */
  onReady?: (names: readonly string[]) => void;
  onStart?: (index: number, name: string) => void;
  /** Also of a check that was ended, once its process is gone. */
  onResult?: (index: number, result: CheckResult) => void;
  /** What the learner's code prints; the first 100,000 characters. */
  onOutput?: (text: string) => void;
  /** For the whole file, from the moment on which it begins to load; 10,000 unless told. A check has a limit of its own. */
  timeLimitMs?: number;
  /** For loading the file; 5,000 unless told. */
  loadLimitMs?: number;
  /** Of the JavaScript heap; 512 unless told. */
  memoryLimitMb?: number;
  /** Ends the child; the promise is then rejected with the signal's reason. */
  signal?: AbortSignal;
  /** Has a process waiting, see `readyFor`. */
  ready?: ReadyProcess;
}

export interface CheckedFile extends Attempt {
  /** Names of all checks, in order; those without a result were not reached. */
  names: string[];
  /** What the file imports; empty where it could not be parsed. */
  imports: string[];
  /** The text that was checked, byte by byte as in the file; missing where it could not be read. */
  text?: string;
}

/**
 * Runs the checks of an exercise's folder on a file, in a process of its own that is ended on a time limit, a memory
 * limit, and as soon as there is a verdict. Whatever the file does, the promise is resolved with what came of it; it is
 * rejected only where the exercise itself is broken, or by `signal`.
 */
export async function checkFile(
  exerciseFolder: string,
  learnerFile: string,
  options: CheckFileOptions = {},
): Promise<CheckedFile> {
  const folder = realpathSync(exerciseFolder);
  const exercise = path.basename(folder);
  const { text, problem: message } = readOwnSource(learnerFile);
  if (text === undefined)
    return { exercise, outcome: "load error", results: [], message, names: [], imports: [] };
  const file = realpathSync(learnerFile);
  const page = path.join(folder, "exercise.md");
  const { value: meta, problems } = parseExercise(readFileSync(page, "utf8"), exercise, page);
  if (meta === undefined) throw new Error(problems.map(problemText).join("\n"));
  const declared = starterExports(readFileSync(path.join(folder, "starter.ts"), "utf8"));
  const { imports: allowed } = meta;
  const source = withoutMark(text);
  const job = { token: randomUUID(), folder, file, source, imports: allowed, declared };
  const referee = await supervise(job, options);
  const { verdict, broken, names, imports } = referee;
  if (verdict === undefined) throw new Error(`exercise ${exercise}: ${broken}`);
  return { exercise, ...verdict, names: [...names], imports: [...imports], text };
}

/** Starts processes ahead for attempts at one exercise, with the limits that `options` give. Whoever made it closes it. */
export function readyFor(exerciseFolder: string, options: CheckFileOptions = {}): ReadyProcess {
  return new ReadyProcess(realpathSync(exerciseFolder), limitsOf(options));
}

function limitsOf(options: CheckFileOptions): Limits {
  const { timeLimitMs = 10_000, loadLimitMs = 5_000, memoryLimitMb = 512 } = options;
  return { startMs: 30_000, loadMs: loadLimitMs, totalMs: timeLimitMs, memoryMb: memoryLimitMb };
}

/** Starts the child and listens until there is a verdict and the child is gone. */
function supervise(job: Job, options: CheckFileOptions): Promise<CheckReferee> {
  const { signal } = options;
  const limits = limitsOf(options);
  return new Promise((resolve, reject) => {
    const referee = new CheckReferee(limits, performance.now());
    const child = options.ready?.take(limits) ?? startChild(limits);
    const memory = watchMemory(child, limits.memoryMb);
    const printed = capture(child, options.onOutput);
    let told = 0;
    const tellResults = () => {
      for (; told < referee.results.length; told++) options.onResult?.(told, referee.results[told]!);
    };
    const kill = () => void child.kill("SIGKILL");
    let timer: NodeJS.Timeout;
    const watchTime = () => {
      clearTimeout(timer);
      if (referee.over) return kill();
      timer = setTimeout(() => setImmediate(lookAtClock), Math.max(0, referee.deadline - performance.now()));
    };
    // Where this process was held up, the child's words may lie unread; they are read before the immediate runs.
    const lookAtClock = () => {
      if (performance.now() >= referee.deadline) referee.expire(performance.now(), memory.bytes);
      watchTime();
    };
    process.once("exit", kill);
    signal?.addEventListener("abort", kill);

    onLine(child, messagePipe, (line) => {
      const message = parseMessage(line, job.token);
      if (message === undefined || referee.over) return;
      referee.receive(message, performance.now());
      if (message.kind === "ready") options.onReady?.(message.names);
      if (message.kind === "start") options.onStart?.(message.index, referee.names[message.index] ?? "");
      tellResults();
      watchTime();
    });
    child.on("error", (error) => {
      referee.broken ??= `the process of the checks could not be started: ${error.message}`;
      watchTime();
    });
    whenGone(child, (code, endSignal) => {
      clearTimeout(timer);
      process.off("exit", kill);
      signal?.removeEventListener("abort", kill);
      if (signal?.aborted) {
        referee.broken ??= "stopped";
        return reject(signal.reason as Error);
      }
      referee.ended({ code, signal: endSignal, outOfMemory: memory.exceeded || printed.outOfMemory });
      tellResults();
      resolve(referee);
    });
    watchTime();
    if (signal?.aborted) kill();
    else child.stdin?.on("error", () => {}).end(JSON.stringify(job));
  });
}

function parseMessage(line: string, token: string): Message | undefined {
  try {
    const { token: given, ...message } = JSON.parse(line) as Message & { token?: string };
    return given === token ? (message as Message) : undefined;
  } catch {
    return undefined;
  }
}
