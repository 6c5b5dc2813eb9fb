import { Table } from "@blankfile/data";
import { describe, expect, it } from "vitest";
import { checkEstimator } from "../check-estimator/check-estimator.ts";
import { OneHotEncoder } from "../encoding/one-hot-encoder.ts";
import { fromJSON } from "../estimator/json.ts";
import { ColumnTransformer } from "../pipeline/column-transformer.ts";
import { Pipeline } from "../pipeline/pipeline.ts";
import { columnsOfKind } from "../pipeline/select-columns.ts";
import { StandardScaler } from "../preprocessing/scaling/standard-scaler.ts";
import { MissingIndicator } from "./missing-indicator.ts";
import { SimpleImputer } from "./simple-imputer.ts";

const table = new Table(
  Object.entries({
    port: { kind: "category", codes: Int32Array.of(1, -1, 1, 0), categories: ["C", "S"] },
    age: { kind: "number", values: Float64Array.of(20, Number.NaN, 40, 30) },
    cabin: { kind: "text", values: ["B2", null, "A1", null] },
  } as const),
);
const NaN_ = Number.NaN;

describe("SimpleImputer", () => {
  it("fills with mean, median, most frequent value or a constant", () => {
    const X = [
      [1, NaN_],
      [NaN_, 5],
      [2, 5],
      [9, 7],
    ];
    const row = (options: object) =>
      new SimpleImputer(options)
        .fit(X)
        .transform([[NaN_, NaN_]])
        .toArray()[0];
    expect(row({})).toEqual([4, 17 / 3]);
    expect(row({ strategy: "median" })).toEqual([2, 5]);
    expect(row({ strategy: "most_frequent" })).toEqual([1, 5]);
    expect(row({ strategy: "constant" })).toEqual([0, 0]);
    expect(row({ strategy: "constant", fillValue: 3 })).toEqual([3, 3]);
  });

  it("of a table with words gives a table", () => {
    const filled = new SimpleImputer({ strategy: "most_frequent" }).fitTransform(table) as Table;
    expect(filled).toBeInstanceOf(Table);
    expect(filled.column("port")).toEqual({
      kind: "category",
      codes: Int32Array.of(1, 1, 1, 0),
      categories: ["C", "S"],
    });
    expect(filled.numbers("age")).toEqual(Float64Array.of(20, 20, 40, 30));
    expect(filled.column("cabin")).toEqual({ kind: "text", values: ["B2", "A1", "A1", "A1"] });
    const constant = new SimpleImputer({ strategy: "constant" }).fitTransform(table) as Table;
    expect(constant.column("port")).toMatchObject({
      categories: ["C", "S", "missing_value"],
      codes: Int32Array.of(1, 2, 1, 0),
    });
  });

  it("in a pipeline of columns: words filled and one-hot, numbers filled and scaled", () => {
    const columns = new ColumnTransformer({
      transformers: {
        words: [
          new Pipeline({
            steps: { fill: new SimpleImputer({ strategy: "most_frequent" }), hot: new OneHotEncoder() },
          }),
          columnsOfKind("category"),
        ],
        numbers: [
          new Pipeline({ steps: { fill: new SimpleImputer(), scale: new StandardScaler() } }),
          ["age"],
        ],
      },
    });
    const Z = columns.fitTransform(table);
    expect(Z.names).toEqual(["words__port_C", "words__port_S", "numbers__age"]);
    expect(Z.column(1)).toEqual(Float64Array.of(1, 1, 1, 0));
    expect(Z.at(1, 2)).toBe(0);
    const back = fromJSON(JSON.stringify(columns)) as unknown as ColumnTransformer;
    expect(back.transform(table)).toEqual(columns.transform(table));
  });

  it("says which values were missing", () => {
    const Z = new SimpleImputer({ addIndicator: true }).fitTransform([
      [1, NaN_],
      [2, 4],
    ]);
    expect([Z.toArray(), Z.names]).toEqual([
      [
        [1, 4, 1],
        [2, 4, 0],
      ],
      ["x0", "x1", "missingindicator_x1"],
    ]);
    const filled = new SimpleImputer({ strategy: "most_frequent", addIndicator: true }).fitTransform(
      table,
    ) as Table;
    expect(filled.numbers("missingindicator_cabin")).toEqual(Float64Array.of(0, 1, 0, 1));
  });

  it("takes a column without values away, or keeps it at 0", () => {
    const X = [
      [1, NaN_],
      [3, NaN_],
    ];
    expect(new SimpleImputer().fitTransform(X).names).toEqual(["x0"]);
    expect(new SimpleImputer({ keepEmptyFeatures: true }).fitTransform(X).toArray()).toEqual([
      [1, 0],
      [3, 0],
    ]);
    expect(() => new SimpleImputer().fit([[NaN_]])).toThrow(/no column has a value/);
  });

  it("refuses a mean of words, a fill of the wrong kind, NaN where −1 stands for missing", () => {
    expect(() => new SimpleImputer().fit(table)).toThrow(
      /column "port" has words, numbers are needed for strategy "mean"/,
    );
    expect(() => new SimpleImputer({ strategy: "constant", fillValue: "?" }).fit([[1]])).toThrow(
      /a number is needed as in/,
    );
    expect(() => new SimpleImputer({ missingValues: -1 }).fit([[NaN_]])).toThrow(/X\[0, 0\] is NaN/);
  });

  it("keeps the contract", () => {
    expect(checkEstimator((() => new SimpleImputer()) as never)).toEqual([]);
  });
});

describe("MissingIndicator", () => {
  it("is 1 where a value is missing, of columns that had missing ones in fit", () => {
    const indicator = new MissingIndicator();
    const Z = indicator.fitTransform(table);
    expect(Z.names).toEqual(["missingindicator_port", "missingindicator_age", "missingindicator_cabin"]);
    expect(Z.row(1)).toEqual(Float64Array.of(1, 1, 1));
    const numbers = new MissingIndicator().fit([
      [1, NaN_],
      [2, 1],
    ]);
    expect(() => numbers.transform([[NaN_, 1]])).toThrow(/row 0 of column "x0" is missing/);
    expect(
      new MissingIndicator({ errorOnNew: false })
        .fit([[1, NaN_]])
        .transform([[NaN_, 1]])
        .toArray(),
    ).toEqual([[0]]);
  });

  it("keeps the contract", () => {
    expect(checkEstimator((() => new MissingIndicator({ features: "all" })) as never)).toEqual([]);
  });
});
