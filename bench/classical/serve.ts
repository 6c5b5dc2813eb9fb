import { createInterface } from "node:readline";
import { type Command, type RunAnswer, readData } from "./protocol.ts";
import type { Data, Task } from "./tasks.ts";

/** One fit and predict, timed by whoever knows where they begin and end. */
export type Engine = (task: Task, data: Data) => (() => RunAnswer) | string;

/** Milliseconds of a call, with what it gave. */
export function timed<T>(call: () => T): [milliseconds: number, value: T] {
  const begin = performance.now();
  const value = call();
  return [performance.now() - begin, value];
}

export function accuracy(found: ArrayLike<unknown>, wanted: Float64Array): number {
  let right = 0;
  for (let i = 0; i < wanted.length; i++) if (Number(found[i]) === wanted[i]) right++;
  return right / wanted.length;
}

export function r2(found: ArrayLike<number>, wanted: Float64Array): number {
  const mean = wanted.reduce((sum, value) => sum + value, 0) / wanted.length;
  let [off, around] = [0, 0];
  for (let i = 0; i < wanted.length; i++) {
    off += (wanted[i]! - found[i]!) ** 2;
    around += (wanted[i]! - mean) ** 2;
  }
  return 1 - off / around;
}

/** The loop of an engine's process. */
export async function serve(version: string, engine: Engine): Promise<void> {
  const say = (answer: object) => process.stdout.write(`${JSON.stringify(answer)}\n`);
  let run: (() => RunAnswer) | undefined;
  for await (const line of createInterface({ input: process.stdin })) {
    const command = JSON.parse(line) as Command;
    try {
      if ("prepare" in command) {
        const made = engine(command.prepare, readData(command.file));
        if (typeof made === "string") say({ cannot: made });
        else {
          run = made;
          say({ ready: true, version });
        }
      } else say(run!());
    } catch (reason) {
      say({ cannot: reason instanceof Error ? reason.message : String(reason) });
    }
  }
}
