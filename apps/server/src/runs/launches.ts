import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { closeSync, mkdirSync, openSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { isRunId, makeRunId } from "@blankfile/tracking";
import { type ExperimentList, listExperiments } from "@blankfile/tracking/node";
import { HttpError } from "../http-error.ts";

export interface LaunchRequest {
  experiment: string;
  seeds: number;
  /** Locked by the experiment before its first step. */
  prediction?: string;
}

export interface Launch {
  group: string;
  experiment: string;
  seeds: number;
  startedAt: number;
  state: "running" | "ended";
  /** The process's exit code, or the signal that ended it. */
  exit?: number | string;
}

const most = 4;

/** Experiments started from the page: processes of their own, which outlive this one. */
export class Launches {
  readonly #folder: string;
  readonly #workspace: string;
  readonly #clock: () => number;
  readonly #onEnd: (launch: Launch & { log: string }) => void;
  readonly #launches = new Map<string, Launch>();

  constructor(options: {
    /** The folder `experiments/`. */
    folder: string;
    workspace: string;
    clock: () => number;
    onEnd: (launch: Launch & { log: string }) => void;
  }) {
    this.#folder = options.folder;
    this.#workspace = options.workspace;
    this.#clock = options.clock;
    this.#onEnd = options.onEnd;
  }

  experiments(): ExperimentList {
    return listExperiments(this.#folder);
  }

  /** Starts the experiment and returns at once. Throws what the workspace's disk says. */
  start({ experiment, seeds, prediction }: LaunchRequest): Launch {
    const found = this.experiments().experiments.find(({ name }) => name === experiment);
    if (!found)
      throw new HttpError(
        404,
        `experiment: given ${JSON.stringify(experiment.slice(0, 100))}, needed one of experiments/`,
      );
    const running = [...this.#launches.values()].filter(({ state }) => state === "running");
    if (running.length >= most)
      throw new HttpError(429, `runs: ${most} launches run already, needed one of them to end first`);

    const startedAt = this.#clock();
    const group = makeRunId(experiment, startedAt, randomBytes(4));
    const args = ["--seeds", String(seeds), "--group", group, "--workspace", this.#workspace];
    if (prediction !== undefined) args.push(`--prediction=${prediction}`);
    const child = this.#spawn(found.file, args, group);
    const launch: Launch = { group, experiment, seeds, startedAt, state: "running" };
    this.#launches.set(group, launch);
    const end = (exit: number | string) => {
      if (launch.state === "ended") return;
      Object.assign(launch, { state: "ended", exit });
      this.#onEnd({ ...launch, log: this.#log(group) });
    };
    child.once("error", (error) => end(error.message));
    child.once("exit", (code, signal) => end(code ?? signal ?? "unknown"));
    return launch;
  }

  /** A launch of this process; of an earlier one only what it printed is known. */
  get(group: string): (Partial<Launch> & { group: string; log: string }) | undefined {
    if (!isRunId(group)) return undefined;
    const launch = this.#launches.get(group);
    const log = this.#log(group);
    return launch || log !== "" ? { group, ...launch, log } : undefined;
  }

  /** A session of its own and its output in a file: the end of this server is no event in the training's life. */
  #spawn(file: string, args: string[], group: string): ChildProcess {
    const log = openSync(this.#logFile(group), "a");
    try {
      const child = spawn(process.execPath, ["--disable-warning=ExperimentalWarning", file, ...args], {
        cwd: path.dirname(this.#folder),
        env: allowed(process.env),
        detached: true,
        windowsHide: true,
        stdio: ["ignore", log, log],
      });
      child.unref();
      return child;
    } finally {
      closeSync(log);
    }
  }

  #logFile(group: string): string {
    const folder = path.join(this.#workspace, ".blankfile", "logs");
    mkdirSync(folder, { recursive: true });
    writeFileSync(path.join(folder, ".gitignore"), "*\n");
    return path.join(folder, `${group}.log`);
  }

  /** The last 4,000 characters that the launch printed. */
  #log(group: string): string {
    try {
      return readFileSync(path.join(this.#workspace, ".blankfile", "logs", `${group}.log`), "utf8").slice(
        -4000,
      );
    } catch {
      return "";
    }
  }
}

const passed =
  /^(PATH|HOME|USERPROFILE|SYSTEMROOT|LANG|LC_[A-Z]+|TZ|TMPDIR|TEMP|TMP|BLANKFILE_[A-Z_]+|OMP_NUM_THREADS|OPENBLAS_NUM_THREADS|UV_THREADPOOL_SIZE)$/i;

function allowed(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(environment).filter(([name]) => passed.test(name)));
}
