import { describe, expect, it } from "vitest";
import { equal } from "./equal.ts";

describe("equal", () => {
  it("compares primitives by value", () => {
    expect(equal("a", "a").pass).toBe(true);
    expect(equal(Number.NaN, Number.NaN).pass).toBe(true);
    expect(equal(0, -0).pass).toBe(true);
    expect(equal(1, "1")).toEqual({ pass: false, given: "1", expected: '"1"' });
    expect(equal(undefined, null).pass).toBe(false);
  });
  it("names the place in arrays and objects", () => {
    expect(equal([{ name: "x" }, { name: "y" }], [{ name: "x" }, { name: "z" }])).toMatchObject({
      difference: 'at [1].name: given "y", expected "z"',
    });
    expect(equal([1, 2], [1, 2, 3])).toMatchObject({ difference: "at .length: given 2, expected 3" });
    expect(equal({ a: 1 }, { a: 1, b: 2 })).toMatchObject({ difference: "at b: given nothing, expected 2" });
    expect(equal({ a: 1, b: 2 }, { a: 1 })).toMatchObject({ difference: "at b: given 2, expected nothing" });
  });
  it("compares maps and sets by their contents", () => {
    expect(equal(new Map([["a", [1]]]), new Map([["a", [1]]])).pass).toBe(true);
    expect(equal(new Map([["a", [1]]]), new Map([["a", [2]]])).pass).toBe(false);
    expect(equal(new Map([["a", 1]]), new Map([["b", 1]])).pass).toBe(false);
    expect(equal(new Set([1, 2]), new Set([2, 1])).pass).toBe(true);
    expect(equal(new Set([1, 2]), new Set([1])).pass).toBe(false);
    expect(equal(new Set([1]), new Set([1, 2])).pass).toBe(false);
    expect(equal(new Set(), {}).pass).toBe(false);
  });
  it("takes typed arrays and arrays with the same elements for equal", () => {
    expect(equal(new Int32Array([1, 2]), [1, 2]).pass).toBe(true);
    expect(equal([], {}).pass).toBe(false);
  });
});
