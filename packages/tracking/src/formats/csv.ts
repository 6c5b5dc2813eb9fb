import type { FoldedRun } from "../folded-run.ts";

/**
 * The points of runs as CSV (RFC 4180): a header, then a line for each point, by run, metric and step. Times are milliseconds since 1970;
 * NaN and infinities stand by their names.
 */
export function metricsCsv(runs: readonly FoldedRun[]): string {
  const lines = [csvLine(["run", "metric", "step", "value", "at", "attempt"])];
  for (const { id, metrics } of runs)
    for (const [key, points] of metrics)
      for (const { step, value, at, attempt } of points)
        lines.push(csvLine([id, key, step, value, at, attempt]));
  return lines.join("");
}

/** Quotes where a field has a quote, a comma, a line break or a space at its ends; quotes in it are doubled. */
export function csvLine(fields: readonly (string | number)[]): string {
  const cells = fields.map((field) => {
    const text = String(field);
    return /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  });
  return `${cells.join(",")}\r\n`;
}
