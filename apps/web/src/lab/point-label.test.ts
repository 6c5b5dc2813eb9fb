import { describe, expect, it } from "vitest";
import { type Box, labelBox } from "./point-label.ts";

const inside: Box = { left: 0, top: 0, right: 200, bottom: 100 };

describe("the label of a point", () => {
  it("stands right above it where that is free", () => {
    expect(labelBox({ x: 50, y: 50, width: 20 }, inside, [])).toEqual({
      left: 59,
      top: 33,
      right: 79,
      bottom: 46,
    });
  });

  it("moves below another label, and left of its point at the edge", () => {
    const first = labelBox({ x: 50, y: 50, width: 20 }, inside, []);
    const second = labelBox({ x: 52, y: 51, width: 20 }, inside, [first]);
    expect(second.left).toBe(61);
    expect(second.top).toBeGreaterThanOrEqual(first.bottom);
    expect(labelBox({ x: 190, y: 50, width: 20 }, inside, []).right).toBe(181);
    expect(labelBox({ x: 50, y: 4, width: 20 }, inside, []).top).toBeGreaterThan(4);
  });

  it("stays inside where every corner is taken, and is written at all where none fits", () => {
    const everywhere = [inside];
    expect(labelBox({ x: 190, y: 50, width: 20 }, inside, everywhere).right).toBe(181);
    expect(labelBox({ x: 100, y: 50, width: 500 }, inside, []).left).toBe(109);
  });
});
