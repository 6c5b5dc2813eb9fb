import { markNonFinite } from "@blankfile/tracking";
import { describe, expect, it } from "vitest";
import { rowFixture } from "../run-row.fixture.ts";
import { groupFigure } from "./group-figure.ts";

const run = (seed: number, acc: number | undefined, state: "finished" | "running" | "lost" = "finished") =>
  rowFixture({ seed, state, ...(acc !== undefined && { metrics: { acc: markNonFinite(acc) } }) });
const figure = (...rows: ReturnType<typeof run>[]) => groupFigure(rows, "metric.acc");

it("over the seeds 1, 2, 3 the mean is 2 and the interval ± 4.303 · 1/√3", () => {
  const found = figure(run(1, 1), run(2, 2), run(3, 3))!;
  expect(found.mean).toBe(2);
  expect(found.half).toBeCloseTo(4.303 / Math.sqrt(3), 12);
  expect(found).toMatchObject({ seeds: 3, runs: 3, unfinished: 0, isUneven: false });
});

it("a run that is not finished is left out and counted", () => {
  expect(figure(run(1, 1), run(2, 3), run(3, 100, "running"), run(4, undefined, "lost"))).toMatchObject({
    mean: 2,
    seeds: 2,
    runs: 2,
    unfinished: 2,
  });
  expect(figure(run(1, 1, "running"))).toBeUndefined();
});

it("runs of one seed count once: repeating a seed narrows no interval", () => {
  const once = figure(run(1, 1), run(2, 3))!;
  const twice = figure(run(1, 1), run(1, 1), run(2, 3), run(2, 3))!;
  expect(twice).toEqual({ ...once, runs: 4 });
  expect(figure(run(1, 1), run(1, 2), run(2, 3))).toMatchObject({ mean: 2.25, isUneven: false });
});

it("one seed has a mean and no interval", () => {
  const found = figure(run(1, 1), run(1, 2))!;
  expect(found.mean).toBe(1.5);
  expect(found.half).toBeUndefined();
});

it("NaN stays NaN: a seed that diverged is not left out in silence", () => {
  expect(figure(run(1, 1), run(2, Number.NaN))!.mean).toBeNaN();
});

describe("of several configurations", () => {
  const of = (seed: number, lr: number, acc: number) =>
    rowFixture({ seed, config: { seed, lr }, metrics: { acc } });

  it("there is an interval where every seed has each of them", () => {
    const found = groupFigure([of(1, 0.1, 1), of(1, 0.2, 3), of(2, 0.2, 5), of(2, 0.1, 3)], "metric.acc")!;
    expect(found).toMatchObject({ mean: 3, isUneven: false, least: 1, greatest: 5 });
    expect(found.half).toBeCloseTo((12.706 * Math.SQRT2) / Math.SQRT2, 12);
  });

  it("there is none where the seeds have different ones, in number or in kind", () => {
    for (const rows of [
      [of(1, 0.1, 1), of(1, 0.2, 3), of(2, 0.1, 3)],
      [of(1, 0.1, 1), of(2, 0.2, 3)],
    ]) {
      const found = groupFigure(rows, "metric.acc")!;
      expect(found.isUneven).toBe(true);
      expect(found.half).toBeUndefined();
    }
  });
});
