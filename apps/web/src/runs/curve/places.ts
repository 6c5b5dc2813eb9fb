import { numberOf, type Point } from "@blankfile/tracking";
import type { ChartView } from "./chart-view.ts";

/** A point where it is drawn. `y` is NaN where the run has NaN or an infinity: a gap, with a mark. */
export interface Place {
  x: number;
  y: number;
}

export interface Placed {
  /** By x. */
  places: Place[];
  /** Values of 0 and below on a logarithmic axis. */
  belowZero: number;
  /** Points for which the metric on the x axis has no value yet. */
  withoutX: number;
  /** How often the metric on the x axis went back. */
  backwards: number;
}

export interface PlacedRun {
  points: readonly Point[];
  /** When the run began, milliseconds. */
  begin: number;
  /** The points of the metric on the x axis, where there is one. */
  against?: readonly Point[];
}

/** Where the points of a run stand; of several at one x the last. */
export function placesOf({ points, begin, against }: PlacedRun, view: ChartView): Placed {
  const placed: Placed = { places: [], belowZero: 0, withoutX: 0, backwards: 0 };
  const xOf = against
    ? metricAxis(against)
    : view.x === "time"
      ? (point: Point) => (point.at - begin) / 1000
      : stepOf;
  let last = Number.NEGATIVE_INFINITY;
  for (const point of points) {
    const x = xOf(point);
    const y = numberOf(point.value);
    if (x === undefined || !Number.isFinite(x)) placed.withoutX += 1;
    else if ((view.logX && x <= 0) || (view.logY && y <= 0 && Number.isFinite(y))) placed.belowZero += 1;
    else {
      if (x < last) placed.backwards += 1;
      last = x;
      placed.places.push({ x, y: Number.isFinite(y) ? y : Number.NaN });
    }
  }
  placed.places = oneAtEach(placed.places);
  return placed;
}

function stepOf({ step }: Point): number {
  return step;
}

/** The metric's value at the step, or its last one before. Both lists are by step, and are walked together. */
function metricAxis(against: readonly Point[]): (point: Point) => number | undefined {
  let next = 0;
  return ({ step }) => {
    while (next < against.length && against[next]!.step <= step) next++;
    return next === 0 ? undefined : numberOf(against[next - 1]!.value);
  };
}

function oneAtEach(places: Place[]): Place[] {
  const sorted = places.some(({ x }, i) => i > 0 && x < places[i - 1]!.x)
    ? places.toSorted((a, b) => a.x - b.x)
    : places;
  return sorted.filter(({ x }, i) => sorted[i + 1]?.x !== x);
}
