import { downsample, type Point } from "@blankfile/tracking";
import type { ChartView } from "./chart-view.ts";
import { type Placed, placesOf } from "./places.ts";
import { type BandPlace, seedBand } from "./seed-band.ts";
import { smoothed } from "./smoothed.ts";

/** A run's points of one metric. */
export interface DrawnRun {
  /** "seed 3". */
  name: string;
  points: readonly Point[];
  against?: readonly Point[];
  begin: number;
  /** Whether it counts in the mean: one that failed on the way does not. */
  counts: boolean;
}

export interface DrawnConfiguration {
  name: string;
  runs: DrawnRun[];
}

/** "raw" stands faint behind what is smoothed; "low" and "high" are the edges of a band. */
export type LineKind = "seed" | "raw" | "mean" | "low" | "high";

export interface ChartLine {
  kind: LineKind;
  /** Which configuration it belongs to. */
  of: number;
  /** What the pointer is told. */
  name: string;
  /** By x: null for a gap, undefined where the line has no point of its own. */
  values: (number | null | undefined)[];
}

/** What a chart draws: a column of x and a column a line, and what it must say of them. */
export interface ChartColumns {
  xs: number[];
  lines: ChartLine[];
  /** Where runs have NaN or an infinity. */
  unfit: { x: number; of: number }[];
  shown: number;
  total: number;
  belowZero: number;
  withoutX: number;
  backwards: number;
  isInterpolated: boolean;
  /** Whether a band reaches 0 and below on a logarithmic axis, where it is cut off. */
  isCut: boolean;
}

/** Seeds from which on a band is drawn. */
const leastBand = 3;

/** Points that all lines of a chart have together: more is not seen and slow to draw. */
const mostPoints = 12_000;

export function chartColumns(drawn: readonly DrawnConfiguration[], view: ChartView): ChartColumns {
  const columns: ChartColumns = {
    ...{ xs: [], lines: [], unfit: [], shown: 0, total: 0 },
    ...{ belowZero: 0, withoutX: 0, backwards: 0, isInterpolated: false, isCut: false },
  };
  const count = drawn.reduce((n, { runs }) => n + runs.length + (runs.length > 1 ? 3 : 0), 0);
  const most = Math.min(1000, Math.max(60, Math.floor(mostPoints / Math.max(1, count))));
  const rough: { line: Omit<ChartLine, "values">; places: { x: number; y: number }[] }[] = [];
  for (const [of, { name, runs }] of drawn.entries()) {
    const placed = runs.map((run) => placesOf(run, view));
    for (const one of placed) note(columns, one, of);
    const fine = placed.map(({ places }) => (view.smooth > 0 ? smoothed(places, view.smooth) : places));
    for (const [i, run] of runs.entries()) {
      const isAlone = runs.length === 1;
      const label = isAlone ? `${name}, ${run.name}` : `${run.name} of ${name}`;
      const raw = thin(placed[i]!.places, most);
      columns.shown += raw.length;
      columns.total += run.points.length;
      const isBehind = view.smooth > 0;
      rough.push({
        line: { kind: isBehind ? "raw" : isAlone ? "mean" : "seed", of, name: label },
        places: raw,
      });
      if (isBehind && isAlone)
        rough.push({ line: { kind: "mean", of, name: label }, places: thin(fine[i]!, most) });
    }
    const counted = fine.filter((line, i) => runs[i]!.counts && line.length > 0);
    if (runs.length > 1 && counted.length > 1) {
      const { places, isInterpolated } = seedBand(counted);
      columns.isInterpolated ||= isInterpolated;
      const lines = bandLines(columns, thin(places, most), {
        ...{ of, name, count: counted.length, logY: view.logY },
      });
      // The interval of two seeds is twelve times as wide as their spread: a band of it would hide everything.
      rough.push(...(counted.length < leastBand ? lines.slice(2) : lines));
    }
  }
  align(columns, rough);
  return columns;
}

/** The mean and the two edges of its band. On a logarithmic axis an edge below 0 is drawn as low as the axis goes. */
function bandLines(
  columns: ChartColumns,
  places: BandPlace[],
  { of, name, count, logY }: { of: number; name: string; count: number; logY: boolean },
) {
  const least = Math.min(...places.flatMap(({ y }) => (y > 0 ? [y] : [])));
  const low = places.map(({ x, low }) => {
    if (!logY || !(low <= 0)) return { x, y: low };
    columns.isCut = true;
    return { x, y: least / 1000 };
  });
  const line = (kind: LineKind) => ({ kind, of, name: `mean of ${count} seeds, ${name}` });
  return [
    { line: line("high"), places: places.map(({ x, high }) => ({ x, y: high })) },
    { line: line("low"), places: low },
    { line: line("mean"), places: places.map(({ x, y }) => ({ x, y })) },
  ];
}

function note(columns: ChartColumns, { places, belowZero, withoutX, backwards }: Placed, of: number): void {
  columns.belowZero += belowZero;
  columns.withoutX += withoutX;
  columns.backwards += backwards;
  for (const { x, y } of places) if (Number.isNaN(y)) columns.unfit.push({ x, of });
}

/** By their order and not by x: on any axis, every part of the line keeps its peaks. */
function thin<P extends { x: number; y: number }>(places: readonly P[], most: number): P[] {
  if (places.length <= most) return [...places];
  return downsample(
    places.map((place, step) => ({ step, value: place.y, place })),
    most,
  ).map(({ place }) => place);
}

function align(
  columns: ChartColumns,
  rough: readonly { line: Omit<ChartLine, "values">; places: { x: number; y: number }[] }[],
): void {
  columns.xs = [...new Set(rough.flatMap(({ places }) => places.map(({ x }) => x)))].sort((a, b) => a - b);
  const index = new Map(columns.xs.map((x, i) => [x, i]));
  columns.lines = rough.map(({ line, places }) => {
    const values: ChartLine["values"] = new Array(columns.xs.length).fill(undefined);
    for (const { x, y } of places) values[index.get(x)!] = Number.isNaN(y) ? null : y;
    return { ...line, values };
  });
}
