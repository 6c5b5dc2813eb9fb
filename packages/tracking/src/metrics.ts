import type { MetricsEvent, NonFinite } from "./run.ts";

export interface Point {
  step: number;
  value: number | NonFinite;
  at: number;
  attempt: number;
}

export interface MetricPoint extends Point {
  key: string;
}

/** A chart a name: a run with more names than this has put its steps or its indices into them. */
export const mostNames = 10_000;

/** The points of a run: each metric has one value a step, and a later one at the same step replaces the earlier. */
export class Metrics {
  readonly byKey = new Map<string, Point[]>();
  #changed: MetricPoint[] = [];
  #cuts: { attempt: number; step: number }[] = [];

  /** Returns how many values are left out, because the run has too many names. */
  add(event: MetricsEvent, attempt: number): number {
    const { step, at } = event;
    let leftOut = 0;
    for (const [key, value] of Object.entries(event.values)) {
      let points = this.byKey.get(key);
      if (!points && this.byKey.size >= mostNames) {
        leftOut += 1;
        continue;
      }
      if (!points) this.byKey.set(key, (points = []));
      place(points, { step, value, at, attempt });
      this.#changed.push({ key, step, value, at, attempt });
    }
    return leftOut;
  }

  /** Attempt `attempt` begins behind `step`: what earlier ones logged behind it no longer counts. */
  cut(attempt: number, step: number): void {
    if (attempt === 1) return;
    const stays = (point: Point) => point.attempt >= attempt || point.step <= step;
    this.#changed = this.#changed.filter(stays);
    for (const [key, points] of this.byKey) {
      const kept = points.filter(stays);
      if (kept.length === 0) this.byKey.delete(key);
      else if (kept.length < points.length) this.byKey.set(key, kept);
    }
    this.#cuts.push({ attempt, step });
  }

  /** The highest step, 0 before the first. */
  get lastStep(): number {
    let last = 0;
    for (const points of this.byKey.values()) last = Math.max(last, points.at(-1)?.step ?? 0);
    return last;
  }

  takeChanges(): { points: MetricPoint[]; cuts: { attempt: number; step: number }[] } {
    const changes = { points: this.#changed, cuts: this.#cuts };
    this.#changed = [];
    this.#cuts = [];
    return changes;
  }
}

/** Keeps the points in the order of their steps; almost always the new one belongs at the end. */
function place(points: Point[], point: Point): void {
  let at = points.length;
  while (at > 0 && points[at - 1]!.step > point.step) at--;
  if (at > 0 && points[at - 1]!.step === point.step) points[at - 1] = point;
  else points.splice(at, 0, point);
}
