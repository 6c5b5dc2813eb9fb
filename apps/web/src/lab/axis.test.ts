import { describe, expect, it } from "vitest";
import { along, axisOver, inFull, inWords, linearTicks, logTicks } from "./axis.ts";

const labels = (ticks: { label: string }[]) => ticks.map(({ label }) => label);

describe("an axis", () => {
  it("is ticked at round numbers", () => {
    expect(labels(linearTicks(0, 120, 5))).toEqual(["0", "50", "100"]);
    expect(labels(linearTicks(-0.31, 0.42, 4))).toEqual(["−0.2", "0", "0.2", "0.4"]);
    expect(labels(linearTicks(0, 3e6, 3))).toEqual(["0", "10⁶", "2·10⁶", "3·10⁶"]);
  });

  it("is ticked at powers of ten when it is logarithmic, or between them on a short one", () => {
    expect(labels(logTicks(1e-8, 100, 5))).toEqual(["10⁻⁸", "10⁻⁶", "10⁻⁴", "10⁻²", "1", "10²"]);
    expect(labels(logTicks(0.3, 1.2, 5))).toEqual(["0.5", "1"]);
    expect(labels(logTicks(0.91, 9.5, 5))).toEqual(["1", "2", "5"]);
    expect(labels(logTicks(2e-8, 3e-7, 5))).toEqual(["2·10⁻⁸", "5·10⁻⁸", "10⁻⁷", "2·10⁻⁷"]);
  });

  it("has at least two numbers, where it is narrow too", () => {
    expect(labels(linearTicks(-3.2, 3.2, 3))).toEqual(["0"]);
    expect(labels(axisOver([-3.2, 3.2], false, 3).ticks)).toEqual(["−2", "0", "2"]);
    expect(labels(logTicks(2.3, 4.9, 5))).toEqual([]);
    expect(labels(axisOver([2.3, 4.9], true, 5).ticks)).toEqual(["3", "4"]);
  });

  it("leaves out what cannot stand on it", () => {
    const axis = axisOver([0, -3, Number.NaN, 0.1, 10, Number.POSITIVE_INFINITY], true, 5);
    expect([axis.min, axis.max]).toEqual([0.1, 10]);
    expect(along(axis, 1)).toBeCloseTo(0.5, 12);
    expect(along(axis, -1)).toBeNaN();
  });

  it("has a width even where all values are the same, or there are none", () => {
    expect(axisOver([2, 2], false, 4)).toMatchObject({ min: 1.8, max: 2.2 });
    expect(axisOver([0], false, 4)).toMatchObject({ min: 0, max: 1 });
    expect(labels(axisOver([0], false, 4).ticks)).toEqual(["0", "1"]);
    expect(axisOver([], false, 4)).toEqual({ min: 0, max: 1, log: false, ticks: [] });
    expect(axisOver([], true, 4)).toEqual({ min: 0.1, max: 10, log: true, ticks: [] });
  });

  it("a number in a table has all its digits", () => {
    expect([-1.25, 1e21, 1e-7, -2.5e-7, Number.NEGATIVE_INFINITY, Number.NaN].map(inFull)).toEqual([
      "−1.25",
      "1·10²¹",
      "1·10⁻⁷",
      "−2.5·10⁻⁷",
      "−∞",
      "NaN",
    ]);
  });

  it("a number in a sentence has four digits", () => {
    expect([inWords(0.123456), inWords(-12), inWords(1.5e-9), inWords(Number.NaN)]).toEqual([
      "0.1235",
      "−12",
      "1.5·10⁻⁹",
      "NaN",
    ]);
  });
});
