import fc from "fast-check";
import { expect, it } from "vitest";
import { copyMatrix, from, type MatrixView, turn } from "./copy-matrix.ts";

it("copies a 2 × 2 piece of a 3 × 3 matrix into the corner of another", () => {
  const source = { data: Float32Array.of(1, 2, 3, 4, 5, 6, 7, 8, 9), start: 0, row: 3, column: 1 };
  const to = { data: new Float32Array(6), start: 0, row: 3, column: 1 };
  copyMatrix(to, from(source, 1, 1), [2, 2]);
  expect([...to.data]).toEqual([5, 6, 0, 8, 9, 0]);
  copyMatrix(to, turn(source), [2, 3]);
  expect([...to.data]).toEqual([1, 4, 7, 2, 5, 8]);
});

it("moves element (i, j) to element (i, j) and touches nothing else, for any strides", () => {
  const side = fc.integer({ min: 0, max: 5 });
  const start = fc.integer({ min: 0, max: 3 });
  const gap = fc.integer({ min: 0, max: 2 });
  const turned = fc.boolean();
  fc.assert(
    fc.property(side, side, start, gap, gap, turned, turned, (rows, columns, at, gap1, gap2, t1, t2) => {
      const place = (data: Float64Array, gap: number, transposed: boolean): MatrixView =>
        transposed
          ? { data, start: at, row: 1, column: rows + gap }
          : { data, start: at, row: columns + gap, column: 1 };
      const source = place(
        Float64Array.from({ length: 60 }, (_, i) => i + 1),
        gap1,
        t1,
      );
      const to = place(new Float64Array(60), gap2, t2);
      copyMatrix(to, source, [rows, columns]);
      const expected = new Float64Array(60);
      for (let i = 0; i < rows; i++) {
        for (let j = 0; j < columns; j++) {
          expected[at + i * to.row + j * to.column] = source.data[at + i * source.row + j * source.column]!;
        }
      }
      expect(to.data).toEqual(expected);
    }),
  );
});
