import { describe, expect, it } from "vitest";
import { positionOf, positions, showValue, valueAt } from "./slider.ts";

const eta = { kind: "range", label: "Step size", min: 0, max: 1, step: 0.05, default: 0.1 } as const;

describe("a slider", () => {
  it("goes through its values and reaches both ends", () => {
    expect(positions(eta)).toBe(20);
    expect(valueAt(eta, 3)).toBe(0.15);
    expect(positionOf(eta, 0.15)).toBe(3);
    expect([valueAt(eta, 0), valueAt(eta, 20)]).toEqual([0, 1]);
    expect(showValue(eta, 0.1)).toBe("0.10");
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
