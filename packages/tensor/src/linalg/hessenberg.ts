/**
 * The eigenvalues of a general real matrix, in three steps that keep them.
 *
 *   1. Balance: D⁻¹ A D with powers of two, so that rows and columns have like norms (Parlett and Reinsch 1969).
 *   2. Householder: Qᵀ A Q = H, zero below the first subdiagonal.
 *   3. Francis 1961: implicit QR steps with two shifts at once, real or conjugate, send subdiagonal elements to 0 until
 *      blocks of one or two rows are left.
 *
 * Golub and Van Loan, Matrix Computations, 4th edition, sections 7.4.2, 7.5.1, 7.5.6 and 7.5.8.
 */

import { largest } from "./matrices.ts";

/** Two or three are usual; shifts change at 10 and 20. */
const MAX_STEPS = 60;

export interface Eigenvalues {
  real: Float64Array;
  imag: Float64Array;
}

/** A is overwritten. Undefined if the iteration does not converge. */
export function generalEigenvalues(a: Float64Array, n: number): Eigenvalues | undefined {
  // A power of two, so that scaling rounds nothing and squares stay in range.
  const scale = 2 ** Math.floor(Math.log2(largest(a) || 1));
  for (let at = 0; at < a.length; at++) a[at]! /= scale;
  balance(a, n);
  reduce(a, n);
  const found = francis(a, n);
  if (!found) return undefined;
  return { real: found.real.map((x) => x * scale), imag: found.imag.map((x) => x * scale) };
}

function balance(a: Float64Array, n: number): void {
  for (let changed = true; changed; ) {
    changed = false;
    for (let i = 0; i < n; i++) {
      let [column, row] = [0, 0];
      for (let j = 0; j < n; j++) {
        if (j === i) continue;
        column += Math.abs(a[j * n + i]!);
        row += Math.abs(a[i * n + j]!);
      }
      if (column === 0 || row === 0) continue;
      const f = 2 ** Math.round(Math.log2(row / column) / 2);
      // Only what shortens noticeably, so that the loop ends.
      if (column * f + row / f >= 0.95 * (column + row)) continue;
      changed = true;
      for (let j = 0; j < n; j++) a[i * n + j]! /= f;
      for (let j = 0; j < n; j++) a[j * n + i]! *= f;
    }
  }
}

function reduce(a: Float64Array, n: number): void {
  for (let k = 0; k < n - 2; k++) {
    const x = Array.from({ length: n - k - 1 }, (_, i) => a[(k + 1 + i) * n + k]!);
    const v = reflection(x);
    if (!v) continue;
    a[(k + 1) * n + k] = x[0]! > 0 ? -Math.hypot(...x) : Math.hypot(...x);
    reflectRows(a, n, { v, at: k + 1, from: k + 1, to: n });
    reflectColumns(a, n, { v, at: k + 1, from: 0, to: n });
    for (let i = k + 2; i < n; i++) a[i * n + k] = 0;
  }
}

/** The v, v₁ = 1, for which I − β v vᵀ sends x to a multiple of e₁; none is needed if x is one. */
function reflection(x: readonly number[]): number[] | undefined {
  const scale = Math.max(...x.map(Math.abs));
  if (scale === 0 || x.slice(1).every((value) => value === 0)) return undefined;
  const v = x.map((value) => value / scale);
  v[0]! += (v[0]! > 0 ? 1 : -1) * Math.hypot(...v);
  const first = v[0]!;
  return v.map((value) => value / first);
}

/** Which rows or columns, starting `at`, and which part of them. */
interface Range {
  v: readonly number[];
  at: number;
  from: number;
  to: number;
}

/** β = 2 / vᵀv. */
function betaOf(v: readonly number[]): number {
  let square = 0;
  for (const value of v) square += value * value;
  return 2 / square;
}

function reflectRows(a: Float64Array, n: number, { v, at, from, to }: Range): void {
  const beta = betaOf(v);
  for (let j = from; j < to; j++) {
    let sum = 0;
    for (let i = 0; i < v.length; i++) sum += v[i]! * a[(at + i) * n + j]!;
    sum *= beta;
    for (let i = 0; i < v.length; i++) a[(at + i) * n + j]! -= v[i]! * sum;
  }
}

function reflectColumns(a: Float64Array, n: number, { v, at, from, to }: Range): void {
  const beta = betaOf(v);
  for (let i = from; i < to; i++) {
    let sum = 0;
    for (let j = 0; j < v.length; j++) sum += a[i * n + at + j]! * v[j]!;
    sum *= beta;
    for (let j = 0; j < v.length; j++) a[i * n + at + j]! -= sum * v[j]!;
  }
}

function francis(h: Float64Array, n: number): Eigenvalues | undefined {
  const real = new Float64Array(n);
  const imag = new Float64Array(n);
  let steps = 0;
  for (let high = n - 1; high >= 0; ) {
    let low = high;
    while (low > 0 && !negligible(h, n, low)) low--;
    if (low >= high - 1) {
      if (low === high) real[high] = h[high * n + high]!;
      else splitPair(h, n, low, { real, imag });
      high = low - 1;
      steps = 0;
      continue;
    }
    if (++steps > MAX_STEPS) return undefined;
    doubleStep(h, n, { low, high, exceptional: steps % 10 === 0 });
  }
  return { real, imag };
}

function negligible(h: Float64Array, n: number, i: number): boolean {
  const beside = Math.abs(h[(i - 1) * n + i - 1]!) + Math.abs(h[i * n + i]!);
  // Beside zeros the scale is the matrix's, whose largest element was about 1.
  return Math.abs(h[i * n + i - 1]!) <= 2 ** -53 * (beside === 0 ? 1 : beside);
}

/** The eigenvalues of the 2 × 2 block [a b; c d] at row i: d + p ± √(p² + bc), p = (a − d) / 2. */
function splitPair(h: Float64Array, n: number, i: number, { real, imag }: Eigenvalues): void {
  const [a, b] = [h[i * n + i]!, h[i * n + i + 1]!];
  const [c, d] = [h[(i + 1) * n + i]!, h[(i + 1) * n + i + 1]!];
  const p = (a - d) / 2;
  const square = p * p + b * c;
  if (square < 0) {
    real[i] = d + p;
    real[i + 1] = d + p;
    imag[i] = Math.sqrt(-square);
    imag[i + 1] = -imag[i]!;
    return;
  }
  // The larger root adds without cancellation; the other follows from the product −bc.
  const z = p + (p < 0 ? -1 : 1) * Math.sqrt(square);
  real[i] = d + z;
  real[i + 1] = z === 0 ? d : d - (b * c) / z;
}

/**
 * H ← Qᵀ H Q on rows low … high, where the first column of Q is that of (H − μ₁ I)(H − μ₂ I) and μ₁, μ₂ are the
 * eigenvalues of the last 2 × 2 block; the following reflections chase the bulge down.
 */
function doubleStep(
  h: Float64Array,
  n: number,
  { low, high, exceptional }: { low: number; high: number; exceptional: boolean },
): void {
  const at = (i: number, j: number): number => h[i * n + j]!;
  const m = high - 1;
  let [p, q, w] = [at(high, high), at(m, m), at(high, m) * at(m, high)];
  if (exceptional) {
    const size = Math.abs(at(high, m)) + Math.abs(at(m, m - 1));
    [p, q, w] = [p + 0.75 * size, p + 0.75 * size, -0.4375 * size * size];
  }
  // The first column divided by h_{l+1,l}, in differences of the diagonal: its squares would cancel.
  const [first, second] = [at(low, low), at(low + 1, low + 1)];
  let x = [
    ((p - first) * (q - first) - w) / at(low + 1, low) + at(low, low + 1),
    second - first - (p - first) - (q - first),
    at(low + 2, low + 1),
  ];
  for (let k = low; k < high; k++) {
    const v = reflection(x);
    if (v) {
      if (k > low) h[k * n + k - 1] = x[0]! > 0 ? -Math.hypot(...x) : Math.hypot(...x);
      reflectRows(h, n, { v, at: k, from: k, to: high + 1 });
      reflectColumns(h, n, { v, at: k, from: low, to: Math.min(k + 4, high + 1) });
    }
    if (k > low) for (let i = k + 1; i < k + x.length; i++) h[i * n + k - 1] = 0;
    x = Array.from({ length: Math.min(3, high - k) }, (_, i) => at(k + 1 + i, k));
  }
}
