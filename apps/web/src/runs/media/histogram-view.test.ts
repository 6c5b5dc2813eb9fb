import { histogram } from "@blankfile/tracking";
import { expect, it } from "vitest";
import { inWords } from "./histogram-view.tsx";

it("a histogram in words has its values, their range, and what stands in no bin", () => {
  expect(inWords(histogram([1, 2, 4]))).toBe("3 values from 1 to 4");
  const odd = [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.NaN, -1.5];
  expect(inWords(histogram(odd))).toBe("1 value from −2 to −1; 2 NaN, 1 −∞, 1 +∞");
  expect(inWords(histogram([Number.NaN]))).toBe("0 values; 1 NaN");
});
