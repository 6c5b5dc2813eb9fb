import { type ChildProcess, spawn } from "node:child_process";
import path from "node:path";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { memoryPipe } from "./check-protocol.ts";
import type { Limits } from "./check-referee.ts";

const mostOutput = 100_000;

/** Node keeps there what it compiled, of packages too: taking the types off anew in every process was half of a check's time. */
const compiled = path.join(import.meta.dirname, "../../../../node_modules/.cache/blankfile-compiled");

/** What a process that is started ahead loads before it waits. */
export interface Ahead {
  /** The exercise's folder. */
  folder: string;
  /** Packages that a solution may import. */
  imports: readonly string[];
}

/** Starts the process; it waits for its job on standard input, and ends where that is closed without one. */
export function startChild({ startMs, totalMs, memoryMb }: Limits, ahead?: Ahead): ChildProcess {
  const program = path.join(import.meta.dirname, "check-child.ts");
  const most = String(mostBytes(memoryMb));
  const flags = [
    `--max-old-space-size=${memoryMb}`,
    "--experimental-vm-modules",
    "--stack-trace-limit=30",
    // Taking it away costs nothing, replacing it loads Node's whole client for the web first.
    "--no-experimental-websocket",
    "--disable-warning=ExperimentalWarning",
  ];
  const loads = ahead === undefined ? [] : [ahead.folder, ...ahead.imports];
  return spawn(process.execPath, [...flags, program, most, String(startMs + totalMs + 5_000), ...loads], {
    env: { NODE_COMPILE_CACHE: compiled, ...process.env, NODE_OPTIONS: "" },
    stdio: ["pipe", "pipe", "pipe", "pipe", "pipe"],
  });
}

/** Calls back with each line that the child writes to one of its pipes. */
export function onLine(child: ChildProcess, pipe: number, heard: (line: string) => void): void {
  createInterface({ input: child.stdio[pipe] as Readable }).on("line", heard);
}

/** What lies outside the heap counts too: typed arrays and Node itself. */
function mostBytes(memoryMb: number): number {
  return (memoryMb + 384) * 2 ** 20;
}

/** What the child last said of its memory, kept up to date. */
export function watchMemory(child: ChildProcess, memoryMb: number): { bytes: number; exceeded: boolean } {
  const memory = { bytes: 0, exceeded: false };
  onLine(child, memoryPipe, (line) => {
    memory.bytes = Number(line) || memory.bytes;
    memory.exceeded ||= memory.bytes > mostBytes(memoryMb);
  });
  return memory;
}

/** Passes on what the child prints, up to a limit; the rest is read and dropped, so that the child does not wait for us. */
export function capture(child: ChildProcess, onOutput?: (text: string) => void): { outOfMemory: boolean } {
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

/** Calls back once the child has ended and all that it said has been heard; a grandchild that holds its pipes open is not waited for. */
export function whenGone(
  child: ChildProcess,
  gone: (code: number | null, signal: string | null) => void,
): void {
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
