import { describe, expect, it } from "vitest";
import { comparedFigure, goalMetrics } from "./figure.ts";
import { row } from "./rows.fixture.ts";

describe("a figure over seeds", () => {
  it("is mean ± t · s/√n: 1, 2, 3 give 2 ± 4.303/√3", () => {
    const { mean, half, values, leftOut } = comparedFigure(
      { rows: [row(2, 3), row(0, 1), row(1, 2)] },
      "accuracy",
    )!;
    expect([mean, leftOut]).toEqual([2, 0]);
    expect(half).toBeCloseTo(4.303 / Math.sqrt(3), 10);
    expect(values).toEqual([
      { seed: 0, value: 1 },
      { seed: 1, value: 2 },
      { seed: 2, value: 3 },
    ]);
  });

  it("of one seed has no interval, and runs that are not finished are left out and counted", () => {
    const rows = [row(0, 1), row(1, 50, { state: "running" }), row(2, 60, { state: "failed" })];
    expect(comparedFigure({ rows }, "accuracy")).toEqual({
      values: [{ seed: 0, value: 1 }],
      mean: 1,
      leftOut: 2,
    });
  });

  it("counts each seed once, with the mean of its finished runs: the same seed twice is no second seed", () =>
    expect(comparedFigure({ rows: [row(0, 1), row(0, 5)] }, "accuracy")).toEqual({
      values: [{ seed: 0, value: 3 }],
      mean: 3,
      leftOut: 0,
    }));

  it("keeps NaN, so that a configuration that diverged does not look good", () =>
    expect(comparedFigure({ rows: [row(0, 1), row(1, "NaN")] }, "accuracy")!.mean).toBeNaN());

  it("is found in the summary where the metric is told at the end only", () =>
    expect(
      comparedFigure({ rows: [row(0, 1, { metrics: {}, summary: { accuracy: 7 } })] }, "accuracy")!.mean,
    ).toBe(7));

  it("is none where no finished run has the metric", () =>
    expect(comparedFigure({ rows: [row(0, 1)] }, "loss")).toBeUndefined());
});

it("metrics with a goal are those that are compared", () => {
  const metrics = {
    accuracy: { value: 1, step: 1, goal: "maximize" as const },
    epoch: { value: 3, step: 1 },
  };
  expect(goalMetrics([row(0, 1, { metrics })])).toEqual(["accuracy"]);
});
