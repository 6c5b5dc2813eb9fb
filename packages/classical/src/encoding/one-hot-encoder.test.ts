import { Table } from "@blankfile/data";
import { describe, expect, it } from "vitest";
import { checkEstimator } from "../check-estimator/check-estimator.ts";
import { fromJSON } from "../estimator/json.ts";
import { OneHotEncoder } from "./one-hot-encoder.ts";

const table = new Table(
  Object.entries({
    sex: { kind: "category", codes: Int32Array.of(1, 0, -1, 0), categories: ["f", "m", "never seen"] },
    class: { kind: "number", values: Float64Array.of(3, 1, 1, Number.NaN) },
    name: { kind: "text", values: ["Ann", "Bob", null, "Ann"] },
  } as const),
);

describe("OneHotEncoder", () => {
  it("gives each category of a table a column, numbers and texts too, missing values last", () => {
    const encoder = new OneHotEncoder();
    const Z = encoder.fitTransform(table.select(["sex", "class"]));
    expect(Z.names).toEqual(["sex_f", "sex_m", "sex_nan", "class_1", "class_3", "class_nan"]);
    expect(Z.toArray()).toEqual([
      [0, 1, 0, 0, 1, 0],
      [1, 0, 0, 1, 0, 0],
      [0, 0, 1, 1, 0, 0],
      [1, 0, 0, 0, 0, 1],
    ]);
    expect(encoder.inverseTransform(Z)).toEqual([
      ["m", 3],
      ["f", 1],
      [null, 1],
      ["f", null],
    ]);
    expect(new OneHotEncoder().fit(table.select(["name"])).categories_).toEqual([["Ann", "Bob", null]]);
  });

  it("takes rows of words and a matrix", () => {
    expect(new OneHotEncoder().fitTransform([["b"], ["a"]]).toArray()).toEqual([
      [0, 1],
      [1, 0],
    ]);
    expect(new OneHotEncoder().fitTransform([[7], [5]]).names).toEqual(["x0_5", "x0_7"]);
  });

  it("drops one column of each, of two alone, or the one named", () => {
    const rows = [
      ["a", 1],
      ["b", 2],
      ["c", 1],
    ];
    const names = (drop: never) => new OneHotEncoder({ drop }).fitTransform(rows).names;
    expect(names("first" as never)).toEqual(["x0_b", "x0_c", "x1_2"]);
    expect(names("if_binary" as never)).toEqual(["x0_a", "x0_b", "x0_c", "x1_2"]);
    expect(names(["c", 2] as never)).toEqual(["x0_a", "x0_b", "x1_1"]);
    expect(() => names(["z", 2] as never)).toThrow(/drop names "z" for column 0/);
    expect(() => names(["c"] as never)).toThrow(/drop names 1 categories, 2 are needed/);
  });

  it("unknown categories are refused by place, or give zeros, or the rare ones' column", () => {
    const rows = [["a"], ["a"], ["b"], ["c"]];
    expect(() => new OneHotEncoder().fit(rows).transform([["a"], ["z"]])).toThrow(
      'OneHotEncoder.transform: X[1, 0] is "z", one of "a", "b", "c" is needed, the categories seen in fit; handleUnknown: "ignore" gives zeros',
    );
    expect(
      new OneHotEncoder({ handleUnknown: "ignore" })
        .fit(rows)
        .transform([["z"]])
        .toArray(),
    ).toEqual([[0, 0, 0]]);
    const rare = new OneHotEncoder({ handleUnknown: "infrequent_if_exist", minFrequency: 2 }).fit(rows);
    expect(rare.transform([["z"], ["b"], ["a"]]).toArray()).toEqual([
      [0, 1],
      [0, 1],
      [1, 0],
    ]);
    expect(rare.infrequentCategories_).toEqual([["b", "c"]]);
  });

  it("comes back from JSON", () => {
    const encoder = new OneHotEncoder({ minFrequency: 2 }).fit(table);
    const back = fromJSON(JSON.stringify(encoder)) as unknown as OneHotEncoder;
    expect(back.transform(table)).toEqual(encoder.transform(table));
  });

  it("refuses mixed kinds, infinity, other columns and other names", () => {
    expect(() => new OneHotEncoder().fit([["a"], [1]])).toThrow(/column 0 of X has numbers and words/);
    expect(() => new OneHotEncoder().fit([[1], [Number.POSITIVE_INFINITY]])).toThrow(/X\[1, 0\] is Infinity/);
    expect(() => new OneHotEncoder().fit([["a"], ["a", "b"]])).toThrow(
      /X\[1\] has 2 values, 1 values are needed/,
    );
    const fitted = new OneHotEncoder().fit(table.select(["sex", "name"]));
    expect(() => fitted.transform(table.select(["name", "sex"]))).toThrow(
      /column 0 is "name", "sex" is needed/,
    );
    expect(() => fitted.transform(table.select(["sex"]))).toThrow(/1 columns, 2 are needed/);
    expect(() => new OneHotEncoder({ minFrequency: 1.5 })).toThrow(/minFrequency is 1.5/);
  });

  it("keeps the contract", () => {
    expect(checkEstimator((() => new OneHotEncoder({ handleUnknown: "ignore" })) as never)).toEqual([]);
  });
});
