// Logs as a training would: `node trainer-child.ts <workspace> <seed> <metrics> <logs a second> <seconds>`. Prints how long each flush took, in ms.
import { init } from "@blankfile/tracking/node";

const [workspace, seed, metrics, rate, seconds] = process.argv.slice(2) as [
  string,
  string,
  string,
  string,
  string,
];
const run = await init({ workspace, experiment: "bench/load", config: {}, seed: Number(seed), code: {} });
const keys = Array.from({ length: Number(metrics) }, (_, i) => `metric/${i}`);
const waits: number[] = [];
const begun = Date.now();
const steps = Number(rate) * Number(seconds);
for (let step = 1; step <= steps; step++) {
  run.log(Object.fromEntries(keys.map((key, i) => [key, step + i])), { step });
  if (step % Number(rate) === 0) {
    const asked = performance.now();
    await run.flush();
    waits.push(performance.now() - asked);
  }
  const due = begun + (1000 * step) / Number(rate);
  const pause = due - Date.now();
  if (pause > 0) await new Promise((resolve) => setTimeout(resolve, pause));
}
await run.finish();
console.log(JSON.stringify({ id: run.id, steps, waits }));
