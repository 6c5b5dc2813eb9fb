import { expect, it } from "vitest";
import {
  apply,
  choleskyOf,
  dense,
  denseOf,
  identity,
  logDeterminant,
  minus,
  outer,
  rowsOf,
  solveByCholesky,
  symmetrized,
  times,
  timesTransposed,
} from "./dense.ts";

const A = dense("test", "A", [
  [4, 2],
  [2, 5],
]);

it("multiplies row by column", () => {
  const B = dense("test", "B", [[1, 2, 3]]);
  expect(rowsOf(timesTransposed(B, B))).toEqual([[14]]);
  expect(rowsOf(outer([1, 2], [3, 4]))).toEqual([
    [3, 4],
    [6, 8],
  ]);
  expect(Array.from(apply(A, [1, 1]))).toEqual([6, 7]);
});

it("factors [4 2; 2 5] as [2 0; 1 2], solves by it, and |A| = 16", () => {
  const L = choleskyOf("test", "A", A);
  expect(rowsOf(L)).toEqual([
    [2, 0],
    [1, 2],
  ]);
  const error = minus(times(A, solveByCholesky(L, identity(2))), identity(2));
  for (const e of error.data) expect(Math.abs(e)).toBeLessThan(1e-15);
  expect(logDeterminant(L)).toBeCloseTo(Math.log(16), 14);
});

it("halves what is not symmetric", () => {
  const M = dense("test", "M", [
    [1, 2],
    [4, 1],
  ]);
  expect(rowsOf(symmetrized(M))).toEqual([
    [1, 3],
    [3, 1],
  ]);
});

it("refuses ragged rows, what is not finite, a wrong shape and an indefinite matrix by name", () => {
  expect(() => dense("f", "A", [[1, 2], [3]])).toThrow(
    "f: row 1 of A has 1 numbers, 2 as in row 0 are needed",
  );
  expect(() => dense("f", "A", [[1, Number.NaN]])).toThrow("f: A[0][1] is NaN, finite numbers are needed");
  expect(() => denseOf("f", "A", [[1, 2]], [2, 2])).toThrow("f: A is [1, 2], [2, 2] is needed");
  const indefinite = dense("f", "A", [
    [1, 2],
    [2, 1],
  ]);
  expect(() => choleskyOf("f", "A", indefinite)).toThrow(
    "f: the leading minor of order 2 of A is not positive",
  );
});
