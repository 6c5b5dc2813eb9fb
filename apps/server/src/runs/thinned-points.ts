import type { DatabaseSync } from "node:sqlite";
import { setImmediate as turn } from "node:timers/promises";
import { type MetricPoint, Thinning } from "@blankfile/tracking";

/** Rows that are read before others get a turn: about 50 ms. */
const page = 50_000;

/**
 * Points of one run by metric and step, at most `max` of each metric (0: all of them), and how many there are. The rows go by one at a time,
 * so that a run of millions of points takes little memory.
 */
export async function thinnedPoints(
  database: () => DatabaseSync,
  run: string,
  max: number,
): Promise<{ points: MetricPoint[]; total: number }> {
  const gatherers = new Map<string, Gatherer>();
  let total = 0;
  const counted = database()
    .prepare(
      "select key, count(*) as n, min(step) as a, max(step) as b from points where run = ? and key != '' group by key",
    )
    .all(run);
  for (const { key, n, a, b } of counted) {
    total += Number(n);
    const most = Math.max(4, max);
    const isWhole = max === 0 || Number(n) <= most;
    const gatherer = isWhole
      ? new All()
      : new Thinning<MetricPoint>({ from: Number(a), to: Number(b), max: most });
    gatherers.set(String(key), gatherer);
  }
  for (let last = 0; ; await turn()) {
    const read = database().prepare(
      "select row, key, step, value, at, attempt from points where run = ? and row > ? order by row limit ?",
    );
    read.setReturnArrays(true);
    let count = 0;
    for (const [row, key, step, value, at, attempt] of read.iterate(run, last, page) as Iterable<Row>) {
      gatherers.get(key)?.add({ key, step, value, at, attempt });
      last = row;
      count += 1;
    }
    if (count < page) break;
  }
  return { points: [...gatherers.values()].flatMap((one) => one.points()), total };
}

type Row = [number, string, number, MetricPoint["value"], number, number];

interface Gatherer {
  add(point: MetricPoint): void;
  points(): MetricPoint[];
}

class All implements Gatherer {
  readonly #points: MetricPoint[] = [];

  add(point: MetricPoint): void {
    this.#points.push(point);
  }

  points(): MetricPoint[] {
    return this.#points.sort((a, b) => a.step - b.step);
  }
}
