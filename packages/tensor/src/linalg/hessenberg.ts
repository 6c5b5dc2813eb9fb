/**
 * The eigenvalues of a general real matrix, in three steps that keep them.
 *
 *   1. Balance: D⁻¹ A D with powers of two, so that rows and columns have like 2-norms (Parlett and Reinsch 1969; James,
 *      Langou and Lowery 2014, On matrix balancing and eigenvector computation, for the norm).
 *   2. Householder: Qᵀ A Q = H, zero below the first subdiagonal.
 *   3. Francis 1961: implicit QR steps with two shifts at once, real or conjugate, send subdiagonal elements to 0 until
 *      blocks of one or two rows are left.
 *
 * Golub and Van Loan, Matrix Computations, 4th edition, sections 7.4.2, 7.5.1, 7.5.6 and 7.5.8.
 */

import { largest } from "./matrices.ts";

/** Two or three are usual; shifts change at 10 and 20. */
const MAX_STEPS = 60;

const EPSILON = 2 ** -52;

/** Beside numbers of about 1, and squared, this is nothing. */
const TINY = 2 ** -1000;

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
        column = Math.hypot(column, a[j * n + i]!);
        row = Math.hypot(row, a[i * n + j]!);
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

function reflectRows(a: Float64Array, n: number, range: Range): void {
  const { v, at, from, to } = range;
  if (v.length > 3) {
    reflectManyRows(a, n, range);
    return;
  }
  const beta = betaOf(v);
  for (let j = from; j < to; j++) {
    let sum = 0;
    for (let i = 0; i < v.length; i++) sum += v[i]! * a[(at + i) * n + j]!;
    sum *= beta;
    for (let i = 0; i < v.length; i++) a[(at + i) * n + j]! -= v[i]! * sum;
  }
}

/** w = β vᵀ A row by row, so that memory is read forwards. */
function reflectManyRows(a: Float64Array, n: number, { v, at, from, to }: Range): void {
  const beta = betaOf(v);
  const w = new Float64Array(to - from);
  for (let i = 0; i < v.length; i++) {
    const [row, value] = [(at + i) * n + from, beta * v[i]!];
    for (let j = 0; j < w.length; j++) w[j]! += value * a[row + j]!;
  }
  for (let i = 0; i < v.length; i++) {
    const [row, value] = [(at + i) * n + from, v[i]!];
    for (let j = 0; j < w.length; j++) a[row + j]! -= value * w[j]!;
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

/**
 * Whether h_i,i−1 may be set to 0: small beside the diagonal, and so small that even the eigenvalues of a block whose elements
 * differ in size move by a rounding at most (Ahues and Tisseur 1997, A new deflation criterion for the QR algorithm).
 */
function negligible(h: Float64Array, n: number, i: number): boolean {
  const [above, here] = [h[(i - 1) * n + i - 1]!, h[i * n + i]!];
  const below = Math.abs(h[i * n + i - 1]!);
  const beside = Math.abs(above) + Math.abs(here);
  // Beside zeros the scale is the matrix's, whose largest element was about 1.
  if (below > EPSILON * (beside === 0 ? 1 : beside)) return false;
  if (below <= TINY) return true;
  const opposite = Math.abs(h[(i - 1) * n + i]!);
  const [far, apart] = [Math.abs(here), Math.abs(above - here)];
  const size = Math.max(far, apart) + Math.max(below, opposite);
  const product = Math.min(below, opposite) * (Math.max(below, opposite) / size);
  return product <= Math.max(TINY, EPSILON * Math.min(far, apart) * (Math.max(far, apart) / size));
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
 * H ← Qᵀ H Q on rows m … high, where the first column of Q is that of (H − μ₁ I)(H − μ₂ I) from m on and μ₁, μ₂ are the
 * eigenvalues of the last 2 × 2 block; the following reflections chase the bulge down.
 */
function doubleStep(
  h: Float64Array,
  n: number,
  { low, high, exceptional }: { low: number; high: number; exceptional: boolean },
): void {
  const start = firstColumn(h, n, { low, high, shifts: shiftsOf(h, n, { high, exceptional }) });
  const { m } = start;
  let { x } = start;
  for (let k = m; k < high; k++) {
    const v = reflection(x);
    if (v) {
      if (k > m) h[k * n + k - 1] = x[0]! > 0 ? -Math.hypot(...x) : Math.hypot(...x);
      // What it adds below in this column is what the choice of m found negligible.
      else if (m > low) h[m * n + m - 1]! *= 1 - betaOf(v);
      reflectRows(h, n, { v, at: k, from: k, to: high + 1 });
      reflectColumns(h, n, { v, at: k, from: low, to: Math.min(k + 4, high + 1) });
    }
    if (k > m) for (let i = k + 1; i < k + x.length; i++) h[i * n + k - 1] = 0;
    x = Array.from({ length: Math.min(3, high - k) }, (_, i) => h[(k + 1 + i) * n + k]!);
  }
}

/** [p, q, w]: μ₁ and μ₂ are the eigenvalues of a block with the diagonal p, q and the product w beside it. */
function shiftsOf(
  h: Float64Array,
  n: number,
  { high, exceptional }: { high: number; exceptional: boolean },
): [number, number, number] {
  const at = (i: number, j: number): number => h[i * n + j]!;
  const m = high - 1;
  if (!exceptional) return [at(high, high), at(m, m), at(high, m) * at(m, high)];
  const size = Math.abs(at(high, m)) + Math.abs(at(m, m - 1));
  const p = at(high, high) + 0.75 * size;
  return [p, p, -0.4375 * size * size];
}

/**
 * The lowest row m from which the step may start, because two subdiagonal elements in succession are small, and the first
 * column there. Rows above keep their numbers: large eigenvalues of a graded matrix then do not collect a rounding for each
 * step that a small one takes (Francis 1961; Wilkinson 1965, The Algebraic Eigenvalue Problem, chapter 8, section 38).
 */
function firstColumn(
  h: Float64Array,
  n: number,
  { low, high, shifts }: { low: number; high: number; shifts: readonly [number, number, number] },
): { m: number; x: number[] } {
  const at = (i: number, j: number): number => h[i * n + j]!;
  const [p, q, w] = shifts;
  for (let m = high - 2; ; m--) {
    // Divided by h_m+1,m, in differences of the diagonal: its squares would cancel.
    const [first, second] = [at(m, m), at(m + 1, m + 1)];
    const x = [
      ((p - first) * (q - first) - w) / at(m + 1, m) + at(m, m + 1),
      second - first - (p - first) - (q - first),
      at(m + 2, m + 1),
    ];
    if (m === low) return { m, x };
    const added = Math.abs(at(m, m - 1)) * (Math.abs(x[1]!) + Math.abs(x[2]!));
    const beside = Math.abs(at(m - 1, m - 1)) + Math.abs(first) + Math.abs(second);
    if (added <= EPSILON * Math.abs(x[0]!) * beside) return { m, x };
  }
}
