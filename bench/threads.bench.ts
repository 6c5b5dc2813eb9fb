/**
 * What threads cost: a run of nothing but barriers, told, passed and joined; sleeping threads woken; starting and loading.
 * And a stress test: every run is checked against the same numbers on one thread.
 *
 *   node bench/threads.bench.ts [--runs 200000] [--threads 2]
 */
import { performance } from "node:perf_hooks";
import { parseArgs } from "node:util";
import { startThreads } from "../packages/tensor/src/node/start-threads.ts";
import type { Program, ThreadPool } from "../packages/tensor/src/threads/thread-pool.ts";
import {
  hostFunctions,
  type Toy,
  toy,
  toyExpected,
  toyLength,
} from "../packages/tensor/src/threads/toy.fixture.ts";

const { values } = parseArgs({
  options: { runs: { type: "string", default: "200000" }, threads: { type: "string", default: "1,2,4" } },
});
const runs = Number(values.runs);
const host = { url: new URL("../packages/tensor/src/threads/toy.fixture.ts", import.meta.url).href };
const start = Int32Array.from({ length: toyLength }, (_, i) => Math.imul(i + 1, 2654435761));

for (const threads of values.threads.split(",").map(Number)) {
  const began = performance.now();
  const pool = await startThreads(threads);
  const started = performance.now() - began;
  console.log(`${threads} threads, Node ${process.version}`);
  report("start", started, "ms");
  stress(pool);
  latency(pool);
  await wake(pool);
  pool.close();
}

function stress(pool: ThreadPool): void {
  const code = toy(2);
  code.arrays[0].set(start);
  const began = performance.now();
  const program = load(pool, code);
  report("load", performance.now() - began, "ms");
  const cpu = process.cpuUsage();
  const from = performance.now();
  for (let i = 0; i < runs; i++) program.run();
  const [wall, used] = [performance.now() - from, process.cpuUsage(cpu)];
  report(`${runs} runs of two stages and two barriers`, (1e3 * wall) / runs, "µs each, wall");
  report("the same", (used.user + used.system) / runs, "µs each, CPU");
  const expected = toyExpected(start, 2 * runs);
  const wrong = expected.filter((value, i) => value !== code.arrays[0][i]).length;
  if (wrong > 0) throw new Error(`threads.bench: ${wrong} of ${toyLength} numbers differ after ${runs} runs`);
  program.unload();
}

function latency(pool: ThreadPool): void {
  const times = [0, 1000].map((rounds) => {
    const program = load(pool, toy(rounds));
    const repeats = rounds === 0 ? 20_000 : 20;
    for (let i = 0; i < repeats; i++) program.run();
    const from = performance.now();
    for (let i = 0; i < repeats; i++) program.run();
    return (performance.now() - from) / repeats;
  });
  report("an empty run: told and joined", 1e3 * times[0]!, "µs");
  report("a stage of 61 numbers and its barrier", times[1]!, "µs");
}

async function wake(pool: ThreadPool): Promise<void> {
  const program = load(pool, toy(0));
  const times: number[] = [];
  const cpu = process.cpuUsage();
  for (let i = 0; i < 50; i++) {
    await new Promise((resolve) => setTimeout(resolve, 20));
    const from = performance.now();
    program.run();
    times.push(performance.now() - from);
  }
  const used = process.cpuUsage(cpu);
  report("an empty run after 20 ms of rest, median", 1e3 * times.sort((a, b) => a - b)[25]!, "µs");
  report("CPU of 50 rests of 20 ms and these runs", (used.user + used.system) / 1e3, "ms");
}

function load(pool: ThreadPool, code: Toy): Program {
  return pool.load({ ...code, host, env: hostFunctions(code.memory, undefined) });
}

function report(what: string, value: number, unit: string): void {
  console.log(`  ${what.padEnd(50)} ${value.toPrecision(3).padStart(8)} ${unit}`);
}
