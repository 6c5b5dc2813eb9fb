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
    .sort(([keyA, a], [keyB, b]) => Number(b) - Number(a) || (keyA < keyB ? -1 : 1))
    .slice(0, most)
    .map(([key]) => key);
}
