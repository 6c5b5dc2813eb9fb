import { describe, expect, it } from "vitest";
import { onSlider, positionOf, positions, showValue, valueAt } from "./slider.ts";

const eta = { kind: "range", label: "Step size", min: 0, max: 1, step: 0.05, default: 0.1 } as const;

describe("a slider", () => {
  it("goes through its values and reaches both ends", () => {
    expect(positions(eta)).toBe(20);
    expect(valueAt(eta, 3)).toBe(0.15);
    expect(positionOf(eta, 0.15)).toBe(3);
    expect([valueAt(eta, 0), valueAt(eta, 20)]).toEqual([0, 1]);
    expect(showValue(eta, 0.1)).toBe("0.10");
    expect(showValue({ ...eta, min: -1 }, -0.5)).toBe("−0.50");
    expect(showValue({ ...eta, max: 180, step: 1, unit: "°" }, 45)).toBe("45°");
  });

  it("cannot stand between its steps, unless it is logarithmic", () => {
    const count = { kind: "range", label: "Points", min: 4, max: 60, step: 1, default: 8 } as const;
    expect([4, 8, 60, 8.37, 3, 61, Number.NaN].map((value) => onSlider(count, value))).toEqual([
      true,
      true,
      true,
      false,
      false,
      false,
      false,
    ]);
    expect(onSlider(eta, 0.15)).toBe(true);
    const uneven = { ...eta, max: 0.93, step: 0.2 };
    expect([0.8, 0.93, 0.9].map((value) => onSlider(uneven, value))).toEqual([true, true, false]);
    const log = { ...eta, min: 0.01, max: 100, step: 0.25, log: true };
    expect([0.0123, 100, 101].map((value) => onSlider(log, value))).toEqual([true, true, false]);
  });

  it("spaces a logarithmic range by decades", () => {
    const h = {
      kind: "range",
      label: "h",
      min: 1e-14,
      max: 0.1,
      step: 0.25,
      default: 1e-5,
      log: true,
    } as const;
    expect(positions(h)).toBe(52);
    expect(valueAt(h, 36)).toBe(1e-5);
    expect(valueAt(h, 52)).toBe(0.1);
    for (let i = 0; i <= 52; i++) expect(positionOf(h, valueAt(h, i))).toBe(i);
    expect(showValue(h, 1e-14)).toBe("10⁻¹⁴");
    expect(showValue(h, 0.1)).toBe("0.1");
  });
});
