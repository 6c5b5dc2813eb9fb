/** Products of parts of matrices, which is where blocked decompositions do their work. */

import { productFast } from "../product-fast.ts";

/** Columns are taken together by so many: their product with the rest then costs less than a column at a time. */
export const BLOCK = 32;

/** Rectangle of a row-major matrix. */
export interface Block {
  readonly data: Float64Array;
  /** Where its first element lies. */
  readonly start: number;
  /** From a row to the next. */
  readonly stride: number;
  readonly rows: number;
  readonly columns: number;
}

/** C ← C − A B, or C − A Bᵀ if `transposed`. */
export function subtractProduct(c: Block, a: Block, b: Block, transposed = false): void {
  const { rows, columns } = c;
  const product = new Float64Array(rows * columns);
  const [left, right] = [gathered(a), gathered(b)];
  productFast(product, { data: left, transposed: false }, { data: right, transposed }, [
    rows,
    a.columns,
    columns,
  ]);
  for (let i = 0; i < rows; i++) {
    const [to, from] = [c.start + i * c.stride, i * columns];
    for (let j = 0; j < columns; j++) c.data[to + j]! -= product[from + j]!;
  }
}

function gathered({ data, start, stride, rows, columns }: Block): Float64Array {
  if (stride === columns) return data.subarray(start, start + rows * columns);
  const copy = new Float64Array(rows * columns);
  for (let i = 0; i < rows; i++) {
    const from = start + i * stride;
    copy.set(data.subarray(from, from + columns), i * columns);
  }
  return copy;
}
