import { fork } from "node:child_process";
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { type StageName, stageNames } from "../templates/stage-files.ts";
import { stageVersion } from "./stage-hashes.ts";

export interface RunOptions {
  /** This stage and those after it, whether anything changed or not. */
  from?: StageName | undefined;
  /** This stage alone. */
  only?: StageName | undefined;
  /** All stages, whether anything changed or not. */
  force?: boolean | undefined;
  onStage?: (
    stage: StageName,
    state: "kept" | "running" | "done" | "failed",
    seconds: number,
    message?: string,
  ) => void;
  onProgress?: (stage: StageName, progress: { done: number; total: number; what: string }) => void;
  onWarning?: (stage: StageName, message: string) => void;
  signal?: AbortSignal;
}

export interface RunResult {
  outcome: "done" | "leak" | "failed" | "stopped";
  stage?: StageName;
  message?: string;
}

/** Runs each stage that has no result of what it is made of now, in a process of its own, one after the other. After an open leak only the report follows. */
export async function runStages(folder: string, options: RunOptions = {}): Promise<RunResult> {
  const { from, only, force = false, onStage, signal } = options;
  mkdirSync(path.join(folder, "out"), { recursive: true });
  let isLeaking = false;
  let isForced = force;
  for (const stage of only === undefined ? stageNames : [only]) {
    if (isLeaking && stage !== "8-report") continue;
    isForced ||= stage === from || only !== undefined;
    if (!isForced && isFresh(folder, stage) && !(isLeaking && stage === "8-report"))
      onStage?.(stage, "kept", 0);
    else {
      const begin = performance.now();
      onStage?.(stage, "running", 0);
      const { code, message } = await runChild(folder, stage, options);
      const seconds = (performance.now() - begin) / 1000;
      if (signal?.aborted) return { outcome: "stopped", stage };
      if (code !== 0) {
        onStage?.(stage, "failed", seconds, message);
        return { outcome: "failed", stage, ...(message === undefined ? {} : { message }) };
      }
      onStage?.(stage, "done", seconds);
    }
    if (stage === "4-pipeline") isLeaking = resultOf<{ passed: boolean }>(folder, stage)?.passed === false;
  }
  return { outcome: isLeaking ? "leak" : "done" };
}

/** What a stage gave, whatever it was made of. */
export function resultOf<T>(folder: string, stage: StageName): T | undefined {
  const file = path.join(folder, "out", `${stage}.json`);
  return existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as { result: T }).result : undefined;
}

function isFresh(folder: string, stage: StageName): boolean {
  const file = path.join(folder, "out", `${stage}.json`);
  if (!existsSync(file)) return false;
  return (
    (JSON.parse(readFileSync(file, "utf8")) as { version: string }).version === stageVersion(folder, stage)
  );
}

type Message =
  | { kind: "progress"; done: number; total: number; what: string }
  | { kind: "failed" | "warned"; message: string };

function runChild(
  folder: string,
  stage: StageName,
  { onProgress, onWarning, signal }: RunOptions,
): Promise<{ code: number; message: string | undefined }> {
  const child = fork(path.join(import.meta.dirname, "stage-child.ts"), [folder, stage], {
    cwd: folder,
    // Node keeps what it made of our sources, so that each stage starts in half the time.
    env: { NODE_COMPILE_CACHE: path.join(tmpdir(), "node-compile-cache"), ...process.env },
    execArgv: ["--disable-warning=ExperimentalWarning"],
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
  const stop = () => child.kill("SIGTERM");
  signal?.addEventListener("abort", stop, { once: true });
  let message: string | undefined;
  child.on("message", (said: Message) => {
    if (said.kind === "progress") onProgress?.(stage, said);
    else if (said.kind === "warned") onWarning?.(stage, said.message);
    else message = said.message;
  });
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code, killed) => {
      signal?.removeEventListener("abort", stop);
      resolve({
        code: code ?? 1,
        message:
          message ?? (code === 0 ? undefined : `the stage's process ended by ${killed ?? `code ${code}`}`),
      });
    });
  });
}
