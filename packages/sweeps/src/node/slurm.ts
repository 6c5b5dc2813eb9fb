import { execFile } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { writeOnce } from "@blankfile/tracking/node";
import type { Executor, Job, Listed, Programs } from "./executor.ts";
import { sweepFolder } from "./start-job.ts";

export interface SlurmOptions {
  /** Runs that one task does one after the other: Slurm starts about two tasks a second, and short runs are over sooner. 1 unless told. */
  pack?: number;
  /** Tasks that may run at once; Slurm's own limits unless told. */
  tasks?: number;
  /** Further arguments of sbatch: "--partition=gpu", "--time=02:00:00". */
  sbatch?: readonly string[];
  /** Milliseconds after which a command of Slurm's that does not answer is given up, 20,000 unless told. */
  timeoutMs?: number;
}

/** At most so many tasks in one array: Slurm's usual MaxArraySize. */
const mostTasks = 1000;

/**
 * Slurm: arrays of tasks, each of which works through a pack of jobs with `blankfile worker --pack`. Slurm is at-least-once: it may start a
 * task twice, or again after its node was lost. The claims of the attempts make that harmless; a task that was requeued counts on from the
 * attempt that it had.
 */
export class SlurmExecutor implements Executor {
  readonly name = "slurm";
  readonly room: number;
  readonly #programs: Programs;
  readonly #options: SlurmOptions;

  constructor(programs: Programs, options: SlurmOptions = {}) {
    this.#programs = programs;
    this.#options = options;
    this.room = (options.tasks ?? mostTasks) * (options.pack ?? 1);
  }

  async submit(jobs: readonly Job[]): Promise<void> {
    const { pack = 1 } = this.#options;
    const packs: Job[][] = [];
    for (let i = 0; i < jobs.length; i += pack) packs.push(jobs.slice(i, i + pack));
    for (let i = 0; i < packs.length; i += mostTasks) await this.#submitArray(packs.slice(i, i + mostTasks));
  }

  /**
   * Of a pack nobody knows which job it has come to: those of packs of one alone count as running. A task that Slurm holds since it could
   * not be launched (a controller that was killed launches what runs already) is released: its job may begin again.
   */
  async list(sweep: string): Promise<Listed[]> {
    const format = "--format=%j|%K|%T|%i|%r";
    const lines = (await run("squeue", ["--noheader", "--array", format, ...mine], this.#timeout)).split(
      "\n",
    );
    const held = lines.filter(
      (line) => line.startsWith(`${sweep}.`) && /\|launch failed requeued held$/.test(line),
    );
    for (const line of held)
      await run("scontrol", ["release", line.split("|")[3]!], this.#timeout).catch(() => {});
    return lines.flatMap((line) => {
      const [name, task, state, , reason = ""] = line.split("|");
      const array = name?.startsWith(`${sweep}.`) ? Number(name.slice(sweep.length + 1)) : Number.NaN;
      if (!Number.isInteger(array) || /^(COMPLETED|CANCELLED|FAILED|TIMEOUT|NODE_FAIL)$/.test(state ?? ""))
        return [];
      const jobs = readPack(packFile(this.#programs.workspace, sweep, array), Number(task));
      const isRunning = state === "RUNNING" && jobs.length === 1;
      const heldUp = state === "PENDING" && more.test(reason) ? { heldUp: reason } : {};
      return jobs.map(({ run, attempt }) => ({ run, attempt, isRunning, ...heldUp }));
    });
  }

  async cancel(sweep: string): Promise<void> {
    for (const name of new Set((await this.#names()).filter((name) => name.startsWith(`${sweep}.`))))
      await run("scancel", ["--name", name, "--signal=TERM", "--batch"], this.#timeout).then(() =>
        run("scancel", ["--name", name, "--state=PENDING"], this.#timeout),
      );
  }

  async close(): Promise<void> {}

  async #names(): Promise<string[]> {
    const lines = await run("squeue", ["--noheader", "--format=%j", ...mine], this.#timeout);
    return lines.split("\n").filter((line) => line !== "");
  }

  /** The packs lie in the sweep's folder, and the job's name says which: after a crash nothing has to be remembered. */
  async #submitArray(packs: readonly Job[][]): Promise<void> {
    const { workspace } = this.#programs;
    const sweep = packs[0]![0]!.sweep;
    const folder = path.join(sweepFolder(workspace, sweep), "slurm");
    mkdirSync(folder, { recursive: true });
    let array = 1 + Math.max(0, ...readdirSync(folder).map((name) => Number.parseInt(name, 10) || 0));
    while (!writeOnce(packFile(workspace, sweep, array), JSON.stringify(packs))) array += 1;
    const file = packFile(workspace, sweep, array);
    const command = this.#programs.blankfile(["worker", "--workspace", workspace, "--pack", file, "--task"]);
    const script = `#!/bin/sh\nexec ${command.map(quoted).join(" ")} "$SLURM_ARRAY_TASK_ID"\n`;
    const limit = this.#options.tasks === undefined ? "" : `%${this.#options.tasks}`;
    const args = [
      "--parsable",
      `--job-name=${sweep}.${array}`,
      `--array=0-${packs.length - 1}${limit}`,
      "--cpus-per-task=1",
      "--requeue",
      "--open-mode=append",
      `--output=${path.join(folder, `${array}-%a.log`)}`,
      `--chdir=${workspace}`,
      ...(this.#options.sbatch ?? []),
    ];
    await run("sbatch", args, this.#timeout, script);
  }

  get #timeout(): number {
    return this.#options.timeoutMs ?? 20_000;
  }
}

const mine = ["--me"];

/** Reasons for waiting that are more than a task's turn: somebody has to do something, or a machine to come back. */
const more = /held|down|drained|notavail|invalid|inactive|permission|partitionconfig|limit/i;

function packFile(workspace: string, sweep: string, array: number): string {
  return path.join(sweepFolder(workspace, sweep), "slurm", `${array}.json`);
}

/** The jobs of one task; none where the file is not there. */
export function readPack(file: string, task: number): Job[] {
  try {
    return (JSON.parse(readFileSync(file, "utf8")) as Job[][])[task] ?? [];
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw error;
  }
}

function run(program: string, args: string[], timeout: number, input?: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = execFile(program, args, { timeout, maxBuffer: 64 * 2 ** 20 }, (error, stdout, stderr) => {
      if (!error) return resolve(stdout);
      const missing = (error as NodeJS.ErrnoException).code === "ENOENT";
      const why = missing ? "it is not installed here" : stderr.trim() || error.message;
      reject(new Error(`${program}: ${why.split("\n")[0]}`));
    });
    child.stdin?.on("error", () => {}); // It ended before it read the script; its exit says why.
    child.stdin?.end(input ?? "");
  });
}

/** For a shell: in quotes, whatever it holds. */
function quoted(word: string): string {
  return `'${word.replaceAll("'", `'\\''`)}'`;
}
