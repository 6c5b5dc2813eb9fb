import { comparedFigure, type RunRow } from "@blankfile/tracking";
import { metricText } from "./format.ts";

/**
 * "0.953 ± 0.004": a figure's mean over the seeds of a configuration that are finished, with its 95 % interval; without one where it is of
 * one seed, a dash where there is none. "3 of 4 runs" where some are not in it.
 */
export function intervalText(rows: readonly RunRow[], key: string): string {
  const figure = comparedFigure({ rows }, key);
  if (figure === undefined) return "–";
  const { mean, half, leftOut } = figure;
  const interval =
    half === undefined || Number.isNaN(half) ? "" : ` ± ${metricText(Number(half.toPrecision(2)))}`;
  const few = leftOut > 0 ? `, ${rows.length - leftOut} of ${rows.length} runs` : "";
  return `${metricText(mean)}${interval}${few}`;
}
