import { Table } from "@blankfile/data";
import { describe, expect, it, vi } from "vitest";
import { checkEstimator } from "../check-estimator/check-estimator.ts";
import { Matrix } from "../matrix/matrix.ts";
import { FunctionTransformer } from "./function-transformer.ts";

const squared = (X: Matrix) =>
  new Matrix(
    X.data.map((x) => x * x),
    [X.rows, X.cols],
  );
const rooted = (X: Matrix) => new Matrix(X.data.map(Math.sqrt), [X.rows, X.cols]);

describe("FunctionTransformer", () => {
  it("applies the function, and its inverse", () => {
    const square = new FunctionTransformer({ func: squared, inverseFunc: rooted }).fit([[1, 2]]);
    expect(square.transform([[3, 4]]).toArray()).toEqual([[9, 16]]);
    expect(square.inverseTransform([[9, 16]]).toArray()).toEqual([[3, 4]]);
  });

  it("leaves X as it is without a function", () => {
    expect(new FunctionTransformer().fitTransform([[1, Number.NaN]]).toArray()).toEqual([[1, Number.NaN]]);
  });

  it("gives the function a table as a table, with words in it", () => {
    const table = new Table(Object.entries({ text: { kind: "text", values: ["a", "bcd"] } } as const));
    const lengths = new FunctionTransformer({
      func: (X: Table) => {
        const column = X.column("text");
        return column.kind === "text" ? column.values.map((value) => [value!.length]) : [];
      },
      featureNamesOut: (names) => names.map((name) => `${name}_length`),
    });
    const Z = lengths.fitTransform(table);
    expect([Z.toArray(), Z.names]).toEqual([[[1], [3]], ["text_length"]]);
  });

  it("warns where there and back is not the same", () => {
    const warn = vi.spyOn(console, "warn").mockImplementation(() => {});
    expect(
      new FunctionTransformer({ func: squared, inverseFunc: rooted }).fit([[-2]]).warnings_,
    ).toHaveLength(1);
    warn.mockRestore();
  });

  it("refuses another number of rows, NaN where validate, other widths, and to be saved with a function", () => {
    expect(() => new FunctionTransformer({ func: () => [[1]] }).fit([[1], [2]])).toThrow(
      /gave 1 rows, 2 are needed/,
    );
    expect(() => new FunctionTransformer({ validate: true }).fit([[Number.NaN]])).toThrow(/X\[0, 0\] is NaN/);
    expect(() => new FunctionTransformer().fit([[1]]).transform([[1, 2]])).toThrow(/2 columns, 1 are needed/);
    expect(() => new FunctionTransformer({ func: squared }).fit([[1]]).toJSON()).toThrow(/cannot be saved/);
    const narrow = new FunctionTransformer({
      func: (X: Matrix) => X.takeColumns([0]),
      featureNamesOut: "one-to-one",
    });
    expect(() => narrow.fit([[1, 2]])).toThrow(/gave 1 columns of 2/);
  });

  it("keeps the contract", () => {
    expect(checkEstimator((() => new FunctionTransformer({ validate: true })) as never)).toEqual([]);
  });
});
