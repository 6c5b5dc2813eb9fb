import type { DatabaseSync } from "node:sqlite";
import { setImmediate as turn } from "node:timers/promises";
import { type MetricPoint, Thinning } from "@blankfile/tracking";

/** Rows that are read before others get a turn: about 50 ms. */
const page = 50_000;

/**
 * Points of one run by metric and step, at most `max` of each metric (0: all of them), and how many there are. The rows go by in pages,
 * so that a run of millions of points takes little memory.
 */
export async function thinnedPoints(
  database: () => DatabaseSync,
  run: string,
  max: number,
): Promise<{ points: MetricPoint[]; total: number }> {
  const gatherers = new Map<number, { name: string; gatherer: Gatherer }>();
  let total = 0;
  const counted = database()
    .prepare(
      `select points.key, names.name, count(*) as n, min(step) as a, max(step) as b
       from points join names on names.number = points.key
       where run = (select number from names where name = ?) and key != 0 group by key order by names.name`,
    )
    .all(run);
  for (const { key, name, n, a, b } of counted) {
    total += Number(n);
    const most = Math.max(4, max);
    const isWhole = max === 0 || Number(n) <= most;
    const gatherer = isWhole
      ? new All()
      : new Thinning<MetricPoint>({ from: Number(a), to: Number(b), max: most });
    gatherers.set(Number(key), { name: String(name), gatherer });
  }
  for (let last = 0; ; await turn()) {
    const read = database().prepare(
      `select row, key, step, value, at, attempt from points
       where run = (select number from names where name = ?) and row > ? order by row limit ?`,
    );
    read.setReturnArrays(true);
    const rows = read.all(run, last, page) as unknown as Row[];
    for (const [, key, step, value, at, attempt] of rows) {
      const found = gatherers.get(key);
      found?.gatherer.add({ key: found.name, step, value, at, attempt });
    }
    if (rows.length < page) break;
    last = rows.at(-1)![0];
  }
  return { points: [...gatherers.values()].flatMap(({ gatherer }) => gatherer.points()), total };
}

type Row = [number, number, number, MetricPoint["value"], number, number];

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
