import { type RunRow, seedInterval } from "@blankfile/tracking";
import { type Column, cellOf } from "./column.ts";

/** A metric over the runs of a group. */
export interface GroupFigure {
  /** Over the seeds: each seed counts once, with the mean of its runs. */
  mean: number;
  /** Half of the 95 % interval over the seeds; none from one seed. */
  half?: number;
  seeds: number;
  /** Finished runs that have the value. */
  runs: number;
  /** Runs that are not finished: what they have now may still change, or was never reached. */
  unfinished: number;
  /** Some seeds have more runs than others: their means are of different things. */
  isUneven: boolean;
}

/** undefined where no finished run has the value. */
export function groupFigure(rows: readonly RunRow[], column: Column): GroupFigure | undefined {
  const bySeed = new Map<number | undefined, number[]>();
  let unfinished = 0;
  let runs = 0;
  for (const row of rows) {
    if (row.state !== "finished") {
      unfinished++;
      continue;
    }
    const cell = cellOf(row, column);
    if (typeof cell !== "number") continue;
    runs++;
    const values = bySeed.get(row.seed);
    if (values) values.push(cell);
    else bySeed.set(row.seed, [cell]);
  }
  if (runs === 0) return undefined;
  const groups = [...bySeed.values()];
  const means = groups.map((values) => values.reduce((a, b) => a + b, 0) / values.length);
  const interval = seedInterval(means);
  return {
    mean: interval?.mean ?? means[0]!,
    ...(interval && { half: interval.half }),
    seeds: means.length,
    runs,
    unfinished,
    isUneven: groups.some((values) => values.length !== groups[0]!.length),
  };
}
