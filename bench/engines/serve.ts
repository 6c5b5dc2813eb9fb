import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { loadSafetensors, type StateDict } from "@blankfile/nn";
import type { Answer, Command, Hello, Prepared, Timing } from "../protocol.ts";
import type { Workload } from "../workloads/workload.ts";

/** A workload made ready. `run` does it once, `value` tells what the last run gave: a loss, or a sum that shows it was computed. */
export interface Runnable {
  run(): void | Promise<void>;
  value(): number;
  drop?(): void;
}

export interface Engine {
  /** Name and version, as the rows show it. */
  version: string;
  /** Throws with a reason where the engine has no way to do it. */
  prepare(workload: Workload, inputs: StateDict): Runnable | Promise<Runnable>;
}

/** The loop of an engine's process; it ends when its input does. */
export async function serve(start: () => Engine | Promise<Engine>): Promise<void> {
  const say = (line: Hello | Answer) => process.stdout.write(`${JSON.stringify(line)}\n`);
  let engine: Engine;
  try {
    engine = await start();
  } catch (error) {
    say({ missing: reason(error) });
    return;
  }
  say({ version: engine.version });
  let ready: Runnable | undefined;
  for await (const line of createInterface({ input: process.stdin })) {
    const command = JSON.parse(line) as Command;
    try {
      if (command.do === "prepare") {
        const inputs = loadSafetensors(readFileSync(command.file)).tensors;
        ready = await engine.prepare(command.workload, inputs);
        say(await firstRuns(ready));
      } else if (command.do === "run") {
        say(await time(ready!, command.times));
      } else {
        ready?.drop?.();
        ready = undefined;
        say({ dropped: true });
      }
    } catch (error) {
      say({ cannot: reason(error) });
    }
  }
}

async function firstRuns(ready: Runnable): Promise<Prepared> {
  const values: number[] = [];
  const took: number[] = [];
  for (let i = 0; i < 4; i++) {
    const start = performance.now();
    await ready.run();
    took.push(performance.now() - start);
    values.push(ready.value());
  }
  return { values, firstMs: took[0]!, laterMs: took[3]! };
}

async function time(ready: Runnable, times: number): Promise<Timing> {
  const wall = performance.now();
  const cpu = process.cpuUsage();
  for (let i = 0; i < times; i++) {
    const pending = ready.run();
    if (pending !== undefined) await pending;
  }
  const { user, system } = process.cpuUsage(cpu);
  return { cpuMs: (user + system) / 1000 / times, wallMs: (performance.now() - wall) / times };
}

function reason(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split("\n")[0]!.slice(0, 200);
}

/** The version of an installed library whose entry lies one folder below its package.json. */
export function versionOf(library: string): string {
  const manifest = new URL("../package.json", import.meta.resolve(library));
  return (JSON.parse(readFileSync(manifest, "utf8")) as { version: string }).version;
}
