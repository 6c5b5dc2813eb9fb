import { join } from "node:path";
import { type Contestant, contestants, EngineProcess } from "./engine-process.ts";
import { type RunAnswer, writeData } from "./protocol.ts";
import { generate, type Task } from "./tasks.ts";

/** A line of the table, and one of `--json`. */
export interface ClassicalRow {
  task: string;
  engine: string;
  version: string;
  /** Medians; null where not measured, or nothing to predict. */
  fitMs: number | null;
  predictMs: number | null;
  quality: number | null;
  runs: number;
  reason?: string;
}

export interface MeasureOptions {
  rounds: number;
  slow: boolean;
  folder: string;
  python: string | undefined;
}

const patience = 180;
/** A contestant that takes this long in its first run takes three turns at most. */
const longMs = 5000;

/** All who take part fit the same rows in turn, once to warm up and then `rounds` times. */
export async function measureTask(
  task: Task,
  { rounds, slow, folder, python }: MeasureOptions,
): Promise<ClassicalRow[]> {
  const file = join(folder, "data");
  writeData(file, generate(task));
  const entered = await Promise.all(
    contestants(task).map((contestant) => enter(contestant, task, { file, slow, python })),
  );
  for (let round = 0; round < rounds + 1; round++) {
    for (const entry of entered) {
      if (entry.reason !== undefined || (entry.isLong && round > 3)) continue;
      const answer = await entry.process!.ask({ run: true }, patience);
      if ("cannot" in answer) entry.reason = answer.cannot;
      else if (round > 0) entry.runs.push(answer as RunAnswer);
      else entry.isLong = (answer as RunAnswer).fitMs > longMs;
    }
  }
  for (const { process } of entered) process?.end();
  return entered.map(({ contestant, version, reason, runs }) => ({
    task: task.name,
    engine: contestant.engine,
    version,
    fitMs: median(runs.map(({ fitMs }) => fitMs)),
    predictMs:
      runs[0]?.predictMs === null ? null : median(runs.map(({ predictMs }) => predictMs ?? Number.NaN)),
    quality: runs[0]?.quality ?? null,
    runs: runs.length,
    ...(reason === undefined ? {} : { reason }),
  }));
}

interface Entry {
  contestant: Contestant;
  version: string;
  process?: EngineProcess;
  reason?: string;
  runs: RunAnswer[];
  isLong: boolean;
}

async function enter(
  contestant: Contestant,
  task: Task,
  { file, slow, python }: { file: string; slow: boolean; python: string | undefined },
): Promise<Entry> {
  const entry: Entry = { contestant, version: contestant.engine, runs: [], isLong: false };
  if (contestant.slow && !slow) return { ...entry, reason: `${contestant.slow}; --slow asks for it` };
  if (contestant.program === "python" && python === undefined)
    return { ...entry, reason: "no Python with scikit-learn; BENCH_PYTHON may name one" };
  const process = new EngineProcess(contestant, python);
  const answer = await process.ask({ prepare: task, file }, patience);
  if ("version" in answer) return { ...entry, process, version: answer.version };
  process.end();
  return { ...entry, reason: "cannot" in answer ? answer.cannot : "it did not get ready" };
}

export function median(values: readonly number[]): number | null {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  if (sorted.length === 0) return null;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}
