/**
 * G = Σᵢ (xᵢ − μ)(xᵢ − μ)ᵀ, [F, F]: rows are centred a block at a time, before they are multiplied, so that a large mean costs no digits and no copy of X is
 * made. G is symmetric, so columns are cut into strips and only products of a strip with itself and those after it are computed: 5/8 of the work in four.
 */

import { Matrix } from "../../matrix/matrix.ts";
import { transposedMultiply } from "../../matrix/products.ts";

const blockRows = 1024;
/** Narrower strips would cost more in calls than they save. */
const leastWidth = 40;

export function centeredGram(X: Matrix, mean: ArrayLike<number>): Matrix {
  const F = X.cols;
  const G = Matrix.zeros(F, F);
  const edges = stripEdges(F);
  for (let from = 0; from < X.rows; from += blockRows) {
    const count = Math.min(blockRows, X.rows - from);
    const strips = edges.slice(1).map((to, s) => centredStrip(X, mean, [from, count], [edges[s]!, to]));
    for (const [a, left] of strips.entries())
      for (const [b, right] of strips.entries())
        if (b >= a) addAt(G, transposedMultiply(left, right), edges[a]!, edges[b]!);
  }
  for (let i = 0; i < F; i++) for (let j = 0; j < i; j++) G.data[i * F + j] = G.data[j * F + i]!;
  return G;
}

/** 0, …, F in up to four equal strips. */
function stripEdges(F: number): number[] {
  const count = Math.max(1, Math.min(4, Math.floor(F / leastWidth)));
  return Array.from({ length: count + 1 }, (_, s) => Math.round((s * F) / count));
}

function centredStrip(
  { data, cols }: Matrix,
  mean: ArrayLike<number>,
  [from, count]: readonly [number, number],
  [left, right]: readonly [number, number],
): Matrix {
  const width = right - left;
  const out = new Float64Array(count * width);
  for (let i = 0, at = 0; i < count; i++) {
    const row = (from + i) * cols;
    for (let j = left; j < right; j++) out[at++] = data[row + j]! - mean[j]!;
  }
  return new Matrix(out, [count, width]);
}

function addAt(G: Matrix, part: Matrix, top: number, left: number): void {
  for (let i = 0, at = 0; i < part.rows; i++) {
    const row = (top + i) * G.cols + left;
    for (let j = 0; j < part.cols; j++) G.data[row + j]! += part.data[at++]!;
  }
}
