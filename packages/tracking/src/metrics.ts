import type { MetricsEvent, NonFinite } from "./run.ts";
import { Series } from "./series.ts";

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
  readonly #series = new Map<string, Series>();
  #changed: MetricPoint[] = [];
  #cuts: { attempt: number; step: number }[] = [];

  /** Returns how many values are left out, because the run has too many names. */
  add(event: MetricsEvent, attempt: number): number {
    const { step, at } = event;
    let leftOut = 0;
    for (const [key, value] of Object.entries(event.values)) {
      let series = this.#series.get(key);
      if (!series && this.#series.size >= mostNames) {
        leftOut += 1;
        continue;
      }
      if (!series) this.#series.set(key, (series = new Series()));
      series.add({ step, value, at, attempt });
      this.#changed.push({ key, step, value, at, attempt });
    }
    return leftOut;
  }

  /** Attempt `attempt` begins behind `step`: what earlier ones logged behind it no longer counts. */
  cut(attempt: number, step: number): void {
    if (attempt === 1) return;
    const stays = (point: Point) => point.attempt >= attempt || point.step <= step;
    this.#changed = this.#changed.filter(stays);
    for (const [key, series] of this.#series) {
      series.keep(stays);
      if (series.lastStep === undefined) this.#series.delete(key);
    }
    this.#cuts.push({ attempt, step });
  }

  /** The points of each metric, by step. */
  get byKey(): Map<string, Point[]> {
    return new Map([...this.#series].map(([key, series]) => [key, series.points]));
  }

  /** The highest step, 0 before the first. */
  get lastStep(): number {
    let last = 0;
    for (const series of this.#series.values()) last = Math.max(last, series.lastStep ?? 0);
    return last;
  }

  takeChanges(): { points: MetricPoint[]; cuts: { attempt: number; step: number }[] } {
    const changes = { points: this.#changed, cuts: this.#cuts };
    this.#changed = [];
    this.#cuts = [];
    return changes;
  }
}
