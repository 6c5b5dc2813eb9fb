import type { Point } from "./metrics.ts";

/**
 * The points of one metric, one a step, a later one in the place of an earlier one at its step. Almost always a new point belongs at the
 * end. Those that do not wait in the order in which they came and are sorted in together when somebody looks: n points in falling order
 * cost n log n steps of work, where putting each in its place would cost n²/2.
 */
export class Series {
  /** By step; the last one has the highest step of all. */
  #points: Point[] = [];
  /** Points whose step is not behind the last one's, in the order in which they came. */
  #late: Point[] = [];

  add(point: Point): void {
    const last = this.#points.at(-1);
    if (last === undefined || point.step > last.step) this.#points.push(point);
    else if (point.step === last.step) this.#points[this.#points.length - 1] = point;
    else this.#late.push(point);
  }

  /** By step. */
  get points(): Point[] {
    if (this.#late.length > 0) {
      this.#points = merged(this.#points, sortedOnce(this.#late));
      this.#late = [];
    }
    return this.#points;
  }

  /** The highest step; undefined where there is none. */
  get lastStep(): number | undefined {
    return this.#points.at(-1)?.step;
  }

  /** Keeps those for which `stays` holds. */
  keep(stays: (point: Point) => boolean): void {
    this.#points = this.points.filter(stays);
  }
}

/** By step; of those at one step the one that came last. */
function sortedOnce(points: readonly Point[]): Point[] {
  const sorted = points.toSorted((a, b) => a.step - b.step); // Stable: at one step the order in which they came.
  return sorted.filter((point, i) => point.step !== sorted[i + 1]?.step);
}

/** Both are by step, each step once; where both have one, the late one counts. */
function merged(points: readonly Point[], late: readonly Point[]): Point[] {
  const all: Point[] = [];
  let next = 0;
  for (const point of points) {
    while (next < late.length && late[next]!.step < point.step) all.push(late[next++]!);
    const replaced = late[next]?.step === point.step;
    all.push(replaced ? late[next++]! : point);
  }
  return all;
}
