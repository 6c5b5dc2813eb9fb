// Logs as a training would: node trainer-child.ts <workspace> <seed> <metrics> <logs a second> <seconds>. Prints what load.ts reads.
import { setTimeout as sleep } from "node:timers/promises";
import { init } from "@blankfile/tracking/node";

const [workspace, ...numbers] = process.argv.slice(2);
const [seed, metrics, rate, seconds] = numbers.map(Number) as [number, number, number, number];
const run = await init({ workspace: workspace!, experiment: "bench/load", config: {}, seed, code: {} });
const keys = Array.from({ length: metrics }, (_, i) => `metric/${i}`);
const waits: number[] = [];
const begun = Date.now();
const steps = rate * seconds;
for (let step = 1; step <= steps; step++) {
  run.log(Object.fromEntries(keys.map((key, i) => [key, step + i])), { step });
  if (step % rate === 0) {
    const asked = performance.now();
    await run.flush();
    waits.push(performance.now() - asked);
  }
  const pause = begun + (1000 * step) / rate - Date.now();
  if (pause > 0) await sleep(pause);
}
await run.finish();
console.log(JSON.stringify({ id: run.id, steps, waits }));
