import { describe, expect, it } from "vitest";
import { shownTrials } from "../shown-trials.ts";
import { sweepOf } from "../trials.fixture.ts";
import { inBrushes, withBrush } from "./brushes.ts";
import { metricAxis, parameterAxis, valueLabel } from "./sweep-axis.ts";

describe("an axis of a sweep", () => {
  it("is logarithmic where the search was: 0.1 lies in the middle of 0.01 to 1", () => {
    const axis = parameterAxis("lr", { kind: "float", low: 0.01, high: 1, log: true });
    expect([0.01, 0.1, 1].map(axis.place)).toEqual([0, expect.closeTo(0.5, 12), 1]);
    expect(axis.scale).toBe("log");
    expect([axis.inside([0, 0.5]), axis.inside([0.5, 1])]).toEqual(["0.01 to 0.1", "0.1 to 1"]);
  });

  it("puts choices beside each other, numbers among them by size", () => {
    const axis = parameterAxis("batch", { kind: "categorical", choices: [64, 16, 32] });
    expect([16, 32, 64].map(axis.place)).toEqual([0, 0.5, 1]);
    expect(axis.ticks.map(({ label }) => label)).toEqual(["16", "32", "64"]);
    expect(parameterAxis("o", { kind: "categorical", choices: ["sgd"] }).place("sgd")).toBe(0.5);
  });

  it("says the choices inside a part, and no other", () => {
    const axis = parameterAxis("batch", { kind: "categorical", choices: [64, 16, 32] });
    expect(axis.inside([0, 0.5])).toBe("16, 32");
    expect(axis.inside([0, 1])).toBe("16, 32, 64");
    expect(axis.inside([0.1, 0.4])).toBe("none of the choices");
    const momentum = parameterAxis("momentum", { kind: "categorical", choices: [0, 0.9] });
    expect(momentum.inside([0, 0.6])).toBe("0");
  });

  it("has no place for a parameter that is switched off, or for no number", () => {
    const axis = parameterAxis("momentum", { kind: "float", low: 0, high: 1 });
    expect(axis.place(undefined)).toBeUndefined();
    expect(metricAxis("loss", [1, 2]).place(Number.NaN)).toBeUndefined();
    expect([valueLabel(undefined), valueLabel(0.123456), valueLabel(true)]).toEqual(["–", "0.1235", "true"]);
  });
});

describe("parts of axes", () => {
  const trials = shownTrials(sweepOf([0.01, 0.1, 1].map((lr) => ({ lr, costs: [lr] }))));
  const axes = [
    parameterAxis("lr", { kind: "float", low: 0.01, high: 1, log: true }),
    metricAxis("loss", [0.01, 0.1, 1]),
  ];
  const numbers = (brushes: Parameters<typeof inBrushes>[2]) =>
    inBrushes(trials, axes, brushes, "loss").map(({ number }) => number);

  it("choose the trials that stand in all of them, their ends among them", () => {
    expect(numbers(new Map())).toEqual([0, 1, 2]);
    const half = withBrush(new Map(), "lr", [0.5, 1]);
    expect(numbers(half)).toEqual([1, 2]);
    expect(numbers(withBrush(half, "loss", [0, 0.2]))).toEqual([1]);
    expect(numbers(withBrush(half, "lr", undefined))).toEqual([0, 1, 2]);
  });

  it("may be drawn downwards and beyond the ends", () =>
    expect(withBrush(new Map(), "lr", [1.4, 0.5]).get("lr")).toEqual([0.5, 1]));
});
