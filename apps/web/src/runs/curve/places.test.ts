import type { Point } from "@blankfile/tracking";
import { describe, expect, it } from "vitest";
import { plainView } from "./chart-view.ts";
import { placesOf } from "./places.ts";

const points = (...values: (number | "NaN")[]) =>
  values.map((value, i): Point => ({ step: 10 * (i + 1), value, at: 1000 * i + 5000, attempt: 1 }));
const run = (...values: (number | "NaN")[]) => ({ points: points(...values), begin: 5000 });
const xs = ({ places }: { places: { x: number }[] }) => places.map(({ x }) => x);

describe("where points stand", () => {
  it("by step, by seconds since the run's begin, or by another metric", () => {
    expect(xs(placesOf(run(1, 2, 3), plainView))).toEqual([10, 20, 30]);
    expect(xs(placesOf(run(1, 2, 3), { ...plainView, x: "time" }))).toEqual([0, 1, 2]);
    const against = points(0.5, 1, 1.5);
    expect(xs(placesOf({ ...run(1, 2, 3), against }, { ...plainView, x: "epoch" }))).toEqual([0.5, 1, 1.5]);
  });

  it("by a metric that is logged more seldom: by its last value; before the first they are counted", () => {
    const against: Point[] = [{ step: 20, value: 1, at: 0, attempt: 1 }];
    const placed = placesOf({ ...run(1, 2, 3), against }, { ...plainView, x: "epoch" });
    expect(placed).toMatchObject({ places: [{ x: 1, y: 3 }], withoutX: 1 });
  });

  it("by a metric that goes back: in its order, and said", () => {
    const placed = placesOf({ ...run(1, 2, 3), against: points(3, 1, 2) }, { ...plainView, x: "loss" });
    expect(placed.places).toEqual([
      { x: 1, y: 2 },
      { x: 2, y: 3 },
      { x: 3, y: 1 },
    ]);
    expect(placed.backwards).toBe(1);
  });

  it("leaves 0 and below out on a logarithmic axis and counts them; NaN stays a gap", () => {
    const placed = placesOf(run(1, 0, -2, "NaN"), { ...plainView, logY: true });
    expect(placed.belowZero).toBe(2);
    expect(placed.places).toEqual([
      { x: 10, y: 1 },
      { x: 40, y: Number.NaN },
    ]);
    expect(placesOf(run(1, 2), { ...plainView, x: "time", logX: true }).belowZero).toBe(1);
  });
});
