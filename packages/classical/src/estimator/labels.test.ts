import { describe, expect, it } from "vitest";
import { encodeLabels } from "./labels.ts";

describe("encodeLabels", () => {
  it("sorts the different labels and finds each among them", () => {
    expect(encodeLabels("t", ["b", "a", "b"])).toEqual({
      classes: ["a", "b"],
      codes: Int32Array.of(1, 0, 1),
    });
    expect(encodeLabels("t", [true, false])).toEqual({ classes: [false, true], codes: Int32Array.of(1, 0) });
    expect(encodeLabels("t", [10, -2, 9])).toEqual({ classes: [-2, 9, 10], codes: Int32Array.of(2, 0, 1) });
  });

  it("counts whole numbers near together, with the same result", () => {
    for (const y of [[5, -3, 5, 0], [7], [0, 0], [2 ** 31 - 1, -(2 ** 31)]])
      expect(encodeLabels("t", Int32Array.from(y))).toEqual(encodeLabels("t", y));
    expect(encodeLabels("t", Uint8Array.of(255, 0, 255))).toEqual({
      classes: [0, 255],
      codes: Int32Array.of(1, 0, 1),
    });
    expect(encodeLabels("t", new Int32Array(0))).toEqual({ classes: [], codes: new Int32Array(0) });
  });

  it.each([
    [
      [0.5],
      "t: y[0] is 0.5, whole numbers, words or booleans are needed as classes; a regressor takes other numbers",
    ],
    [["a", 1], "t: y[1] is 1, a string is needed as in y[0]"],
    [[null], "t: y[0] is null, numbers, words or booleans are needed"],
    [undefined, "t: y is missing, an array of labels is needed"],
  ])("refuses %j", (y, message) => {
    expect(() => encodeLabels("t", y as never)).toThrow(message);
  });
});
