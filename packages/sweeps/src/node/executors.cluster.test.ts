/**
 * The same sweep on this machine, on Slurm and on Redis, and with everything that can be killed killed: on the real programs.
 * `npm run test:cluster` starts this, on a machine made for it.
 */
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { closeSync, existsSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { Philox } from "@blankfile/tensor";
import { numberOf } from "@blankfile/tracking";
import { listRunIds, readRun } from "@blankfile/tracking/node";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Cluster } from "./cluster.fixture.ts";
import { listSweeps } from "./sweep-store.ts";

const root = path.join(import.meta.dirname, "..", "..", "..", "..");
const cli = path.join(root, "apps", "cli", "src", "main.ts");
const cluster = new Cluster();
const folders: string[] = [];
const processes = new Set<ChildProcess>();

beforeAll(() => cluster.start());
afterAll(async () => {
  for (const child of processes) child.kill("SIGKILL");
  await cluster.stop();
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

function workspace(): string {
  const folder = mkdtempSync(path.join(tmpdir(), "blankfile-sweep-"));
  folders.push(folder);
  execFileSync(process.execPath, ["--disable-warning=ExperimentalWarning", cli, "init", folder], {
    stdio: "ignore",
  });
  return folder;
}

/** A process of the command line in a session of its own; what it says goes to `name`.log in the workspace. */
function blankfile(
  in_: string,
  name: string,
  ...args: string[]
): ChildProcess & { ended: Promise<number | null> } {
  const log = openSync(path.join(in_, `${name}.log`), "a");
  const child = spawn(
    process.execPath,
    ["--disable-warning=ExperimentalWarning", cli, ...args, "--workspace", in_],
    {
      stdio: ["ignore", log, log],
      detached: true,
    },
  );
  closeSync(log);
  processes.add(child);
  const ended = new Promise<number | null>((resolve) => child.once("exit", resolve));
  return Object.assign(child, { ended });
}

function sweepFile(in_: string, text: string): string {
  const file = path.join(in_, "trial.yaml");
  writeFileSync(file, text);
  return file;
}

/** Everything of a run that must be the same wherever it was made: configuration, seed, and every value of every metric but the machine's own. */
function resultsOf(in_: string): Map<string, unknown> {
  return new Map(
    listRunIds(in_).map((id) => {
      const { record, metrics, summary, state, problems } = readRun(in_, id, Date.now());
      const values = [...metrics]
        .filter(([key]) => !key.startsWith("system/"))
        .map(([key, points]) => [key, points.map(({ step, value }) => [step, numberOf(value)])]);
      const name = JSON.stringify([record!.config, record!.seed]);
      return [name, { state, problems, summary, values: Object.fromEntries(values) }];
    }),
  );
}

const said = (in_: string, name: string) => readFileSync(path.join(in_, `${name}.log`), "utf8");

/** 60 runs: 20 configurations with three seeds; and two held-out ones of the best. */
const sixty = `
experiment: nn/digits-mlp
metric: test/accuracy
method: grid
variant: stratified
set: { epochs: 2 }
search:
  lr: [0.01, 0.02, 0.05, 0.1, 0.2]
  momentum: [0, 0.9]
  hidden: [32, 64]
seeds: 3
heldOut: 2
parallel: 1000
`;

describe("a sweep of 60 runs", () => {
  const results = new Map<string, Map<string, unknown>>();

  it("on this machine", { timeout: 900_000 }, async () => {
    const in_ = workspace();
    expect(await blankfile(in_, "sweep", "sweep", sweepFile(in_, sixty)).ended).toBe(0);
    results.set("local", resultsOf(in_));
    expect(results.get("local")!.size).toBe(62);
  });

  it("on Slurm, in packs of five, ends with the same numbers for each run", {
    timeout: 900_000,
  }, async () => {
    const in_ = workspace();
    const args = ["sweep", sweepFile(in_, sixty), "--executor", "slurm", "--pack", "5"];
    expect(await blankfile(in_, "sweep", ...args).ended).toBe(0);
    expect(resultsOf(in_)).toEqual(results.get("local"));
  });

  it("on Redis, with two workers, ends with the same numbers for each run", {
    timeout: 900_000,
  }, async () => {
    const in_ = workspace();
    const workers = [1, 2].map((n) =>
      blankfile(in_, `worker-${n}`, "worker", "--redis", cluster.redis, "--jobs", "1"),
    );
    const args = ["sweep", sweepFile(in_, sixty), "--executor", "bullmq", "--redis", cluster.redis];
    expect(await blankfile(in_, "sweep", ...args).ended).toBe(0);
    for (const worker of workers) worker.kill("SIGTERM");
    expect(await Promise.all(workers.map((worker) => worker.ended))).toEqual([0, 0]);
    expect(resultsOf(in_)).toEqual(results.get("local"));
  });
});

/** 24 runs, long enough that something can be killed under way; a checkpoint at the end of every epoch. */
const twentyFour = `
experiment: nn/digits-mlp
metric: test/accuracy
method: grid
variant: stratified
set: { epochs: 12 }
search:
  lr: [0.02, 0.05, 0.1]
  momentum: [0, 0.9]
seeds: 4
heldOut: 0
parallel: 1000
`;

describe("24 runs, killed at random moments", () => {
  let uninterrupted: Map<string, unknown>;
  const rng = new Philox(8);
  const moment = (from: number, to: number) => sleep(1000 * (from + (to - from) * rng.uniform()));

  it("first without, to compare with", { timeout: 900_000 }, async () => {
    const in_ = workspace();
    expect(await blankfile(in_, "sweep", "sweep", sweepFile(in_, twentyFour)).ended).toBe(0);
    uninterrupted = resultsOf(in_);
    expect(uninterrupted.size).toBe(24);
  });

  it("here: trainers, and the sweep itself", { timeout: 900_000 }, async () => {
    const in_ = workspace();
    let sweep = blankfile(in_, "sweep", "sweep", sweepFile(in_, twentyFour));
    let killed = 0;
    for (let i = 0; i < 8 && sweep.exitCode === null; i++) {
      await moment(0.3, 2);
      killed += await until(() => (sweep.exitCode === null ? killTrainer(in_, rng) || undefined : 0));
      if (i % 3 !== 2 || sweep.exitCode !== null) continue;
      sweep.kill("SIGKILL");
      await sweep.ended;
      sweep = blankfile(in_, "sweep", "sweep", "--resume", listSweeps(in_)[0]!);
    }
    expect(await sweep.ended).toBe(0);
    expect(killed).toBeGreaterThan(3);
    allOnce(in_);
  });

  it("Slurm: trainers, slurmd and slurmctld", { timeout: 900_000 }, async () => {
    const in_ = workspace();
    const args = ["sweep", sweepFile(in_, twentyFour), "--executor", "slurm", "--pack", "3"];
    const sweep = blankfile(in_, "sweep", ...args);
    const callOff = cluster.administrate();
    for (const name of ["slurmctld", "slurmd", "slurmctld"] as const) {
      await moment(1, 3);
      await until(() => (killTrainer(in_, rng) === 1 ? true : undefined));
      await cluster.kill(name);
      await moment(1, 3);
      await cluster.startDaemon(name);
    }
    expect(await sweep.ended).toBe(0);
    callOff();
    allOnce(in_);
  });

  it("Redis: trainers, workers and Redis itself, which also hangs for a minute", {
    timeout: 900_000,
  }, async () => {
    const in_ = workspace();
    const worker = (n: number) =>
      blankfile(in_, `worker-${n}`, "worker", "--redis", cluster.redis, "--jobs", "1");
    const workers = [worker(1), worker(2)];
    const args = ["sweep", sweepFile(in_, twentyFour), "--executor", "bullmq", "--redis", cluster.redis];
    const sweep = blankfile(in_, "sweep", ...args);
    await moment(3, 6);
    await until(() => (killTrainer(in_, rng) === 1 ? true : undefined));
    workers[0]!.kill("SIGKILL");
    workers[0] = worker(3);
    await moment(1, 3);
    await cluster.kill("redis");
    await moment(1, 3);
    await cluster.startDaemon("redis");
    await moment(1, 3);
    workers[1]!.kill("SIGKILL");
    workers[1] = worker(4);
    cluster.halt("redis");
    await sleep(60_000);
    cluster.wake("redis");
    expect(await sweep.ended).toBe(0);
    for (const one of workers) one.kill("SIGTERM");
    await Promise.all(workers.map((one) => one.ended));
    allOnce(in_);
  });

  it("a worker whose trainer hangs: its run is taken over, and what it does when it wakes changes nothing", {
    timeout: 900_000,
  }, async () => {
    const in_ = workspace();
    const text = `${twentyFour}silenceMinutes: 0.1\n`.replace("seeds: 4", "seeds: 1");
    const sweep = blankfile(in_, "sweep", "sweep", sweepFile(in_, text));
    const halted = await until(() => haltOne(in_));
    expect(await sweep.ended).toBe(0);
    expect(said(in_, "sweep")).toMatch(/attempt 1 was lost at step \d+, taken over by attempt 2/);
    process.kill(halted, "SIGCONT");
    await until(() => (trainers(in_).some(({ pid }) => pid === halted) ? undefined : true));
    for (const [name, run] of resultsOf(in_)) expect(run).toEqual(uninterrupted.get(name));
  });

  /** Each run is finished, has no damage, and every value is the one of a run that nothing happened to: none lost, none doubled. */
  function allOnce(in_: string): void {
    const results = resultsOf(in_);
    expect(results).toEqual(uninterrupted);
    const attempts = listRunIds(in_).map((id) => readRun(in_, id, Date.now()).attempt);
    expect(Math.max(...attempts)).toBeGreaterThan(1);
  }
});

/** The processes that train in this workspace and have claimed their run's attempt. */
function trainers(in_: string): { pid: number; run: string }[] {
  const lines = execFileSync("ps", ["-eo", "pid=,args="], { encoding: "utf8" }).split("\n");
  return lines.flatMap((line) => {
    const [, run, attempt] = / --run (\S+) .* --attempt (\d+)/.exec(line) ?? [];
    if (run === undefined || !line.includes(`--workspace ${in_}`)) return [];
    const isClaimed = existsSync(path.join(in_, "runs", run, "attempts", attempt!, "events.jsonl"));
    return isClaimed ? [{ pid: Number.parseInt(line, 10), run }] : [];
  });
}

function killTrainer(in_: string, rng: Philox): number {
  const all = trainers(in_);
  if (all.length === 0) return 0;
  try {
    process.kill(all[rng.integer(all.length)]!.pid, "SIGKILL");
    return 1;
  } catch {
    return 0; // It has just ended.
  }
}

/** Halts a trainer in the middle of its run; one that had just ended its run is let go. */
function haltOne(in_: string): number | undefined {
  for (const { pid, run } of trainers(in_)) {
    try {
      process.kill(pid, "SIGSTOP");
    } catch {
      continue; // It has just ended.
    }
    if (readRun(in_, run, Date.now()).state === "running") return pid;
    process.kill(pid, "SIGCONT");
  }
  return undefined;
}

async function until<T>(what: () => T | undefined): Promise<T> {
  for (;;) {
    const found = what();
    if (found !== undefined) return found;
    await sleep(100);
  }
}
