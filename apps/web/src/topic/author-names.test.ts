import { expect, it } from "vitest";
import { authorNames } from "./author-names.ts";

it("names up to three authors, else the first", () => {
  expect(authorNames(["A. Cauchy"])).toBe("A. Cauchy");
  expect(authorNames(["A", "B", "C"])).toBe("A, B, C");
  expect(authorNames(["A", "B", "C", "D"])).toBe("A and others");
});

it("takes “et al.” at the end of a list for others, whom it does not count", () => {
  expect(authorNames(["A", "et al."])).toBe("A and others");
});

it("has no words for a source without authors", () => {
  expect(authorNames()).toBe("");
});
