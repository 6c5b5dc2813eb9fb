import { Table } from "@blankfile/data";
import { describe, expect, it } from "vitest";
import { Matrix } from "../../matrix/matrix.ts";
import { rareCategories } from "./categories.ts";
import { categoriesOf, toCells } from "./cells.ts";

describe("toCells", () => {
  it("reads any column of a table; NaN, −1 and null are missing", () => {
    const table = new Table(
      Object.entries({
        age: { kind: "number", values: Float64Array.of(3, Number.NaN) },
        port: { kind: "category", codes: Int32Array.of(-1, 0), categories: ["S"] },
        name: { kind: "text", values: [null, "Ann"] },
      } as const),
    );
    expect(toCells("f", table)).toEqual({
      columns: [
        [3, null],
        [null, "S"],
        [null, "Ann"],
      ],
      rows: 2,
      names: ["age", "port", "name"],
    });
  });

  it("reads rows of words, numbers and booleans, and a matrix", () => {
    const { columns } = toCells("f", [
      ["a", 1, true],
      [null, 2, false],
    ]);
    expect(columns).toEqual([
      ["a", null],
      [1, 2],
      [1, 0],
    ]);
    expect(toCells("f", new Matrix(Float64Array.of(1, 2), [1, 2])).columns).toEqual([[1], [2]]);
  });

  it("refuses by place what is no cell", () => {
    expect(() => toCells("f", [["a"], [{}]] as never)).toThrow(
      "f: X[1, 0] is of kind object, a number, a word or null is needed",
    );
    expect(() => toCells("f", ["a", "b"] as never)).toThrow(/^f: X has one dimension/);
  });
});

it("categories are sorted: numbers by size, words by code point, a missing value last", () => {
  expect(categoriesOf([10, null, 9])).toEqual([9, 10, null]);
  expect(categoriesOf(["b", "a", "B", "b"])).toEqual(["B", "a", "b"]);
});

it("rare are those below a number or a share, and beyond so many the least frequent, of equals the first", () => {
  const counts = Float64Array.of(5, 1, 2, 2);
  const none = { minFrequency: null, maxCategories: null };
  expect(rareCategories(counts, 10, none)).toEqual([false, false, false, false]);
  expect(rareCategories(counts, 10, { ...none, minFrequency: 2 })).toEqual([false, true, false, false]);
  expect(rareCategories(counts, 10, { ...none, minFrequency: 0.3 })).toEqual([false, true, true, true]);
  expect(rareCategories(counts, 10, { ...none, maxCategories: 3 })).toEqual([false, true, true, false]);
  expect(rareCategories(counts, 10, { ...none, maxCategories: 1 })).toEqual([true, true, true, true]);
});
