import { describe, expect, it } from "vitest";
import { close } from "./close.ts";

describe("close", () => {
  it("passes equal numbers and numbers within the tolerance", () => {
    expect(close(0.1 + 0.2, 0.3).pass).toBe(true);
    expect(close(1.001, 1, 0.01).pass).toBe(true);
    expect(close(1_000_000.0005, 1_000_000, 1e-9).pass).toBe(true);
  });
  it("names the difference of two numbers", () => {
    expect(close(1.5, 1)).toEqual({ pass: false, given: "1.5", expected: "1", difference: "0.5" });
  });
  it("names the largest difference and its place", () => {
    const outcome = close(
      [
        [1, 2],
        [3.5, 4],
      ],
      [
        [1, 2.1],
        [3, 4],
      ],
    );
    expect(outcome).toEqual({
      pass: false,
      given: "[[1, 2], [3.5, 4]]",
      expected: "[[1, 2.1], [3, 4]]",
      difference: "0.5 at [1][0]: given 3.5, expected 3",
      picture: "·−\n+·",
      places: "[0][1]\t2\t2.1\t0.1\n[1][0]\t3.5\t3\t0.5",
    });
  });
  it("draws which numbers of an array differ, row by row, and nothing for one number or very many", () => {
    const picture = (given: unknown, expected: Parameters<typeof close>[1]) =>
      (close(given, expected) as { picture?: string }).picture;
    expect(picture([1, Number.NaN, 3], [1, 2, 4])).toBe("·?−");
    expect(picture([[[1, 2]], [[3, 4]]], [[[1, 2]], [[0, 4]]])).toBe("··\n+·");
    expect(picture([Number.POSITIVE_INFINITY], [1])).toBeUndefined();
    expect(picture(2, 1)).toBeUndefined();
    expect(picture(new Float64Array(601), new Float64Array(601).fill(1))).toBeUndefined();
  });
  it("scales the tolerance by the expected value once that exceeds 1", () => {
    expect(close(1000.9, 1000, 1e-3).pass).toBe(true);
    expect(close(1001.1, 1000, 1e-3).pass).toBe(false);
    expect(close(0.0011, 0, 1e-3).pass).toBe(false);
  });
  it("reads typed arrays and tensors, by toArray and by shape and data", () => {
    expect(close(new Float32Array([1, 2]), [1, 2]).pass).toBe(true);
    expect(close({ shape: [2, 1], data: new Float64Array([1, 2]) }, [[1], [2]]).pass).toBe(true);
    expect(close({ shape: [2], toArray: () => [1, 2] }, new Float64Array([1, 2])).pass).toBe(true);
    expect(close({ shape: [], toArray: () => 3 }, 3).pass).toBe(true);
    expect(close({ shape: [0, 3], toArray: () => [] }, { shape: [0, 3], data: [] }).pass).toBe(true);
  });
  it("compares the shape before the numbers", () => {
    expect(close([1, 2, 3], [1, 2])).toMatchObject({
      given: "shape [3]: [1, 2, 3]",
      expected: "shape [2]: [1, 2]",
    });
    expect(close([1], 1).pass).toBe(false);
    expect(close([], []).pass).toBe(true);
    expect(close([[]], []).pass).toBe(false);
  });
  it("fails what is no number, in words", () => {
    expect(close(undefined, 1)).toMatchObject({
      given: "undefined (undefined, not a number, an array or a tensor)",
      expected: "1",
    });
    expect(close("1", 1).pass).toBe(false);
    expect(close([1, null], [1, 2])).toMatchObject({
      given: "[1, null] (an array in which [1] is null)",
    });
    expect(close([[1], 2], [[1], [2]])).toMatchObject({
      given: "[[1], 2] (a ragged array: [1] is a number among arrays)",
    });
    expect(close([1, [2]], [1, 2])).toMatchObject({
      given: "[1, [2]] (a ragged array: [1] is an array among numbers)",
    });
    expect(
      close(
        [[1, 2], [3]],
        [
          [1, 2],
          [3, 4],
        ],
      ),
    ).toMatchObject({
      given: "[[1, 2], [3]] (a ragged array: [1] has 1 elements, the ones before it 2)",
    });
  });
  it("takes NaN for equal to NaN only when told", () => {
    expect(close([1, Number.NaN], [1, Number.NaN])).toMatchObject({
      pass: false,
      difference: "NaN at [1]: given NaN, expected NaN",
    });
    expect(close(Number.NaN, Number.NaN, { nan: true }).pass).toBe(true);
    expect(close(Number.NaN, 1, { nan: true }).pass).toBe(false);
    expect(close(1, Number.NaN, { nan: true }).pass).toBe(false);
  });
  it("takes an infinity for equal to itself only", () => {
    expect(close(Infinity, Infinity).pass).toBe(true);
    expect(close(-Infinity, Infinity).pass).toBe(false);
    expect(close(1e300, Infinity).pass).toBe(false);
    expect(close(Infinity, 1).pass).toBe(false);
  });
  it("is infinitely far from an infinity that was expected, whatever was given", () => {
    expect(close(0, Infinity)).toMatchObject({ given: "0", expected: "Infinity", difference: "Infinity" });
    expect(close([1, -2], [1, Infinity])).toMatchObject({
      difference: "Infinity at [1]: given -2, expected Infinity",
    });
    expect(close(-Infinity, Infinity)).toMatchObject({ difference: "Infinity" });
  });
  it("lists the first six numbers that differ with their places, and nothing for a single number", () => {
    const given = [
      [1, 2.5],
      [3, Number.NaN],
    ];
    expect(
      close(given, [
        [1, 2],
        [4, 4],
      ]),
    ).toMatchObject({ places: "[0][1]\t2.5\t2\t0.5\n[1][0]\t3\t4\t1\n[1][1]\tNaN\t4\tNaN" });
    const many = close(new Float64Array(50), new Float64Array(50).fill(1)) as { places?: string };
    expect(many.places?.split("\n")).toHaveLength(6);
    expect("places" in close(1, 2)).toBe(false);
  });
  it("reports a NaN before any finite difference", () => {
    expect(close([5, Number.NaN], [1, 2])).toMatchObject({
      difference: "NaN at [1]: given NaN, expected 2",
    });
  });
  it("survives arrays that contain themselves", () => {
    const knot: unknown[] = [];
    knot.push(knot);
    expect(close(knot, [1]).pass).toBe(false);
  });
  it("refuses a tolerance that would let everything pass", () => {
    expect(() => close(1, 2, Number.NaN)).toThrow(RangeError);
    expect(() => close(1, 2, Infinity)).toThrow(RangeError);
    expect(() => close(1, 2, -1)).toThrow(RangeError);
  });
  it("refuses an expectation that is no number", () => {
    expect(() => close(1, ["a"] as unknown as number[])).toThrow(
      /close: expected is an array in which \[0\]/,
    );
  });
});
