// node bench/engines/memory.ts: 20,000 eager training steps in one synchronous loop. The first half warms up: the allocator keeps
// what it is given back until it has enough. Resident memory after each thousand of the second half.
import { trainingStep } from "../models/training-step.ts";
import { inputs } from "../workloads/inputs.ts";
import type { Mlp } from "../workloads/workload.ts";

const steps = 10_000;
const workload: Mlp = { kind: "mlp", name: "memory", sizes: [256, 64, 10], batch: 32 };
const given = inputs(workload);
const step = trainingStep(workload, given);

const rssMb: number[] = [];
const start = performance.now();
const cpu = process.cpuUsage();
for (let i = 1 - steps; i <= steps; i++) {
  const loss = step(given.x!, given.y!).item();
  if (!Number.isFinite(loss)) throw new Error(`the loss is ${loss} after ${i} steps`);
  if (i > 0 && i % (steps / 10) === 0) rssMb.push(Math.round(process.memoryUsage.rss() / 1e6));
}
const { user, system } = process.cpuUsage(cpu);
const runs = 2 * steps;
const wallMs = (performance.now() - start) / runs;
console.log(JSON.stringify({ cpuMs: (user + system) / 1000 / runs, wallMs, runs, rssMb }));
