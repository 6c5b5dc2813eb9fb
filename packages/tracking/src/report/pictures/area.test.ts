import { describe, expect, it } from "vitest";
import { area, band, extent, path, ticks } from "./area.ts";

describe("an area", () => {
  it("puts the ends of the domain on the ends of the room, y upwards", () => {
    const made = area({
      title: "loss",
      desc: "from 1 to 0",
      x: { label: "step", domain: [0, 10] },
      y: { label: "", domain: [0, 1] },
      width: 300,
      height: 200,
    });
    expect([made.x(0), made.x(10), made.x(5)]).toEqual([made.left, made.right, (made.left + made.right) / 2]);
    expect([made.y(0), made.y(1)]).toEqual([made.bottom, made.top]);
    expect(made.svg().text).toContain('aria-label="loss: from 1 to 0"');
  });

  it("has ticks at multiples of 1, 2 or 5 times a power of ten", () => {
    expect(ticks([0, 1], 5)).toEqual([0, 0.2, 0.4, 0.6, 0.8, 1]);
    expect(ticks([-0.37, 0.41], 4)).toEqual([-0.2, 0, 0.2, 0.4]);
    expect(ticks([0, 420], 4)).toEqual([0, 200, 400]);
    expect(ticks([3, 3], 4)).toEqual([3]);
  });

  it("the extent leaves NaN and infinities out and gives one value some room", () => {
    expect(extent([2, Number.NaN, 4, Number.POSITIVE_INFINITY])).toEqual([2, 4]);
    expect(extent([2, 4], 0.1)).toEqual([1.8, 4.2]);
    expect(extent([0])).toEqual([-0.5, 0.5]);
    expect(extent([])).toEqual([0, 1]);
  });

  it("a value that is not finite is a gap in a line and ends a band", () => {
    expect(path([0, 1, 2, 3], [5, Number.NaN, 7, 8])).toBe("M0 5M2 7L3 8");
    expect(band([0, 1, 2], [1, 1, Number.NaN], [2, 2, 2])).toBe("M0 2L1 2L1 1L0 1Z");
  });
});
