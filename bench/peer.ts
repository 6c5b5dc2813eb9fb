import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, globSync } from "node:fs";
import { createInterface } from "node:readline";
import type { Answer, Command, Hello } from "./protocol.ts";
import type { Contestant } from "./roster.ts";

/** A contestant's process, started. */
export interface Peer {
  contestant: Contestant;
  /** Name and version in the engine's own words; the contestant's name where it could not start. */
  version: string;
  /** Why it could not start. */
  missing?: string;
  ask<T extends Answer>(command: Command): Promise<T | { cannot: string }>;
  /** Whether the process is gone; a new one can be started in its place. */
  hasEnded(): boolean;
  end(): void;
}

const patienceMs = 180_000;

/** Starts the process; a Python is looked for among BENCH_PYTHON or else python3 and what lies on the PATH. */
export async function startPeer(contestant: Contestant): Promise<Peer> {
  const programs = contestant.program === "node" ? [process.execPath] : pythons();
  const tried: string[] = [];
  for (const program of programs) {
    const child = spawn(program, flags(contestant), {
      env: environment(contestant),
      stdio: ["pipe", "pipe", "ignore"],
    });
    const lines = linesOf(child);
    const hello = await lines.next<Hello>(patienceMs);
    if ("version" in hello) return peerOf(contestant, hello.version, child, lines);
    child.kill();
    tried.push("missing" in hello ? hello.missing : `${program}: ${hello.cannot}`);
  }
  return without(contestant, tried[0] ?? "no python3 on the PATH; BENCH_PYTHON may name one");
}

function flags({ program, arguments: rest }: Contestant): string[] {
  return program === "node" ? ["--disable-warning=ExperimentalWarning", ...rest] : rest;
}

/** A BLAS under ours stays on the calling thread. Threads wait without spinning: PyTorch's default takes the core from its own workers where there are only two. */
function environment({ threads, program }: Contestant): NodeJS.ProcessEnv {
  const { OPENBLAS_CORETYPE: _type, OPENBLAS_L2_SIZE: _size, ...env } = process.env;
  return {
    ...env,
    OMP_NUM_THREADS: String(threads),
    OPENBLAS_NUM_THREADS: program === "node" ? "1" : String(threads),
    OMP_WAIT_POLICY: "PASSIVE",
  };
}

function pythons(): string[] {
  if (process.env.BENCH_PYTHON) return [process.env.BENCH_PYTHON];
  const folders = ["/usr/bin", "/usr/local/bin", "/opt/homebrew/bin"].filter((folder) => existsSync(folder));
  const numbered = folders.flatMap((folder) => globSync(`${folder}/python3{,.[0-9]*[0-9]}`)).sort();
  return ["python3", ...numbered];
}

function peerOf(contestant: Contestant, version: string, child: ChildProcess, lines: Lines): Peer {
  const hasEnded = () => child.killed || child.exitCode !== null || child.signalCode !== null;
  return {
    contestant,
    version,
    hasEnded,
    ask: async <T extends Answer>(command: Command) => {
      if (hasEnded()) return { cannot: "its process has ended" };
      child.stdin!.write(`${JSON.stringify(command)}\n`);
      const answer = await lines.next<T>(patienceMs);
      if (lines.isLost()) child.kill();
      return answer;
    },
    end: () => child.stdin!.end(),
  };
}

function without(contestant: Contestant, missing: string): Peer {
  const cannot = { cannot: missing };
  return {
    contestant,
    version: contestant.engine,
    missing,
    ask: async () => cannot,
    hasEnded: () => false,
    end: () => {},
  };
}

interface Lines {
  next<T>(milliseconds: number): Promise<T | { cannot: string }>;
  /** Whether an answer was waited for in vain: what comes now belongs to another question. */
  isLost(): boolean;
}

/** The JSON lines that a process prints, one for each `next`. Other lines, such as greetings of libraries, are passed over. */
function linesOf(child: ChildProcess): Lines {
  const waiting: ((line: unknown) => void)[] = [];
  let lost = false;
  const give = (line: unknown) => waiting.shift()?.(line);
  createInterface({ input: child.stdout! }).on("line", (line) => {
    if (line.startsWith("{")) give(JSON.parse(line));
  });
  child.stdin!.on("error", () => {}); // a process that ended says so below
  child.on("error", (error) => give({ cannot: error.message }));
  child.on("exit", (code, signal) => give({ cannot: `its process ended with ${signal ?? `code ${code}`}` }));
  return {
    next: <T>(milliseconds: number) =>
      new Promise<T | { cannot: string }>((resolve) => {
        const timer = setTimeout(() => {
          lost = true;
          give({ cannot: `no answer in ${milliseconds / 1000} s` });
        }, milliseconds);
        waiting.push((line) => {
          clearTimeout(timer);
          resolve(line as T);
        });
      }),
    isLost: () => lost,
  };
}
