import { Table } from "@blankfile/data";
import { describe, expect, it } from "vitest";
import { checkEstimator } from "../check-estimator/check-estimator.ts";
import { fromJSON } from "../estimator/json.ts";
import { Matrix } from "../matrix/matrix.ts";
import { MinMaxScaler } from "../preprocessing/scaling/min-max-scaler.ts";
import { StandardScaler } from "../preprocessing/scaling/standard-scaler.ts";
import { ColumnTransformer, makeColumnTransformer } from "./column-transformer.ts";
import { columnsNamed, columnsOfKind } from "./select-columns.ts";

const table = new Table(
  Object.entries({
    age: { kind: "number", values: Float64Array.of(10, 20, 30) },
    sex: { kind: "category", codes: Int32Array.of(0, 1, -1), categories: ["f", "m"] },
    fare: { kind: "number", values: Float64Array.of(5, 5, 7) },
  } as const),
);

describe("ColumnTransformer", () => {
  it("gives each transformer its columns and joins what they give", () => {
    const columns = new ColumnTransformer({
      transformers: { unit: [new MinMaxScaler(), ["fare"]], same: ["passthrough", ["age"]] },
    });
    const Z = columns.fitTransform(table);
    expect(Z.toArray()).toEqual([
      [0, 10],
      [0, 20],
      [1, 30],
    ]);
    expect(Z.names).toEqual(["unit__fare", "same__age"]);
    expect(columns.outputIndices_).toEqual({ unit: [0, 1], same: [1, 2] });
    expect(columns.transform(table.select(["sex", "fare", "age"])).toArray()).toEqual(Z.toArray());
  });

  it("chooses by kind, by pattern, by place and by a function", () => {
    for (const which of [
      columnsOfKind("number"),
      columnsNamed("a[gr]e"),
      columnsNamed(/^(age|fare)$/),
      [0, -1],
      () => [0, 2],
    ]) {
      const columns = new ColumnTransformer({ transformers: { numbers: [new StandardScaler(), which] } });
      expect(columns.fitTransform(table).names).toEqual(["numbers__age", "numbers__fare"]);
    }
  });

  it("works on a matrix by place; the remainder is dropped, kept or changed", () => {
    const X = new Matrix(Float64Array.of(1, 2, 3, 3, 4, 5), [2, 3]);
    const make = (remainder: "drop" | "passthrough" | MinMaxScaler) =>
      new ColumnTransformer({ transformers: { scale: [new MinMaxScaler(), [1]] }, remainder }).fitTransform(
        X,
      );
    expect(make("drop").toArray()).toEqual([[0], [1]]);
    expect(make("passthrough").toArray()).toEqual([
      [0, 1, 3],
      [1, 3, 5],
    ]);
    expect(make("passthrough").names).toEqual(["scale__x1", "remainder__x0", "remainder__x2"]);
    expect(make(new MinMaxScaler()).toArray()).toEqual([
      [0, 0, 0],
      [1, 1, 1],
    ]);
  });

  it("fits clones, reaches inside, weights, and comes back from JSON", () => {
    const scale = new StandardScaler();
    const columns = new ColumnTransformer({
      transformers: { numbers: [scale, columnsOfKind("number")] },
      transformerWeights: { numbers: 2 },
    });
    const Z = columns.fitTransform(table);
    expect(scale.isFitted).toBe(false);
    expect(Z.at(0, 0)).toBeCloseTo(-2 * Math.sqrt(1.5), 12);
    expect(columns.getParams().numbers__withStd).toBe(true);
    columns.setParams({ numbers__withStd: false });
    expect(columns.fitTransform(table).at(0, 0)).toBe(-20);
    columns.setParams({ numbers: new MinMaxScaler() });
    expect(columns.fitTransform(table).at(2, 0)).toBe(2);
    expect(() => columns.setParams({ numbers: "drop" }).fit(table)).toThrow(/every column is dropped/);
    columns.setParams({ numbers: "passthrough" }).fit(table);
    const back = fromJSON(JSON.stringify(columns)) as unknown as ColumnTransformer;
    expect(back.transform(table).toArray()).toEqual(columns.transform(table).toArray());
    expect(columns.clone().params.transformers.numbers![1] as object).toEqual({ kind: ["number"] });
  });

  it("names without their transformer must differ", () => {
    const make = (second: string[]) =>
      new ColumnTransformer({
        transformers: { a: ["passthrough", ["age"]], b: ["passthrough", second] },
        verboseFeatureNamesOut: false,
      });
    expect(make(["fare"]).fitTransform(table).names).toEqual(["age", "fare"]);
    expect(() => make(["age"]).fit(table)).toThrow(/two columns of the result are named "age"/);
  });

  it("refuses columns that are not there, words for a scaler, and no transformers", () => {
    const make = (which: never) =>
      new ColumnTransformer({ transformers: { a: [new StandardScaler(), which] } });
    expect(() => make(["tall"] as never).fit(table)).toThrow(
      /column "tall", one of "age", "sex", "fare" is needed/,
    );
    expect(() => make([3] as never).fit(table)).toThrow(/column 3, whole numbers from -3 to 2/);
    expect(() => make(["sex"] as never).fit(table)).toThrow(/column "sex" is of kind category/);
    expect(() => make("age" as never).fit(table)).toThrow(/a list is needed; \["age"\]/);
    expect(() =>
      make([0] as never)
        .fit(table)
        .transform(table.select(["sex"])),
    ).toThrow(/column "age", one of "sex"/);
    expect(() => new ColumnTransformer({ transformers: {} })).toThrow(/no transformers/);
    expect(() => new ColumnTransformer({ transformers: { a: [3, [0]] as never } })).toThrow(TypeError);
  });

  it("keeps the contract", () => {
    const make = () =>
      new ColumnTransformer({
        transformers: { a: [new StandardScaler(), [0]] },
        remainder: new MinMaxScaler(),
      });
    expect(checkEstimator(make as never)).toEqual([]);
  });
});

it("makeColumnTransformer names the parts after their classes", () => {
  const columns = makeColumnTransformer([[new StandardScaler(), ["age"]]], { remainder: "drop" });
  expect(columns.fitTransform(table).names).toEqual(["standardscaler__age"]);
});
