import { describe, expect, it } from "vitest";
import { formatValue } from "./format-value.ts";

describe("formatValue", () => {
  it("writes numbers to six significant digits", () => {
    expect(formatValue(1 / 3)).toBe("0.333333");
    expect(formatValue(1e-7)).toBe("1e-7");
    expect(formatValue(1234567.8)).toBe("1234570");
    expect(formatValue(-0)).toBe("-0");
    expect(formatValue(Number.NaN)).toBe("NaN");
    expect(formatValue(-Infinity)).toBe("-Infinity");
  });
  it("shows eight items of an array and how many there are", () => {
    expect(formatValue([1, [2, 3]])).toBe("[1, [2, 3]]");
    expect(formatValue(new Float32Array(10))).toBe("[0, 0, 0, 0, 0, 0, 0, 0, … 10 in all]");
  });
  it("shows a tensor with its shape", () => {
    class Tensor {
      shape = [2, 2];
      toArray() {
        return [
          [1, 2],
          [3, 4],
        ];
      }
    }
    expect(formatValue(new Tensor())).toBe("Tensor [2, 2] [[1, 2], [3, 4]]");
    expect(formatValue({ shape: [1], data: [5] })).toBe("tensor [1] [5]");
    expect(formatValue({ shape: [3], data: [5] })).toBe(
      "a tensor with 1 elements, where its shape [3] has 3",
    );
  });
  it("shows objects with their class, maps, sets, functions and the rest", () => {
    class Value {
      data = 2;
      parents = [];
    }
    expect(formatValue(new Value())).toBe("Value {data: 2, parents: []}");
    expect(formatValue({ a: "x" })).toBe('{a: "x"}');
    expect(formatValue(new Map([["a", 1]]))).toBe('Map {"a" → 1}');
    expect(formatValue(new Set([1, 2]))).toBe("Set {1, 2}");
    expect(formatValue(function softmax() {})).toBe("function softmax");
    expect(formatValue(undefined)).toBe("undefined");
    expect(formatValue(null)).toBe("null");
    expect(formatValue(10n)).toBe("10n");
    expect(formatValue(Symbol("x"))).toBe("a symbol");
    expect(formatValue(new TypeError("no"))).toBe("TypeError: no");
  });
  it("stops at cycles, depth and length", () => {
    const knot: { self?: unknown } = {};
    knot.self = knot;
    expect(formatValue(knot)).toBe("{self: …}");
    expect(formatValue([[[[[1]]]]])).toBe("[[[[[…]]]]]");
    expect(formatValue(Array(8).fill("x".repeat(70))).length).toBe(240);
  });
  it("says so of a value that cannot be read", () => {
    const trap = new Proxy(
      {},
      {
        ownKeys() {
          throw new Error("no");
        },
      },
    );
    expect(formatValue(trap)).toBe("a value that cannot be read");
  });
});
