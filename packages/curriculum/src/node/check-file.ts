import { type ChildProcess, spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { readFileSync, realpathSync } from "node:fs";
import path from "node:path";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { type Attempt, type CheckResult, starterExports } from "../check/index.ts";
import { parseExercise } from "../front-matter.ts";
import { problemText } from "../problem.ts";
import { type Job, type Message, memoryPipe, messagePipe } from "./check-protocol.ts";
import { CheckReferee, type Limits } from "./check-referee.ts";

export interface CheckFileOptions {
  /** Names of all checks, in order, before the first one starts. */
  onReady?: (names: readonly string[]) => void;
  onStart?: (index: number, name: string) => void;
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
}

export interface CheckedFile extends Attempt {
  /** Names of all checks, in order; those without a result were not reached. */
  names: string[];
  /** What the file imports; empty where it could not be parsed. */
  imports: string[];
}

const mostOutput = 100_000;

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
  let file: string;
  try {
    file = realpathSync(learnerFile);
    readFileSync(file);
  } catch (error) {
    const message = `${learnerFile}: cannot be read: ${(error as NodeJS.ErrnoException).code}`;
    return { exercise, outcome: "load error", results: [], message, names: [], imports: [] };
  }
  const page = path.join(folder, "exercise.md");
  const { value: meta, problems } = parseExercise(readFileSync(page, "utf8"), exercise, page);
  if (meta === undefined) throw new Error(problems.map(problemText).join("\n"));
  const declared = starterExports(readFileSync(path.join(folder, "starter.ts"), "utf8"));
  const job = { token: randomUUID(), folder, file, imports: meta.imports, declared };
  const referee = await supervise(job, options);
  const { verdict, broken, names, imports } = referee;
  if (verdict === undefined) throw new Error(`exercise ${exercise}: ${broken}`);
  return { exercise, ...verdict, names: [...names], imports: [...imports] };
}

/** Starts the child and listens until there is a verdict and the child is gone. */
function supervise(job: Job, options: CheckFileOptions): Promise<CheckReferee> {
  const { timeLimitMs = 10_000, loadLimitMs = 5_000, memoryLimitMb = 512, signal } = options;
  const limits: Limits = {
    startMs: 30_000,
    loadMs: loadLimitMs,
    totalMs: timeLimitMs,
    memoryMb: memoryLimitMb,
  };
  return new Promise((resolve, reject) => {
    const referee = new CheckReferee(limits, performance.now());
    const child = start(limits);
    const memory = watchMemory(child, memoryLimitMb);
    const printed = capture(child, options.onOutput);
    const kill = () => void child.kill("SIGKILL");
    let timer: NodeJS.Timeout;
    const watchTime = () => {
      clearTimeout(timer);
      if (referee.over) return kill();
      timer = setTimeout(
        () => {
          if (performance.now() >= referee.deadline) referee.expire(performance.now(), memory.bytes);
          watchTime();
        },
        Math.max(0, referee.deadline - performance.now()),
      );
    };
    process.once("exit", kill);
    signal?.addEventListener("abort", kill);

    onLine(child, messagePipe, (line) => {
      const message = parseMessage(line, job.token);
      if (message === undefined || referee.over) return;
      referee.receive(message, performance.now());
      tell(message, referee, options);
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
      if (signal?.aborted) return reject(signal.reason as Error);
      referee.ended({ code, signal: endSignal, outOfMemory: memory.exceeded || printed.outOfMemory });
      resolve(referee);
    });
    watchTime();
    if (signal?.aborted) kill();
    else child.stdin?.on("error", () => {}).end(JSON.stringify(job));
  });
}

function start({ startMs, totalMs, memoryMb }: Limits): ChildProcess {
  const program = path.join(import.meta.dirname, "check-child.ts");
  const most = String(mostBytes(memoryMb));
  const flags = [
    `--max-old-space-size=${memoryMb}`,
    "--experimental-vm-modules",
    "--stack-trace-limit=30",
    "--disable-warning=ExperimentalWarning",
  ];
  return spawn(process.execPath, [...flags, program, most, String(startMs + totalMs + 5_000)], {
    env: { ...process.env, NODE_OPTIONS: "" },
    stdio: ["pipe", "pipe", "pipe", "pipe", "pipe"],
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

function onLine(child: ChildProcess, pipe: number, heard: (line: string) => void): void {
  createInterface({ input: child.stdio[pipe] as Readable }).on("line", heard);
}

/** What lies outside the heap counts too: typed arrays and Node itself. */
function mostBytes(memoryMb: number): number {
  return (memoryMb + 384) * 2 ** 20;
}

function watchMemory(child: ChildProcess, memoryMb: number): { bytes: number; exceeded: boolean } {
  const memory = { bytes: 0, exceeded: false };
  onLine(child, memoryPipe, (line) => {
    memory.bytes = Number(line) || memory.bytes;
    memory.exceeded ||= memory.bytes > mostBytes(memoryMb);
  });
  return memory;
}

/** Passes on what the child prints, up to a limit; the rest is read and dropped, so that the child does not wait for us. */
function capture(child: ChildProcess, onOutput?: (text: string) => void): { outOfMemory: boolean } {
  const found = { outOfMemory: false };
  let length = 0;
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding("utf8").on("data", (text: string) => {
      if (stream === child.stderr && /JavaScript heap out of memory/.test(text)) found.outOfMemory = true;
      if (found.outOfMemory || length >= mostOutput) return;
      onOutput?.(text.slice(0, mostOutput - length));
      length += text.length;
    });
  }
  return found;
}

function tell(message: Message, referee: CheckReferee, options: CheckFileOptions): void {
  if (message.kind === "ready") options.onReady?.(message.names);
  else if (message.kind === "start") options.onStart?.(message.index, referee.names[message.index] ?? "");
  else if (message.kind === "result") options.onResult?.(referee.results.length - 1, message.result);
}

/** Calls back once the child has ended and all that it said has been heard; a grandchild that holds its pipes open is not waited for. */
function whenGone(child: ChildProcess, gone: (code: number | null, signal: string | null) => void): void {
  let ended: [number | null, string | null] | undefined;
  let closed = false;
  let told = false;
  const check = (late = false) => {
    if (told || ended === undefined || !(late || closed)) return;
    told = true;
    gone(...ended);
  };
  child.once("exit", (code, signal) => {
    ended = [code, signal];
    setTimeout(() => check(true), 1_000).unref();
    check();
  });
  child.once("close", () => {
    closed = true;
    check();
  });
  child.once("error", () => {
    ended ??= [null, null];
    setTimeout(() => check(true), 1_000);
  });
}
