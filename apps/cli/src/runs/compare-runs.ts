import { type ConfigValue, numberOf, type RunRow, seedInterval } from "@blankfile/tracking";
import { showNumber } from "@blankfile/tracking/node";
import { table } from "../table.ts";
import { findRuns } from "./find-runs.ts";

/** One configuration with all its seeds. */
interface Configuration {
  experiment: string;
  config: Record<string, ConfigValue>;
  rows: RunRow[];
}

/**
 * Configurations beside each other: only the flags that differ, each figure with a goal as mean ± half of its 95 % interval over the seeds,
 * and whether the prediction held. Runs that are not finished are counted and left out of the figures.
 */
export function compareRuns(words: readonly string[], rows: readonly RunRow[]): string {
  const chosen = [...new Set(words.flatMap((word) => findRuns(word, rows)))];
  const all = configurations(chosen);
  const flags = differing(all);
  const metrics = metricsOf(chosen);
  const experiments = new Set(all.map(({ experiment }) => experiment)).size > 1;
  const head = [...(experiments ? ["experiment"] : []), ...flags, "seeds", ...metrics, "predicted"];
  const body = all.map((one) => [
    ...(experiments ? [one.experiment] : []),
    ...flags.map((flag) => text(one.config[flag])),
    seedsOf(one),
    ...metrics.map((metric) => figure(one, metric)),
    predictionOf(one),
  ]);
  const isLonely = all.some(({ rows }) => finished(rows).length === 1);
  const stamp = isLonely ? "\nOne seed: where there is no ±, nothing follows about the next seed." : "";
  return `${table([head, ...body])}${stamp}`;
}

function configurations(rows: readonly RunRow[]): Configuration[] {
  const found = new Map<string, Configuration>();
  for (const row of rows) {
    const key = JSON.stringify([row.experiment, Object.entries(row.config).sort()]);
    const known = found.get(key) ?? { experiment: row.experiment, config: row.config, rows: [] };
    known.rows.push(row);
    found.set(key, known);
  }
  return [...found.values()];
}

/** Flags that are not the same in all of them. */
function differing(all: readonly Configuration[]): string[] {
  const names = [...new Set(all.flatMap(({ config }) => Object.keys(config)))];
  return names.filter((name) => new Set(all.map(({ config }) => text(config[name]))).size > 1);
}

function metricsOf(rows: readonly RunRow[]): string[] {
  const names = rows.flatMap(({ metrics }) =>
    Object.entries(metrics).flatMap(([name, { goal }]) => (goal === undefined ? [] : [name])),
  );
  return [...new Set(names)];
}

function figure({ rows }: Configuration, metric: string): string {
  const values = finished(rows).flatMap(({ metrics }) =>
    metrics[metric] === undefined ? [] : [numberOf(metrics[metric].value)],
  );
  if (values.length === 0) return "–";
  const interval = seedInterval(values);
  return interval ? `${showNumber(interval.mean)} ± ${showNumber(interval.half)}` : showNumber(values[0]!);
}

function seedsOf({ rows }: Configuration): string {
  const done = finished(rows).length;
  return done === rows.length ? String(done) : `${done} of ${rows.length}`;
}

/** "3 of 3": seeds whose figure lay in the range that was predicted. */
function predictionOf({ rows }: Configuration): string {
  const judged = finished(rows).flatMap(({ prediction, metrics }) => {
    const { metric, range, intact } = prediction ?? {};
    const value = metric === undefined ? undefined : metrics[metric]?.value;
    if (range === undefined || value === undefined || intact !== true) return [];
    return [numberOf(value) >= range[0] && numberOf(value) <= range[1]];
  });
  return judged.length === 0 ? "–" : `${judged.filter(Boolean).length} of ${judged.length}`;
}

function finished(rows: readonly RunRow[]): RunRow[] {
  return rows.filter(({ state }) => state === "finished");
}

function text(value: ConfigValue | undefined): string {
  return value === undefined ? "–" : typeof value === "string" ? value : JSON.stringify(value);
}
