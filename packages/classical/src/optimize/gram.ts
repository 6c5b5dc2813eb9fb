/**
 * The sums that least squares needs, about the means, in one pass over the rows:
 *
 *   G = Σᵢ wᵢ (xᵢ − x̄)(xᵢ − x̄)ᵀ,   c = Σᵢ wᵢ (xᵢ − x̄)(yᵢ − ȳ)
 *
 * Rows are centred before they are multiplied, a block at a time, so that large means cost no digits (XᵀX − n x̄x̄ᵀ would) and no copy
 * of X is made. y travels as one more column.
 */

import { matmul, Tensor } from "@blankfile/tensor";
import type { Matrix } from "../matrix/matrix.ts";

export interface Sums {
  /** [F, F] */
  G: Float64Array;
  /** [F] */
  c: Float64Array;
  /** Σᵢ wᵢ (yᵢ − ȳ)². */
  yy: number;
}

export interface GramOptions {
  /** [N] */
  y?: ArrayLike<number>;
  /** x̄, [F]; 0 unless given. */
  xShift?: ArrayLike<number>;
  yShift?: number;
  /** [N], at least 0. */
  weight?: ArrayLike<number> | undefined;
}

const blockRows = 512;

export function gramSums(X: Matrix, { y, xShift, yShift = 0, weight }: GramOptions = {}): Sums {
  const { data, rows, cols } = X;
  const wide = cols + 1;
  const block = new Float64Array(Math.min(blockRows, rows) * wide);
  const sums = new Float64Array(wide * wide);
  for (let from = 0; from < rows; from += blockRows) {
    const count = Math.min(blockRows, rows - from);
    for (let i = 0, at = 0; i < count; i++) {
      const row = (from + i) * cols;
      const root = weight ? Math.sqrt(weight[from + i]!) : 1;
      for (let j = 0; j < cols; j++) block[at++] = root * (data[row + j]! - (xShift ? xShift[j]! : 0));
      block[at++] = y ? root * (y[from + i]! - yShift) : 0;
    }
    const part = new Tensor(block.subarray(0, count * wide), [count, wide], "float64");
    const product = matmul(part.transpose(0, 1), part).data as Float64Array;
    for (let at = 0; at < sums.length; at++) sums[at]! += product[at]!;
  }
  return split(sums, cols);
}

function split(sums: Float64Array, cols: number): Sums {
  const wide = cols + 1;
  const G = new Float64Array(cols * cols);
  const c = new Float64Array(cols);
  for (let i = 0; i < cols; i++) {
    G.set(sums.subarray(i * wide, i * wide + cols), i * cols);
    c[i] = sums[i * wide + cols]!;
  }
  return { G, c, yy: sums[cols * wide + cols]! };
}
