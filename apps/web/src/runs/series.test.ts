import type { Point } from "@blankfile/tracking";
import { describe, expect, it } from "vitest";
import { columnsOf } from "./series.ts";

const line = (label: string, values: (number | "NaN")[]) => ({
  label,
  points: values.map((value, i): Point => ({ step: i + 1, value, at: 0, attempt: 1 })),
});

describe("columns of a chart", () => {
  it("aligns lines by step and leaves gaps where a line has no value", () => {
    const { steps, values } = columnsOf([line("a", [1, 2, 3]), line("b", [4])]);
    expect(steps).toEqual([1, 2, 3]);
    expect(values).toEqual([
      [1, 2, 3],
      [4, null, null],
    ]);
  });

  it("adds the mean from three lines on, only where all have a value", () => {
    const { values, labels } = columnsOf([line("a", [1, 2]), line("b", [3, 4]), line("c", [5])]);
    expect(labels.at(-1)).toBe("mean of 3");
    expect(values.at(-1)).toEqual([3, null]);
  });

  it("has the 95 % interval of that mean as a band: 1, 2, 3 give 2 ± 4.303/√3", () => {
    const { band } = columnsOf([line("a", [1]), line("b", [2]), line("c", [3])]);
    expect(band!.high[0]).toBeCloseTo(2 + 4.303 / Math.sqrt(3), 10);
    expect(band!.low[0]).toBeCloseTo(2 - 4.303 / Math.sqrt(3), 10);
    expect(columnsOf([line("a", [1]), line("b", [2])]).band).toBeUndefined();
  });

  it("counts NaN and does not draw it", () => {
    const { values, unfit, unfitSteps } = columnsOf([line("a", [1, "NaN", 3])]);
    expect(unfitSteps).toEqual([2]);
    expect(values[0]).toEqual([1, null, 3]);
    expect(unfit).toBe(1);
  });

  it("says how many points it left out", () => {
    const { shown, total } = columnsOf(
      [
        line(
          "a",
          Array.from({ length: 1000 }, (_, i) => Math.sin(i)),
        ),
      ],
      100,
    );
    expect(total).toBe(1000);
    expect(shown).toBeLessThanOrEqual(100);
  });
});
