import { numberOf, type RunRow, seedInterval } from "@blankfile/tracking";
import { metricText } from "./format.ts";

/** "0.953 ± 0.004": a metric's mean over the runs with its 95 % interval; a dash where fewer than two have it. */
export function intervalText(rows: readonly RunRow[], key: string): string {
  const values = rows
    .map((row) => row.metrics[key])
    .filter((metric) => metric !== undefined)
    .map((metric) => numberOf(metric.value));
  const interval = seedInterval(values);
  if (interval === undefined) return "–";
  return `${metricText(interval.mean)} ± ${metricText(Number(interval.half.toPrecision(2)))}`;
}
