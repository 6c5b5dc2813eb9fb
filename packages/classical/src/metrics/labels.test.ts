import { describe, expect, it } from "vitest";
import { codesOf, knownCodes, positiveLabel, requireDistinct, uniqueLabels } from "./labels.ts";

describe("labels", () => {
  it("are sorted: numbers by size, texts by code units, false before true", () => {
    expect(uniqueLabels("f", [10, 2, 2], Int32Array.of(-1))).toEqual([-1, 2, 10]);
    expect(uniqueLabels("f", ["b", "B", "a"])).toEqual(["B", "a", "b"]);
    expect(uniqueLabels("f", [true, false])).toEqual([false, true]);
  });

  it("codes are places in the classes, −1 where there is none", () => {
    expect(codesOf(["b", "a", "c"], ["a", "b"])).toEqual(Int32Array.of(1, 0, -1));
    expect(() => knownCodes("f", ["b", "c"], ["a", "b"])).toThrow(
      'f: yTrue[1] is "c", one of labels ["a", "b"] is needed',
    );
  });

  it("the positive one is 1 or true, and must be named otherwise", () => {
    expect(positiveLabel("f", [0, 1], undefined)).toBe(1);
    expect(positiveLabel("f", [-1, 1], undefined)).toBe(1);
    expect(positiveLabel("f", [0], undefined)).toBe(1);
    expect(positiveLabel("f", [false, true], undefined)).toBe(true);
    expect(positiveLabel("f", ["no", "yes"], "no")).toBe("no");
    expect(() => positiveLabel("f", ["no", "yes"], undefined)).toThrow(
      'f: classes ["no", "yes"], which of them is positive is needed; give posLabel',
    );
    expect(() => positiveLabel("f", [1, 2], undefined)).toThrow("give posLabel");
    expect(() => positiveLabel("f", ["no", "yes"], "on")).toThrow(
      'f: posLabel "on", one of ["no", "yes"] is needed',
    );
  });

  it("refuses two kinds, numbers that are not whole, NaN, null, and a label twice", () => {
    expect(() => uniqueLabels("f", [1, 0], ["1"])).toThrow('f: labels 1 and "1" are of two kinds');
    expect(() => uniqueLabels("f", [0.5])).toThrow(
      "f: label 0.5, a whole number, a text or a boolean is needed",
    );
    expect(() => uniqueLabels("f", [Number.NaN])).toThrow("f: label NaN");
    expect(() => uniqueLabels("f", [null as unknown as string])).toThrow(TypeError);
    expect(() => requireDistinct("f", [1, 2, 1])).toThrow("f: labels have 1 twice, each is needed once");
    expect(() => requireDistinct("f", [])).toThrow("f: 0 labels, at least 1 are needed");
  });
});
