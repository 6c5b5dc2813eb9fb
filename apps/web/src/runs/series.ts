import { downsample, numberOf, type Point, seedInterval } from "@blankfile/tracking";

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
  /** Their steps. */
  unfitSteps: number[];
  /** The ends of the mean's 95 % interval, where there is a mean. */
  band?: { low: (number | null)[]; high: (number | null)[] };
}

/** One line per run; with three runs or more their mean is the last line, with its interval as a band. */
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
  const unfitSteps = lines.flatMap(({ points }) =>
    points.filter(({ value }) => !Number.isFinite(numberOf(value))).map(({ step }) => step),
  );
  const columns = { steps, labels, unfitSteps, unfit: unfitSteps.length };
  const counts = { shown: count(drawn), total: count(lines) };
  if (lines.length < 3) return { ...columns, ...counts, values };
  const means = steps.map((_, i) => meanAt(values, i));
  return {
    ...columns,
    ...counts,
    values: [...values, means.map((found) => found?.mean ?? null)],
    labels: [...labels, `mean of ${lines.length}`],
    band: {
      low: means.map((found) => found && found.mean - found.half),
      high: means.map((found) => found && found.mean + found.half),
    },
  };
}

/** Mean and interval of all lines where each has a value, else null: a mean of fewer seeds would jump. */
function meanAt(values: readonly (number | null)[][], i: number): { mean: number; half: number } | null {
  const here = values.map((column) => column[i]!).filter((value) => value !== null);
  return here.length === values.length ? seedInterval(here)! : null;
}
