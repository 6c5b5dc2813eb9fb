import { describe, expect, it } from "vitest";
import { checkEstimator } from "../check-estimator/check-estimator.ts";
import { OrdinalEncoder } from "./ordinal-encoder.ts";

describe("OrdinalEncoder", () => {
  it("gives the place among the sorted categories, NaN where one is missing", () => {
    const encoder = new OrdinalEncoder();
    const Z = encoder.fitTransform([
      ["b", 10],
      ["a", 9],
      [null, 10],
    ]);
    expect(Z.toArray()).toEqual([
      [1, 1],
      [0, 0],
      [Number.NaN, 1],
    ]);
    expect(encoder.inverseTransform(Z)).toEqual([
      ["b", 10],
      ["a", 9],
      [null, 10],
    ]);
  });

  it("takes an order of its own, which words of sizes need", () => {
    const sizes = new OrdinalEncoder({ categories: [["small", "middle", "large"]] });
    expect(sizes.fitTransform([["large"], ["small"]]).toArray()).toEqual([[2], [0]]);
    expect(() => sizes.fit([["huge"]])).toThrow(
      /X\[0, 0\] is "huge", one of "small", "middle", "large" is needed/,
    );
    expect(() => new OrdinalEncoder({ categories: [["a", "a"]] }).fit([["a"]])).toThrow(/have one twice/);
    expect(() => new OrdinalEncoder({ categories: [["a"], ["b"]] }).fit([["a"]])).toThrow(
      /2 lists, 1 are needed/,
    );
  });

  it("gives unknown and missing values codes of their own", () => {
    const encoder = new OrdinalEncoder({
      handleUnknown: "use_encoded_value",
      unknownValue: -1,
      encodedMissingValue: -2,
    });
    encoder.fit([["a"], ["b"], [null]]);
    expect(encoder.transform([["z"], [null], ["b"]]).toArray()).toEqual([[-1], [-2], [1]]);
    expect(encoder.traits.fillsNaN).toBe(true);
  });

  it("refuses codes that categories have, and half of the two options", () => {
    const taken = new OrdinalEncoder({ handleUnknown: "use_encoded_value", unknownValue: 1 });
    expect(() => taken.fit([["a"], ["b"]])).toThrow(/unknownValue is 1, the code of a category/);
    expect(() => new OrdinalEncoder({ encodedMissingValue: 0 }).fit([["a"], [null]])).toThrow(
      /encodedMissingValue is 0/,
    );
    expect(() => new OrdinalEncoder({ unknownValue: 3 })).toThrow(/neither, is needed/);
    expect(() => new OrdinalEncoder().fit([["a"]]).inverseTransform([[3]])).toThrow(
      /X\[0, 0\] is 3, a code that transform gives/,
    );
  });

  it("keeps the contract", () => {
    const make = () => new OrdinalEncoder({ handleUnknown: "use_encoded_value", unknownValue: -1 });
    expect(checkEstimator(make as never)).toEqual([]);
  });
});
