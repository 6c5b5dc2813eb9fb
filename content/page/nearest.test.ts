import { describe, expect, it } from "vitest";
import { nearest, nearestHint } from "./nearest.ts";

describe("nearest", () => {
  it("gives the closest names first, at most three", () => {
    expect(nearest("sofmax", ["softmax", "softplus", "max", "hardmax"])).toEqual(["softmax"]);
    expect(nearest("aaaa", ["aaab", "aabb", "aaaa", "abbb", "aaac"])).toEqual(["aaaa", "aaab", "aaac"]);
  });

  it("says something else where nothing is near", () => {
    expect(nearestHint("zzzz", ["softmax"], "see the list")).toBe("see the list");
  });
});
