import { describe, expect, it } from "vitest";
import { SparseMatrix } from "./sparse-matrix.ts";

describe("SparseMatrix", () => {
  const sparse = SparseMatrix.fromRows(
    [
      new Map([
        [2, 5],
        [0, 1],
      ]),
      new Map(),
      new Map([
        [1, 0],
        [2, -3],
      ]),
    ],
    3,
  );

  it("keeps what is not 0, row by row", () => {
    expect(Array.from(sparse.indptr)).toEqual([0, 2, 2, 3]);
    expect(Array.from(sparse.indices)).toEqual([0, 2, 2]);
    expect(Array.from(sparse.data)).toEqual([1, 5, -3]);
    expect([sparse.count, sparse.at(0, 2), sparse.at(1, 0)]).toEqual([3, 5, 0]);
  });

  it("is dense again", () => {
    expect(sparse.toDense(["a", "b", "c"]).toArray()).toEqual([
      [1, 0, 5],
      [0, 0, 0],
      [0, 0, -3],
    ]);
    expect(
      sparse
        .withData(Float64Array.of(2, 2, 2))
        .toDense()
        .row(0),
    ).toEqual(Float64Array.of(2, 0, 2));
  });

  it("refuses columns that are not there, arrays that do not fit, and to be huge", () => {
    expect(() => SparseMatrix.fromRows([new Map([[3, 1]])], 3)).toThrow(
      /column 3, whole numbers from 0 to 2/,
    );
    const [data, indices, indptr] = [new Float64Array(1), new Int32Array(1), new Int32Array(1)];
    expect(() => new SparseMatrix({ data, indices, indptr }, [1, 1])).toThrow(/1 row ends for 1 rows/);
    expect(() => SparseMatrix.fromRows([new Map(), new Map()], 2 ** 25).toDense()).toThrow(
      /at most 50000000 are taken/,
    );
  });
});
