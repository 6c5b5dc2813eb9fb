import { expect, it } from "vitest";
import { predictionOutcome } from "./prediction-outcome.ts";
import { row } from "./rows.fixture.ts";

const said = (intact = true) => ({
  prediction: {
    text: "above 90",
    metric: "accuracy",
    range: [90, 100] as [number, number],
    lockedAt: 1,
    hash: "x",
    intact,
  },
});

it("counts the finished seeds inside the range that was predicted, its ends among them", () => {
  const rows = [
    row(0, 91, said()),
    row(1, 80, said()),
    row(2, 90, said()),
    row(3, 95, { ...said(), state: "running" }),
  ];
  expect(predictionOutcome({ rows })).toMatchObject({ text: "above 90", inside: 2, of: 3, changed: 0 });
});

it("does not count a prediction that was changed later, or NaN as inside", () => {
  expect(predictionOutcome({ rows: [row(0, 91, said(false)), row(1, "NaN", said())] })).toMatchObject({
    inside: 0,
    of: 1,
    changed: 1,
  });
});

it("is none where nothing was predicted", () =>
  expect(predictionOutcome({ rows: [row(0, 1)] })).toBeUndefined());
