import { downsample, numberOf, type Point, type RunRow } from "@blankfile/tracking";

/** What one chart draws: a column of steps and a column of values per line, null where a line has no value. */
export interface Columns {
  steps: number[];
  values: (number | null)[][];
  labels: string[];
  /** Points drawn and points there are. */
  shown: number;
  total: number;
  /** Values that are NaN or infinite: kept in the run, not drawable. */
  unfit: number;
}

/** One line per run; with three runs or more their mean is the last line. */
export function columnsOf(lines: { label: string; points: readonly Point[] }[], most = 2000): Columns {
  const drawn = lines.map(({ label, points }) => ({ label, points: downsample(points, Math.max(4, most)) }));
  const steps = [...new Set(drawn.flatMap(({ points }) => points.map((p) => p.step)))].sort((a, b) => a - b);
  const index = new Map(steps.map((step, i) => [step, i]));
  const values = drawn.map(({ points }) => {
    const column: (number | null)[] = steps.map(() => null);
    for (const { step, value } of points) {
      const number = numberOf(value);
      column[index.get(step)!] = Number.isFinite(number) ? number : null;
    }
    return column;
  });
  const labels = drawn.map(({ label }) => label);
  const count = (list: { points: readonly Point[] }[]) =>
    list.reduce((n, { points }) => n + points.length, 0);
  const unfit = lines.reduce(
    (n, { points }) => n + points.filter(({ value }) => !Number.isFinite(numberOf(value))).length,
    0,
  );
  if (lines.length >= 3) {
    values.push(steps.map((_, i) => meanAt(values, i)));
    labels.push(`mean of ${lines.length}`);
  }
  return { steps, values, labels, shown: count(drawn), total: count(lines), unfit };
}

/** The mean of all lines where each has a value, else null: a mean of fewer seeds would jump. */
function meanAt(values: readonly (number | null)[][], i: number): number | null {
  const here = values.map((column) => column[i]!).filter((value) => value !== null);
  return here.length === values.length ? here.reduce((a, b) => a + b, 0) / here.length : null;
}

/**
 * Mean and half-width of the 95 % interval of the final values over seeds, by Student's t with n − 1 degrees of freedom.
 * undefined for fewer than two values; no interval is claimed from one seed.
 */
export function seedInterval(values: readonly number[]): { mean: number; half: number } | undefined {
  const n = values.length;
  if (n < 2) return undefined;
  const mean = values.reduce((a, b) => a + b, 0) / n;
  const variance = values.reduce((sum, v) => sum + (v - mean) ** 2, 0) / (n - 1);
  return { mean, half: (t975[n - 2] ?? 1.96) * Math.sqrt(variance / n) };
}

/** 97.5 % quantiles of Student's t for 1 to 29 degrees of freedom (any table of the distribution). */
const t975 = [
  12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.16, 2.145, 2.131,
  2.12, 2.11, 2.101, 2.093, 2.086, 2.08, 2.074, 2.069, 2.064, 2.06, 2.056, 2.052, 2.048, 2.045,
];

/** Rows that belong together, newest group first; a run without a group stands alone. */
export function groupsOf(rows: readonly RunRow[]): { key: string; group?: string; rows: RunRow[] }[] {
  const groups = new Map<string, { key: string; group?: string; rows: RunRow[] }>();
  for (const row of rows) {
    const key = row.group === undefined ? `run ${row.id}` : `group ${row.group}`;
    const entry = groups.get(key) ?? { key, ...(row.group !== undefined && { group: row.group }), rows: [] };
    entry.rows.push(row);
    groups.set(key, entry);
  }
  for (const entry of groups.values())
    entry.rows.sort((a, b) => (a.seed ?? 0) - (b.seed ?? 0) || a.createdAt - b.createdAt);
  return [...groups.values()];
}

/** Metrics that a list shows: those with a goal first, then the rest, at most `most`. */
export function keyMetrics(rows: readonly RunRow[], most: number): string[] {
  const keys = new Map<string, boolean>();
  for (const row of rows) {
    for (const [key, metric] of Object.entries(row.metrics))
      keys.set(key, keys.get(key) === true || metric.goal !== undefined);
  }
  return [...keys.entries()]
    .sort(([, a], [, b]) => Number(b) - Number(a))
    .slice(0, most)
    .map(([key]) => key);
}
