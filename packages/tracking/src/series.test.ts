import { expect, it } from "vitest";
import type { Point } from "./metrics.ts";
import { Series } from "./series.ts";

const point = (step: number, value: number): Point => ({ step, value, at: 0, attempt: 1 });
const seen = (series: Series) => series.points.map(({ step, value }) => [step, value]);

it("points lie by their steps, and of two at one step the later one counts, whether it came late or not", () => {
  const series = new Series();
  for (const [step, value] of [
    [3, 1],
    [1, 2],
    [2, 3],
    [1, 4],
    [3, 5],
    [5, 6],
    [3, 7],
  ] as const)
    series.add(point(step, value));
  expect(series.lastStep).toBe(5);
  expect(seen(series)).toEqual([
    [1, 4],
    [2, 3],
    [3, 7],
    [5, 6],
  ]);
  series.add(point(2, 8));
  expect(seen(series)[1]).toEqual([2, 8]);
});

it("gives what placing one by one gives, for any order and any looks in between", () => {
  let state = 1;
  const random = (n: number) => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) % n;
  for (let round = 0; round < 200; round++) {
    const series = new Series();
    const plain = new Map<number, number>();
    for (let k = 0; k < 40; k++) {
      const step = random(20);
      series.add(point(step, k));
      plain.set(step, k);
      if (random(5) === 0) expect(seen(series)).toEqual([...plain].sort(([a], [b]) => a - b));
    }
    expect(seen(series)).toEqual([...plain].sort(([a], [b]) => a - b));
  }
});

it("200,000 points in falling order cost work for each point, not for each pair: steps are looked at 20 times a point at most", () => {
  const n = 200_000;
  let looks = 0;
  const counted = (step: number): Point => ({
    get step() {
      looks += 1;
      return step;
    },
    value: step,
    at: 0,
    attempt: 1,
  });
  const series = new Series();
  for (let step = n; step > 0; step--) {
    series.add(counted(step));
    if (step % 20_000 === 0) series.add(counted(n + step)); // Mostly falling.
  }
  const steps = series.points.map(({ value }) => Number(value));
  expect(looks).toBeLessThan(20 * n);
  expect(steps).toEqual(steps.toSorted((a, b) => a - b));
  expect(steps).toHaveLength(n + 10);
});
