import { describe, expect, it } from "vitest";
import { fitEqual } from "./plot-frame.ts";

describe("a frame of equal units", () => {
  const room = { left: 28, top: 22, width: 600, height: 240 };

  it("of a square stands in the middle of a wide room, as high as it", () => {
    expect(fitEqual(room, 8, 8)).toEqual({ left: 208, top: 22, width: 240, height: 240 });
  });

  it("is as wide as a narrow room, and stands at its top", () => {
    expect(fitEqual({ ...room, width: 160 }, 4, 4)).toEqual({ left: 28, top: 22, width: 160, height: 160 });
  });

  it("keeps the ratio of its spans: twice as many units across are twice as many pixels", () => {
    expect(fitEqual(room, 4, 2)).toEqual({ left: 88, top: 22, width: 480, height: 240 });
  });
});
