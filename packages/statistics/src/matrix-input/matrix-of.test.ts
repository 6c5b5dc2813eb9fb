import { tensor } from "@blankfile/tensor";
import { expect, it } from "vitest";
import { matrixOf, rowsOf } from "./matrix-of.ts";

it("rows, typed rows, a flat matrix and a tensor are one matrix", () => {
  const data = new Float64Array([1, 2, 3, 4, 5, 6]);
  const flat = { rows: 3, cols: 2, data };
  for (const X of [
    [
      [1, 2],
      [3, 4],
      [5, 6],
    ],
    rowsOf(flat),
    flat,
    tensor([
      [1, 2],
      [3, 4],
      [5, 6],
    ]),
    tensor(data, { shape: [3, 2], dtype: "float64" }),
  ]) {
    expect(matrixOf("f", X)).toEqual(flat);
  }
});

it("a transposed tensor is read in its own order", () => {
  expect(
    Array.from(
      matrixOf(
        "f",
        tensor([
          [1, 2],
          [3, 4],
        ]).transpose(0, 1),
      ).data,
    ),
  ).toEqual([1, 3, 2, 4]);
});

it("copies", () => {
  const data = new Float64Array([1]);
  matrixOf("f", { rows: 1, cols: 1, data }).data[0] = 5;
  expect(data[0]).toBe(1);
});

it("refuses what is no matrix of finite numbers", () => {
  expect(() => matrixOf("f", [[1, 2], [3]])).toThrow(
    "f: X[1] is 1 numbers, a row of 2 numbers is needed as in X[0]",
  );
  expect(() => matrixOf("f", [[1, Number.NaN]])).toThrow("f: X[0, 1] is NaN, finite numbers are needed");
  expect(() => matrixOf("f", [])).toThrow("f: X is 0 × 0");
  expect(() => matrixOf("f", [1, 2] as unknown as number[][])).toThrow("f: X[0] is 1");
  expect(() => matrixOf("f", tensor([1, 2]))).toThrow("f: X has shape [2], two dimensions are needed");
  expect(() => matrixOf("f", 3 as unknown as number[][])).toThrow(TypeError);
  expect(() => matrixOf("f", { rows: 2, cols: 2, data: new Float64Array(3) })).toThrow(
    "f: X is 2 × 2 with 3 numbers",
  );
});
