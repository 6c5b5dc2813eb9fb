import { Philox, randn, tensor } from "@blankfile/tensor";
import { describe, expect, it } from "vitest";
import { columnMeans, subtractColumns } from "./columns.ts";
import { Matrix } from "./matrix.ts";
import { toMatrix } from "./matrix-like.ts";
import {
  multiply,
  multiplyTransposed,
  timesVector,
  transposedMultiply,
  transposedTimesVector,
} from "./products.ts";
import { takeRows, takeValues } from "./take-rows.ts";

const A = Matrix.fromRows(
  [
    [1, 2, 3],
    [4, 5, 6],
  ],
  ["a", "b", "c"],
);

describe("Matrix", () => {
  it("has rows one after the other", () => {
    expect([...A.data]).toEqual([1, 2, 3, 4, 5, 6]);
    expect(A.at(1, 0)).toBe(4);
    expect([...A.row(1)]).toEqual([4, 5, 6]);
    expect([...A.column(2)]).toEqual([3, 6]);
    expect(A.transpose().toArray()).toEqual([
      [1, 4],
      [2, 5],
      [3, 6],
    ]);
    expect(A.takeRows([1, 1]).toArray()).toEqual([
      [4, 5, 6],
      [4, 5, 6],
    ]);
    expect(A.takeColumns([2, 0]).names).toEqual(["c", "a"]);
    expect(A.takeColumns([2, 0]).toArray()).toEqual([
      [3, 1],
      [6, 4],
    ]);
  });

  it("refuses numbers, names and rows that do not fit", () => {
    expect(() => new Matrix(new Float64Array(5), [2, 3])).toThrow(
      "Matrix: 5 numbers for 2 × 3, 6 are needed",
    );
    expect(() => new Matrix(new Float64Array(6), [2, 3], ["a"])).toThrow(/1 names for 3 columns/);
    expect(() => Matrix.fromRows([[1, 2], [3]])).toThrow(/row 1 has 1 numbers, 2 are needed/);
  });

  it("comes from float32 tensors, Arrow tables and rows, and shares float64 memory", () => {
    const x = tensor(
      [
        [1, 2],
        [3, 4],
      ],
      { dtype: "float64" },
    );
    expect(toMatrix("t", x).data).toBe(x.data);
    expect(toMatrix("t", x.to("float32")).toArray()).toEqual([
      [1, 2],
      [3, 4],
    ]);
    expect(toMatrix("t", [Float32Array.of(1, 2)]).toArray()).toEqual([[1, 2]]);
    const arrow = {
      numRows: 2,
      schema: { fields: [{ name: "n" }, { name: "big" }] },
      getChild: (name: string) => ({
        toArray: () => [],
        get: (i: number) => (name === "n" ? [1.5, null][i] : BigInt(i)),
      }),
    };
    expect(toMatrix("t", arrow).toArray()).toEqual([
      [1.5, 0],
      [Number.NaN, 1],
    ]);
    expect(toMatrix("t", arrow).names).toEqual(["n", "big"]);
  });

  it.each([
    [[1, 2], /X has one dimension of 2/],
    [[[1], [2, 3]], /X\[1\] has 2 numbers, 1 numbers are needed/],
    [[[1, "x"]], /X\[0, 1\] is "x", a number is needed/],
    [null, /X is null/],
    [tensor([1, 2]), /X has shape \[2\], \[N, F\] is needed/],
    [[{ a: 1 }], /X is object/],
  ])("refuses %j as X", (X, message) => {
    expect(() => toMatrix("fit", X as never)).toThrow(message);
  });

  it("multiplies as tensors do, with either side turned", () => {
    const rng = new Philox(1);
    const [a, b] = [
      toMatrix("t", randn([37, 21], { rng, dtype: "float64" })),
      toMatrix("t", randn([21, 33], { rng, dtype: "float64" })),
    ];
    const product = multiply(a, b);
    for (let i = 0; i < 37; i++) {
      for (let j = 0; j < 33; j++) {
        let sum = 0;
        for (let k = 0; k < 21; k++) sum += a.at(i, k) * b.at(k, j);
        expect(product.at(i, j)).toBeCloseTo(sum, 12);
      }
    }
    expect(multiplyTransposed(a, b.transpose()).data).toEqual(product.data);
    const turned = transposedMultiply(a.transpose(), b);
    for (const [at, value] of turned.data.entries()) expect(value).toBeCloseTo(product.data[at]!, 12);
    const v = b.column(4);
    for (const [i, value] of timesVector(a, v).entries()) expect(value).toBeCloseTo(product.at(i, 4), 12);
    for (const [i, value] of transposedTimesVector(a.transpose(), v).entries())
      expect(value).toBeCloseTo(product.at(i, 4), 12);
  });

  it("has means of columns, weighted too", () => {
    expect([...columnMeans(A)]).toEqual([2.5, 3.5, 4.5]);
    expect([...columnMeans(A, [3, 1])]).toEqual([1.75, 2.75, 3.75]);
    expect(subtractColumns(A, [1, 1, 1]).toArray()).toEqual([
      [0, 1, 2],
      [3, 4, 5],
    ]);
  });

  it("takes rows of anything, and values as the kind of array they are in", () => {
    expect((takeRows("t", [[1], [2], [3]], [2, 0]) as Matrix).toArray()).toEqual([[3], [1]]);
    expect(takeValues(["a", "b"], [1])).toEqual(["b"]);
    expect(takeValues(Int32Array.of(5, 6, 7), [2, 2])).toEqual(Int32Array.of(7, 7));
  });
});
