import { type RunRow, seedInterval } from "@blankfile/tracking";
import { type Column, reader } from "../columns/column.ts";

/** A metric over the runs of a group. */
export interface GroupFigure {
  /** Over the seeds: each seed counts once, with the mean of its runs. */
  mean: number;
  /** Half of the 95 % interval over the seeds; none from one seed, and none where the seeds have different configurations. */
  half?: number;
  /** Of the runs. */
  least: number;
  greatest: number;
  seeds: number;
  /** Finished runs that have the value. */
  runs: number;
  /** Runs that are not finished: what they have now may still change, or was never reached. */
  unfinished: number;
  /** Not every seed has the same configurations: their means are of different things, and differ for more than the seed. */
  isUneven: boolean;
}

interface Seed {
  values: number[];
  configurations: Set<string>;
}

/** undefined where no finished run has the value. */
export function groupFigure(rows: readonly RunRow[], column: Column): GroupFigure | undefined {
  const read = reader(column);
  const bySeed = new Map<number | undefined, Seed>();
  let unfinished = 0;
  for (const row of rows) {
    if (row.state !== "finished") {
      unfinished++;
      continue;
    }
    const cell = read(row);
    if (typeof cell !== "number") continue;
    const seed = bySeed.get(row.seed) ?? { values: [], configurations: new Set() };
    bySeed.set(row.seed, seed);
    seed.values.push(cell);
    seed.configurations.add(configurationOf(row));
  }
  if (bySeed.size === 0) return undefined;
  const seeds = [...bySeed.values()];
  const values = seeds.flatMap((seed) => seed.values);
  const means = seeds.map((seed) => mean(seed.values));
  const isUneven = seeds.some(({ configurations }) => !areSame(configurations, seeds[0]!.configurations));
  const interval = isUneven ? undefined : seedInterval(means);
  return {
    mean: mean(means),
    ...(interval && { half: interval.half }),
    least: Math.min(...values),
    greatest: Math.max(...values),
    seeds: seeds.length,
    runs: values.length,
    unfinished,
    isUneven,
  };
}

function mean(values: readonly number[]): number {
  return values.reduce((a, b) => a + b, 0) / values.length;
}

function areSame(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  return a.size === b.size && [...a].every((one) => b.has(one));
}

const configurations = new WeakMap<RunRow, string>();

/** All that was chosen but the seed, in one order of keys. */
function configurationOf(row: RunRow): string {
  let known = configurations.get(row);
  if (known === undefined) {
    const entries = Object.entries(row.config).filter(([key]) => key !== "seed");
    known = JSON.stringify([row.experiment, ...entries.sort(([a], [b]) => (a < b ? -1 : 1))]);
    configurations.set(row, known);
  }
  return known;
}
