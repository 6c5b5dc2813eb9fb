import { describe, expect, it } from "vitest";
import { Matrix } from "../matrix/matrix.ts";
import { LARGEST, requireFiniteResult, validateTarget, validateWeight, validateX } from "./validate.ts";

const rows = (value: number) => [
  [1, 2],
  [3, value],
];

describe("validateX", () => {
  it("takes 1e100 and refuses what is beyond, by place and with what to do", () => {
    expect(validateX("Any.fit", rows(LARGEST)).at(1, 1)).toBe(1e100);
    expect(validateX("Any.fit", rows(-LARGEST)).at(1, 1)).toBe(-1e100);
    expect(() => validateX("Any.fit", rows(1e200))).toThrow(
      "Any.fit: X[1, 1] is 1e+200, a number of at most 1e100 in size is needed; scale the column",
    );
    expect(() => validateX("Any.fit", rows(-1.1e100), { allowsNaN: true })).toThrow(
      /X\[1, 1\] is -1.1e\+100/,
    );
    expect(() => validateX("Any.fit", rows(1e200), { nonNegative: true })).toThrow(/at most 1e100/);
  });

  it("names the column of a table", () => {
    const X = Matrix.fromRows(rows(1e200)).withNames(["age", "income"]);
    expect(() => validateX("Any.fit", X)).toThrow('X[1, 1] ("income") is 1e+200');
  });

  it.each([
    [Number.NaN, {}, "X[1, 1] is NaN, a finite number is needed; SimpleImputer fills missing values"],
    [Infinity, {}, "X[1, 1] is Infinity, a finite number is needed"],
    [Infinity, { allowsNaN: true }, "X[1, 1] is Infinity, a finite number or NaN is needed"],
    [-1, { nonNegative: true }, "X[1, 1] is -1, numbers of at least 0 are needed"],
  ])("refuses %s with %j", (value, needs, message) => {
    expect(() => validateX("Any.fit", rows(value), needs)).toThrow(message);
  });
});

it("requireFiniteResult refuses what has left float64 by row and column", () => {
  const out = Matrix.fromRows([
    [1, 1e300],
    [-Infinity, 2],
  ]);
  expect(() => requireFiniteResult("Any.transform", "the product at", out)).toThrow(
    "Any.transform: the product at 1, 0 is -Infinity, a finite number is needed; scale the columns",
  );
  expect(() =>
    requireFiniteResult("Any.transform", "the product at", Matrix.fromRows([[1e300]])),
  ).not.toThrow();
});

describe("validateTarget and validateWeight", () => {
  it("refuse numbers beyond 1e100 by place and with what to do", () => {
    expect(() => validateTarget("Any.fit", [1, -1e150], 2)).toThrow(
      "Any.fit: y[1] is -1e+150, a number of at most 1e100 in size is needed; scale the target",
    );
    expect(() => validateWeight("Any.fit", [1e300, 1], 2)).toThrow(
      "Any.fit: sampleWeight[0] is 1e+300, a number of at most 1e100 in size is needed; scale the weights",
    );
    expect(() => validateWeight("Any.fit", [Infinity, 1], 2)).toThrow(
      "sampleWeight[0] is Infinity, a finite number of at least 0 is needed",
    );
    expect(validateWeight("Any.fit", [1e100, 0], 2)).toEqual(Float64Array.of(1e100, 0));
  });
});
