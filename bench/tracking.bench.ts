// npm run bench -- tracking: what logging costs, and how long lists and pictures of many runs take. README.md says what is measured and how.
import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { init, readRun } from "@blankfile/tracking/node";
import { askServer } from "./tracking/ask-server.ts";
import { writeRuns } from "./tracking/write-runs.ts";

const help = `npm run bench -- tracking [write | overhead | list | points | fan-out | load]… [--runs n] [--minutes n]

  without a name   all of them
  --runs n         list: how many runs of 2,000 points, 5,000 unless told
  --minutes n      load: how long 50 runs log 100 metrics a second, 1 unless told`;

const parts = { write, overhead, list, points, "fan-out": fanOut, load };
const { values: flags, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    runs: { type: "string", default: "5000" },
    minutes: { type: "string", default: "1" },
    help: { type: "boolean", default: false },
  },
});
const unknown = positionals.find((name) => !(name in parts));
if (flags.help || unknown !== undefined) {
  console.log(
    unknown === undefined
      ? help
      : `bench: ${unknown}, one of ${Object.keys(parts).join(", ")} is needed\n\n${help}`,
  );
  process.exit(unknown === undefined ? 0 : 2);
}
console.log(`${cpus()[0]!.model}, ${cpus().length} cores; Node ${process.version}\n`);
for (const [name, part] of Object.entries(parts))
  if (positionals.length === 0 || positionals.includes(name)) await inWorkspace(part);

async function inWorkspace(part: (workspace: string) => Promise<void>): Promise<void> {
  const workspace = mkdtempSync(path.join(tmpdir(), "blankfile-bench-"));
  mkdirSync(path.join(workspace, ".blankfile"));
  mkdirSync(path.join(workspace, "runs"));
  writeFileSync(path.join(workspace, ".blankfile", "workspace.json"), '{"format":1}\n');
  try {
    await part(workspace);
  } finally {
    rmSync(workspace, { recursive: true, force: true });
  }
}

/** Rows of one metric into one run, until all are on disk. */
async function write(workspace: string): Promise<void> {
  const rows = 200_000;
  const rates: number[] = [];
  for (let round = 0; round < 5; round++) {
    const run = await init({ workspace, experiment: "bench/write", config: {}, seed: round, code: {} });
    const from = performance.now();
    for (let step = 1; step <= rows; step++) {
      run.log({ loss: 1 / step }, { step });
      if (step % 1000 === 0) await run.flush();
    }
    await run.flush();
    rates.push(rows / ((performance.now() - from) / 1000));
    await run.finish();
  }
  say(
    "rows a second into a run, acknowledged every 1,000",
    `${Math.round(median(rates)).toLocaleString("en")}`,
  );
}

/** Processor time of steps of 10 ms with ten metrics each over that of the same steps without. */
async function overhead(workspace: string): Promise<void> {
  const steps = 200;
  const keys = Array.from({ length: 10 }, (_, i) => `metric/${i}`);
  const trained = async (
    log: ((values: Record<string, number>, option: { step: number }) => void) | undefined,
  ) => {
    const before = process.cpuUsage();
    for (let step = 1; step <= steps; step++) {
      work();
      log?.(Object.fromEntries(keys.map((key) => [key, step])), { step });
      await new Promise(setImmediate);
    }
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1000 / steps;
  };
  const perStep: number[] = [];
  const plain: number[] = [];
  for (let round = 0; round < 7; round++) {
    const run = await init({ workspace, experiment: "bench/overhead", config: {}, seed: round, code: {} });
    const without = await trained(undefined);
    const withLog = await trained((values, option) => run.log(values, option));
    await run.finish();
    plain.push(without);
    perStep.push(withLog - without);
  }
  const share = (100 * median(perStep)) / median(plain);
  say(
    "logging ten metrics, processor time a step",
    `${(1000 * median(perStep)).toFixed(1)} µs, ${share.toFixed(2)} % of a step of ${median(plain).toFixed(1)} ms`,
  );
}

/** About 10 ms of arithmetic; the sum is asked for, so that it cannot be left out. */
function work(): void {
  let sum = 0;
  for (let i = 1; i < 2_500_000; i++) sum += Math.sqrt(i);
  if (Number.isNaN(sum)) throw new Error("a sum of roots is a number");
}

/** Many runs: the index from nothing, a start with the index there, the first list, and memory. */
async function list(workspace: string): Promise<void> {
  const runs = Number(flags.runs);
  writeRuns(workspace, { runs, steps: 200, metrics: 10 });
  const first = await askServer(workspace);
  await untilIndexed(first, runs);
  say(
    `${runs} runs, ${(runs * 2000).toLocaleString("en")} points: index from nothing`,
    `${((performance.now() - begun) / 1000).toFixed(1)} s, ${first.memory().highest.toFixed(0)} MB at most`,
  );
  first.close();
  const second = await askServer(workspace);
  const { ms, body } = await second.get("/api/runs");
  say(
    "the same, started again: until it answers, then the first list",
    `${second.startedMs.toFixed(0)} ms, ${ms.toFixed(0)} ms for ${(body.length / 1e6).toFixed(1)} MB`,
  );
  const again = [];
  for (let i = 0; i < 9; i++) again.push((await second.get("/api/runs")).ms);
  say("the list once more", `${median(again).toFixed(0)} ms; ${second.memory().now.toFixed(0)} MB`);
  second.close();
}

let begun = 0;
async function untilIndexed(server: Awaited<ReturnType<typeof askServer>>, runs: number): Promise<void> {
  begun = performance.now() - server.startedMs;
  for (;;) {
    const { total } = JSON.parse((await server.get("/api/runs?limit=1")).body) as { total: number };
    if (total >= runs) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** A million points of one run, as the page asks for them. */
async function points(workspace: string): Promise<void> {
  const [id] = writeRuns(workspace, { runs: 1, steps: 100_000, metrics: 10 });
  const server = await askServer(workspace);
  await untilIndexed(server, 1);
  const times = [];
  let size = 0;
  for (let i = 0; i < 5; i++) {
    const { ms, body } = await server.get(`/api/runs/${id}/metrics?max=2000`);
    times.push(ms);
    size = body.length;
  }
  say(
    "a million points, 2,000 of each of ten metrics sent",
    `${median(times).toFixed(0)} ms for ${(size / 1e6).toFixed(2)} MB; ${server.memory().highest.toFixed(0)} MB at most`,
  );
  server.close();
}

/** From `log` to 200 listening pages. */
async function fanOut(workspace: string): Promise<void> {
  const server = await askServer(workspace);
  const sent = new Map<number, number>();
  const late: number[] = [];
  const clients = [];
  for (let i = 0; i < 200; i++)
    clients.push(
      await server.listen((text) => {
        for (const [, step] of text.matchAll(/"step":(\d+),"value"/g)) {
          const at = sent.get(Number(step));
          if (at !== undefined) late.push(performance.now() - at);
        }
      }),
    );
  const run = await init({
    workspace,
    experiment: "bench/fan-out",
    config: {},
    seed: 0,
    code: {},
    flushMs: 20,
  });
  for (let step = 1; step <= 50; step++) {
    sent.set(step, performance.now());
    run.log({ loss: step }, { step });
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  await run.finish();
  await new Promise((resolve) => setTimeout(resolve, 1000));
  late.sort((a, b) => a - b);
  say(
    "from log to each of 200 pages",
    `${late.length} of ${50 * 200} heard; median ${late[late.length >> 1]?.toFixed(0)} ms, 99 % ${late[Math.floor(0.99 * late.length)]?.toFixed(0)} ms`,
  );
  for (const client of clients) client.close();
  server.close();
}

/** 50 runs of 100 metrics a second each, with a server that follows them. */
async function load(workspace: string): Promise<void> {
  const seconds = 60 * Number(flags.minutes);
  const server = await askServer(workspace);
  const answers: number[] = [];
  const asking = setInterval(
    () =>
      void server.get("/api/runs?limit=50").then(
        ({ ms }) => answers.push(ms),
        () => {},
      ),
    1000,
  );
  const ends = await Promise.all(Array.from({ length: 50 }, (_, seed) => trainer(workspace, seed, seconds)));
  clearInterval(asking);
  const waits = ends.flatMap((end) => end.waits).sort((a, b) => a - b);
  const lost = ends.filter(({ id, steps }) => {
    const run = readRun(workspace, id, Date.now());
    return (
      run.problems.length > 0 ||
      run.metrics.size !== 10 ||
      [...run.metrics.values()].some((all) => all.length !== steps)
    );
  });
  answers.sort((a, b) => a - b);
  say(
    `50 runs × 100 metrics a second for ${flags.minutes} min`,
    `${lost.length} runs with losses; flush 99 % ${waits[Math.floor(0.99 * waits.length)]!.toFixed(0)} ms; list while it runs 99 % ${answers[Math.floor(0.99 * answers.length)]?.toFixed(0)} ms; server ${server.memory().highest.toFixed(0)} MB`,
  );
  server.close();
}

function trainer(
  workspace: string,
  seed: number,
  seconds: number,
): Promise<{ id: string; steps: number; waits: number[] }> {
  const file = path.join(import.meta.dirname, "tracking", "trainer-child.ts");
  const child = spawn(process.execPath, [file, workspace, String(seed), "10", "10", String(seconds)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  let said = "";
  child.stdout.on("data", (bytes: Buffer) => (said += String(bytes)));
  return new Promise((resolve, reject) => {
    child.once("exit", (code) =>
      code === 0 ? resolve(JSON.parse(said)) : reject(new Error(`a trainer ended with ${code}`)),
    );
  });
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1]!;
}

function say(what: string, found: string): void {
  console.log(`${what}: ${found}`);
}
