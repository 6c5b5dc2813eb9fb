/**
 * Householder reflections, and products of many of them.
 *
 *   v = x − α e₁,  α = −sign(x₁) ‖x‖,  β = 2 / vᵀv:   (I − β v vᵀ) x = α e₁
 *   H₁ … H_b = I − V T Vᵀ,   T upper triangular:  t_jj = β_j,   t_ij = −β_j Σ_l t_il (v_l · v_j) for i ≤ l < j
 *
 * so that b reflections cost three matrix products. Schreiber and Van Loan 1989; Golub and Van Loan, Matrix Computations,
 * 4th edition, sections 5.1 and 5.1.7.
 */

import { productFast } from "../product-fast.ts";
import { BLOCK } from "./blocks.ts";

export interface Reflections {
  /** [count, size], v_k in row k: zeros before element k + shift. */
  vectors: Float64Array;
  beta: Float64Array;
  size: number;
  shift: number;
}

export function noReflections(size: number, shift: number, count = size): Reflections {
  return { vectors: new Float64Array(count * size), beta: new Float64Array(count), size, shift };
}

/** x becomes v. Returns α, and β = 0 where x is a multiple of e₁ already. */
export function reflector(x: Float64Array): { alpha: number; beta: number } {
  // Scaled, so that no square overflows or vanishes.
  let below = 0;
  for (let i = 1; i < x.length; i++) below = Math.max(below, Math.abs(x[i]!));
  const first = x[0]!;
  if (below === 0) {
    x.fill(0);
    return { alpha: first, beta: 0 };
  }
  const scale = Math.max(below, Math.abs(first));
  let square = 0;
  for (let i = 0; i < x.length; i++) {
    x[i]! /= scale;
    square += x[i]! * x[i]!;
  }
  const alpha = first > 0 ? -Math.sqrt(square) : Math.sqrt(square);
  // vᵀv = 2 α (α − x₁).
  const beta = 1 / (alpha * (alpha - x[0]!));
  x[0]! -= alpha;
  return { alpha: alpha * scale, beta };
}

/**
 * A = Q R for m ≥ n: R, [n, n], and the reflections whose product begins with Q's columns. Columns are taken by blocks; those
 * beside a block change by products. A is read only, and worked on as its transpose, whose rows are columns.
 */
export function triangularize(
  a: Float64Array,
  [m, n]: readonly [number, number],
): { r: Float64Array; reflections: Reflections } {
  const columns = new Float64Array(n * m);
  for (let i = 0; i < m; i++) for (let j = 0; j < n; j++) columns[j * m + i] = a[i * n + j]!;
  const reflections = noReflections(m, 0, n);
  for (let from = 0; from < n; from += BLOCK) {
    const to = Math.min(from + BLOCK, n);
    for (let k = from; k < to; k++) reflectColumn(columns, reflections, { k, to });
    if (to < n) reflectRest(columns, reflections, { from, to, n });
  }
  const r = new Float64Array(n * n);
  for (let i = 0; i < n; i++) for (let j = i; j < n; j++) r[i * n + j] = columns[j * m + i]!;
  return { r, reflections };
}

/** Takes v from column k and applies it to the columns before `to`. */
function reflectColumn(
  columns: Float64Array,
  { vectors, beta, size }: Reflections,
  { k, to }: { k: number; to: number },
): void {
  const v = vectors.subarray(k * size + k, (k + 1) * size);
  v.set(columns.subarray(k * size + k, (k + 1) * size));
  const found = reflector(v);
  beta[k] = found.beta;
  columns[k * size + k] = found.alpha;
  for (let j = k + 1; j < to; j++) {
    const at = j * size + k;
    let along = 0;
    for (let i = 0; i < v.length; i++) along += v[i]! * columns[at + i]!;
    along *= found.beta;
    for (let i = 0; i < v.length; i++) columns[at + i]! -= along * v[i]!;
  }
}

/** Applies the reflections of a block to the columns after it, which are rows here: C ← C (I − V T Vᵀ). */
function reflectRest(
  columns: Float64Array,
  { vectors, beta, size }: Reflections,
  { from, to, n }: { from: number; to: number; n: number },
): void {
  const [width, count] = [to - from, n - to];
  const v = vectors.subarray(from * size, to * size);
  const t = triangle(v, beta.subarray(from, to), size);
  const rest = columns.subarray(to * size);
  const along = new Float64Array(count * width);
  productFast(along, plain(rest), { data: v, transposed: true }, [count, size, width]);
  const weights = new Float64Array(count * width);
  productFast(weights, plain(along), plain(t), [count, width, width]);
  const change = new Float64Array(count * size);
  productFast(change, plain(weights), plain(v), [count, width, size]);
  for (let at = 0; at < rest.length; at++) rest[at]! -= change[at]!;
}

/** B ← H₁ H₂ … B, B [size, columns]. */
export function applyReflections(reflections: Reflections, b: Float64Array, columns: number): void {
  const count = reflections.beta.length;
  for (let from = Math.floor((count - 1) / BLOCK) * BLOCK; from >= 0; from -= BLOCK) {
    applyBlock(reflections, { b, columns, from, to: Math.min(from + BLOCK, count) });
  }
}

function applyBlock(
  { vectors, beta, size, shift }: Reflections,
  { b, columns, from, to }: { b: Float64Array; columns: number; from: number; to: number },
): void {
  const [width, start] = [to - from, Math.min(from + shift, size)];
  const length = size - start;
  const v = new Float64Array(width * length);
  for (let k = 0; k < width; k++) {
    const row = (from + k) * size;
    v.set(vectors.subarray(row + start, row + size), k * length);
  }
  const t = triangle(v, beta.subarray(from, to), length);
  const part = b.subarray(start * columns);
  const along = new Float64Array(width * columns);
  productFast(along, plain(v), plain(part), [width, length, columns]);
  const weights = new Float64Array(width * columns);
  productFast(weights, plain(t), plain(along), [width, width, columns]);
  const change = new Float64Array(length * columns);
  productFast(change, { data: v, transposed: true }, plain(weights), [length, width, columns]);
  for (let at = 0; at < part.length; at++) part[at]! -= change[at]!;
}

function triangle(v: Float64Array, beta: Float64Array, length: number): Float64Array {
  const width = beta.length;
  const inner = new Float64Array(width * width);
  productFast(inner, plain(v), { data: v, transposed: true }, [width, length, width]);
  const t = new Float64Array(width * width);
  for (let j = 0; j < width; j++) {
    t[j * width + j] = beta[j]!;
    for (let i = 0; i < j; i++) {
      let sum = 0;
      for (let l = i; l < j; l++) sum += t[i * width + l]! * inner[l * width + j]!;
      t[i * width + j] = -beta[j]! * sum;
    }
  }
  return t;
}

function plain(data: Float64Array): { data: Float64Array; transposed: boolean } {
  return { data, transposed: false };
}
