import { numberOf } from "../non-finite.ts";
import type { RunRow } from "../run-row.ts";
import { seedInterval } from "../seed-interval.ts";

/** A metric of a configuration over its seeds. */
export interface ComparedFigure {
  /** By seed, one of each: the mean of its finished runs. */
  values: { seed: number; value: number }[];
  mean: number;
  /** Half of the 95 % interval; none of one seed. */
  half?: number;
  /** Runs of the configuration that are not finished or lack the metric: they are not in it. */
  leftOut: number;
}

/** undefined where no finished run has the metric. NaN and infinities stay in the mean: a run that diverged is no better than it is. */
export function comparedFigure(
  { rows }: { readonly rows: readonly RunRow[] },
  metric: string,
): ComparedFigure | undefined {
  const used = finishedRows(rows).flatMap((row) => {
    const value = figureIn(row, metric);
    return value === undefined || row.seed === undefined ? [] : [{ seed: row.seed, value }];
  });
  if (used.length === 0) return undefined;
  const values = [...Map.groupBy(used, ({ seed }) => seed)]
    .map(([seed, runs]) => ({ seed, value: runs.reduce((sum, { value }) => sum + value, 0) / runs.length }))
    .sort((a, b) => a.seed - b.seed);
  const numbers = values.map(({ value }) => value);
  const interval = seedInterval(numbers);
  return {
    values,
    mean: interval?.mean ?? numbers[0]!,
    ...(interval && { half: interval.half }),
    leftOut: rows.length - used.length,
  };
}

/** Metrics that have a goal in any of the runs, in the order in which they are met. */
export function goalMetrics(rows: readonly RunRow[]): string[] {
  const names = rows.flatMap(({ metrics }) =>
    Object.entries(metrics).flatMap(([name, { goal }]) => (goal === undefined ? [] : [name])),
  );
  return [...new Set(names)];
}

export function finishedRows(rows: readonly RunRow[]): RunRow[] {
  return rows.filter(({ state }) => state === "finished");
}

/** A figure that is told at the end only stands in the summary. */
function figureIn({ metrics, summary }: RunRow, metric: string): number | undefined {
  const found = metrics[metric]?.value;
  if (found !== undefined) return numberOf(found);
  const told = summary[metric];
  return typeof told === "number" ? told : undefined;
}
