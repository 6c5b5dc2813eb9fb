import { readFileSync } from "node:fs";
import path from "node:path";
import {
  experimentOf,
  readSweepFile,
  reportOf,
  SweepProblem,
  type SweepReport,
  trialStates,
} from "@blankfile/sweeps";
import {
  BullmqExecutor,
  drive,
  type Executor,
  LocalExecutor,
  RunOutcomes,
  SlurmExecutor,
  SweepStore,
} from "@blankfile/sweeps/node";
import { ProgressBar, showNumber } from "@blankfile/tracking/node";
import { count } from "../count.ts";
import { findWorkspace } from "../places.ts";
import { describeExperiment, programs } from "../programs.ts";
import { UsageError } from "../usage-error.ts";

export interface SweepFlags {
  workspace?: string;
  executor: "local" | "slurm" | "bullmq";
  jobs?: string;
  pack?: string;
  sbatch?: string[];
  redis?: string;
  queue?: string;
  resume?: string;
  show?: string;
}

/** Creates a sweep, goes on with one, or shows one. */
export async function runSweep(file: string | undefined, flags: SweepFlags): Promise<void> {
  try {
    await act(file, flags);
  } catch (error) {
    if (error instanceof SweepProblem) throw new UsageError(error.message);
    throw error;
  }
}

async function act(file: string | undefined, flags: SweepFlags): Promise<void> {
  const workspace = findWorkspace(flags.workspace);
  const given = [file, flags.resume, flags.show].filter((one) => one !== undefined).length;
  if (given !== 1) throw new UsageError("sweep: one of a sweep file, --resume <id> or --show <id> is needed");
  if (flags.show !== undefined) {
    show(SweepStore.open(workspace, flags.show));
    return;
  }
  checkFlags(flags);
  const store =
    flags.resume === undefined ? await create(workspace, file!) : SweepStore.open(workspace, flags.resume);
  await run(store, executorOf(workspace, flags));
}

async function create(workspace: string, file: string): Promise<SweepStore> {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (error) {
    throw new UsageError(
      `sweep: ${file} cannot be read (${(error as NodeJS.ErrnoException).code}), a sweep file is needed`,
    );
  }
  const experiment = await describeExperiment(experimentOf(text));
  const name = path
    .basename(file)
    .replace(/\.ya?ml$/i, "")
    .toLowerCase();
  return SweepStore.create(workspace, readSweepFile(text, name, experiment), text, Date.now());
}

/** Which flags mean something to one executor only. */
const executorFlags = { slurm: ["pack", "sbatch"], bullmq: ["redis", "queue"] } as const;

/** Before a sweep is created: one of another executor's flags is no wish that may be passed over. */
function checkFlags(flags: SweepFlags): void {
  for (const [executor, names] of Object.entries(executorFlags))
    for (const name of names)
      if (flags.executor !== executor && flags[name] !== undefined)
        throw new UsageError(
          `sweep: given --${name} for --executor ${flags.executor}, needed --executor ${executor} with it, or to leave it out`,
        );
}

function executorOf(workspace: string, flags: SweepFlags): Executor {
  const jobs = flags.jobs === undefined ? {} : { jobs: count("sweep: --jobs", flags.jobs) };
  if (flags.executor === "slurm")
    return new SlurmExecutor(programs(workspace), {
      ...(flags.pack !== undefined && { pack: count("sweep: --pack", flags.pack) }),
      ...(jobs.jobs !== undefined && { tasks: jobs.jobs }),
      ...(flags.sbatch && { sbatch: flags.sbatch }),
    });
  if (flags.executor === "bullmq")
    return new BullmqExecutor({
      redis: flags.redis ?? "redis://127.0.0.1:6379",
      ...(flags.queue !== undefined && { queue: flags.queue }),
    });
  return new LocalExecutor(programs(workspace), jobs);
}

/** Ctrl+C lets the runs come to their next checkpoint; a second one ends at once, and the runs go on by themselves. */
async function run(store: SweepStore, executor: Executor): Promise<void> {
  const { id } = store.record;
  const stop = new AbortController();
  process.once("SIGINT", () => {
    console.error("\nStopping: runs end at their next checkpoint. Ctrl+C again leaves them alone.");
    process.once("SIGINT", () => process.exit(130));
    stop.abort();
  });
  console.log(`${id}\nLogs: ${path.join(store.workspace, "sweeps", id, "logs")}`);
  let bar: { of: number; bar: ProgressBar } | undefined;
  const onLook = ({ counts }: SweepReport) => {
    const of = counts.finished + counts.failed + counts.running + counts.waiting;
    if (of > 0 && bar?.of !== of) bar = { of, bar: new ProgressBar(of) };
    const failed = counts.failed > 0 ? `, ${counts.failed} failed` : "";
    bar?.bar.at(
      counts.finished + counts.failed,
      `${counts.finished} finished, ${counts.running} running, ${counts.waiting} waiting${failed}`,
    );
  };
  const onTrouble = (message: string) => console.error(`\n${message}`);
  try {
    tell(store, await drive({ store, executor, signal: stop.signal, onLook, onTrouble }));
  } finally {
    await executor.close();
  }
  if (stop.signal.aborted) {
    console.error(
      `Go on with: npx blankfile sweep --resume ${id} --workspace ${JSON.stringify(store.workspace)}`,
    );
    process.exit(130); // Connections that were never made are tried for ever.
  }
}

/** As its folders say. A run that a driver gave up waits there: the next driver tries it again. */
function show(store: SweepStore): void {
  const { record } = store;
  const { plan } = record;
  const outcomes = new RunOutcomes(store.workspace, plan.metric);
  const state = trialStates(record, store.decisions(), (run) => outcomes.read(run));
  tell(
    store,
    reportOf(record, state, (run) => outcomes.of(run)),
  );
}

function tell({ record: { plan } }: SweepStore, { counts, best, heldOut }: SweepReport): void {
  console.log(
    `${counts.configurations} configurations of ${plan.experiment}, ${counts.finished} runs finished, ${counts.failed} failed, ${counts.running} running, ${counts.waiting} waiting`,
  );
  if (!best) {
    console.log(`No configuration has ${plan.metric} at its end yet.`);
    return;
  }
  const flags = Object.entries(best.params).map(([name, value]) => `--${name} ${value}`);
  console.log(`Best by ${plan.metric}: ${flags.join(" ")}`);
  console.log(
    `  with the seeds that chose it: ${best.values.map(showNumber).join(", ")} (the luckiest of many)`,
  );
  if (!heldOut) return;
  const interval =
    heldOut.half === undefined
      ? "one seed, no interval"
      : `± ${showNumber(heldOut.half)} (95 %, ${heldOut.values.length} held-out seeds)`;
  console.log(`  with seeds that chose nothing: ${showNumber(heldOut.mean)} ${interval}`);
}
