import { init } from "@blankfile/tracking/node";
import { median } from "./quantile.ts";

const steps = 50;
const rounds = 41;
const keys = Array.from({ length: 10 }, (_, i) => `metric/${i}`);

/**
 * Steps of about 10 ms of arithmetic, blocks with and without logging by turns: by how much longer a step is, and how much more of the
 * processor it takes, the writing to disk on its thread counted in.
 */
export async function overhead(workspace: string): Promise<Record<string, string>> {
  const run = await init({ workspace, experiment: "bench/overhead", config: {}, seed: 0, code: {} });
  let step = 0;
  const log = () => {
    step += 1;
    run.log(Object.fromEntries(keys.map((key, i) => [key, step / (i + 1)])), { step });
  };
  await block(log); // Compiled, and the file opened, before anything counts.
  const plain: Cost[] = [];
  const more: Cost[] = [];
  for (let round = 0; round < rounds; round++) {
    const isFirst = round % 2 === 0;
    const one = await block(isFirst ? log : undefined);
    const other = await block(isFirst ? undefined : log);
    const [logged, bare] = isFirst ? [one, other] : [other, one];
    plain.push(bare);
    more.push({ wall: logged.wall - bare.wall, processor: logged.processor - bare.processor });
  }
  await run.finish();
  const told = (by: keyof Cost) => {
    const added = median(more.map((cost) => cost[by]));
    const whole = median(plain.map((cost) => cost[by]));
    return `${(1000 * added).toFixed(0)} µs more of ${whole.toFixed(1)} ms, ${((100 * added) / whole).toFixed(2)} %`;
  };
  return { "a step that logs ten metrics, time": told("wall"), "the same, processor": told("processor") };
}

/** Milliseconds a step. */
interface Cost {
  wall: number;
  processor: number;
}

async function block(log: (() => void) | undefined): Promise<Cost> {
  const begun = performance.now();
  const before = process.cpuUsage();
  for (let i = 0; i < steps; i++) {
    work();
    log?.();
    await new Promise(setImmediate);
  }
  const { user, system } = process.cpuUsage(before);
  return { wall: (performance.now() - begun) / steps, processor: (user + system) / 1000 / steps };
}

/** The sum is asked for, so that it cannot be left out. */
function work(): void {
  let sum = 0;
  for (let i = 1; i < 2_000_000; i++) sum += Math.sqrt(i);
  if (Number.isNaN(sum)) throw new Error("a sum of roots is a number");
}
