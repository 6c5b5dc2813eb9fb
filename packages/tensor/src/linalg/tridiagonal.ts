/**
 * The two halves of the symmetric eigenvalue problem A = V Λ Vᵀ.
 *
 *   1. Householder: Qᵀ A Q = T, tridiagonal with diagonal d and off-diagonal e.
 *   2. Implicit QR steps with Wilkinson's shift send e to 0; their rotations are the eigenvectors of T.
 *
 * Golub and Van Loan, Matrix Computations, 4th edition, algorithms 8.3.1, 8.3.2 and 8.3.3; Wilkinson 1968.
 */

import { noReflections, type Reflections, reflector } from "./reflections.ts";
import { noRotations, type RotationSink, Rotations } from "./rotations.ts";

export interface Tridiagonal {
  d: Float64Array;
  /** e_i stands beside d_i and d_{i+1}; the last is 0. */
  e: Float64Array;
  /** Q. */
  reflections: Reflections;
}

/**
 * Reduces the symmetric A, of which the lower triangle is read and all is overwritten.
 *
 *   column k, x = a_{k+1…n, k}:   v = x − α e₁,   H = I − β v vᵀ,   H x = α e₁
 *   p = β A v,   w = p − (β pᵀv / 2) v,   A ← A − v wᵀ − w vᵀ
 *
 * The change of a row waits until the next v is known, so that each row is read once a step.
 */
export function tridiagonalize(a: Float64Array, n: number): Tridiagonal {
  for (let i = 0; i < n; i++) for (let j = i + 1; j < n; j++) a[i * n + j] = a[j * n + i]!;
  const [d, e] = [new Float64Array(n), new Float64Array(n)];
  const reflections = noReflections(n, 1);
  let v: Float64Array = new Float64Array(n);
  let w: Float64Array = new Float64Array(n);
  for (let k = 0; k < n; k++) {
    const next = reflections.vectors.subarray(k * n, (k + 1) * n);
    changeRow(a.subarray(k * n, (k + 1) * n), { v, w, i: k, from: k, next });
    d[k] = a[k * n + k]!;
    if (k === n - 1) break;
    next.set(a.subarray(k * n + k + 1, (k + 1) * n), k + 1);
    const { alpha, beta } = reflector(next.subarray(k + 1));
    e[k] = alpha;
    reflections.beta[k] = beta;
    const p = new Float64Array(n);
    let along = 0;
    for (let i = k + 1; i < n; i++) {
      p[i] = beta * changeRow(a.subarray(i * n, (i + 1) * n), { v, w, i, from: k + 1, next });
      along += p[i]! * next[i]!;
    }
    for (let i = k + 1; i < n; i++) p[i]! -= ((beta * along) / 2) * next[i]!;
    [v, w] = [next, p];
  }
  return { d, e, reflections };
}

/** Row i, from a column on, loses v_i w + w_i v; its product with the next v comes back. */
function changeRow(
  row: Float64Array,
  { v, w, i, from, next }: { v: Float64Array; w: Float64Array; i: number; from: number; next: Float64Array },
): number {
  const [vi, wi] = [v[i]!, w[i]!];
  let [p, q] = [0, 0];
  let j = from;
  for (; j + 1 < row.length; j += 2) {
    const x = row[j]! - (vi * w[j]! + wi * v[j]!);
    const y = row[j + 1]! - (vi * w[j + 1]! + wi * v[j + 1]!);
    row[j] = x;
    row[j + 1] = y;
    p += x * next[j]!;
    q += y * next[j + 1]!;
  }
  if (j < row.length) {
    row[j]! -= vi * w[j]! + wi * v[j]!;
    p += row[j]! * next[j]!;
  }
  return p + q;
}

/** A few steps an eigenvalue are usual; this many mean that something is wrong. */
const MAX_STEPS = 80;

/**
 * From so many on, what is small beside the whole of T counts as 0, not only what is small beside its neighbours: among eigenvalues that are 0 up to
 * rounding, as of a centred kernel matrix, nothing may become small beside them. The change is one that rounding makes too, ε ‖T‖.
 */
const PATIENCE = 30;

/**
 * d becomes the eigenvalues, unsorted. Returns the eigenvectors of T in rows, undefined if it does not converge.
 */
export function diagonalize({ d, e }: Tridiagonal): Float64Array | undefined {
  const rotations = new Rotations(d.length);
  if (!iterate(d, e, rotations)) return undefined;
  rotations.apply();
  return rotations.rows;
}

/** The same without vectors: the same values in half the time or less. */
export function diagonalizeValues({ d, e }: Tridiagonal): boolean {
  return iterate(d, e, noRotations);
}

function iterate(d: Float64Array, e: Float64Array, rotations: RotationSink): boolean {
  const n = d.length;
  let size = 0;
  for (let i = 0; i < n; i++) size = Math.max(size, Math.abs(d[i]!) + Math.abs(e[i]!));
  let steps = 0;
  for (let high = n - 1; high > 0; ) {
    const least = steps > PATIENCE ? 2 ** -53 * size : 0;
    if (negligible(d, e, high - 1, least)) {
      e[high - 1] = 0;
      high--;
      steps = 0;
      continue;
    }
    let low = high - 1;
    while (low > 0 && !negligible(d, e, low - 1, least)) low--;
    if (low > 0) e[low - 1] = 0;
    if (++steps > MAX_STEPS) return false;
    implicitStep({ d, e, rotations }, low, high);
    rotations.endSweep();
  }
  return true;
}

function negligible(d: Float64Array, e: Float64Array, i: number, least: number): boolean {
  return Math.abs(e[i]!) <= Math.max(least, 2 ** -53 * (Math.abs(d[i]!) + Math.abs(d[i + 1]!)));
}

/**
 * One QR step T − μ I = Q R, T ← R Q + μ I on rows low … high, never formed: its first rotation fixes all others, which
 * chase the bulge down. μ is the eigenvalue of the last 2 × 2 block nearest to its corner.
 */
function implicitStep(
  { d, e, rotations }: { d: Float64Array; e: Float64Array; rotations: RotationSink },
  low: number,
  high: number,
): void {
  const delta = (d[high - 1]! - d[high]!) / 2;
  const last = e[high - 1]!;
  const root = Math.hypot(delta, last);
  const mu = d[high]! - last * (last / (delta + (delta < 0 ? -root : root)));
  let x = d[low]! - mu;
  let bulge = e[low]!;
  for (let k = low; k < high; k++) {
    // With the sign of x, so that c ≥ 0.
    const r = x < 0 ? -Math.hypot(x, bulge) : Math.hypot(x, bulge);
    const c = r === 0 ? 1 : x / r;
    const s = r === 0 ? 0 : bulge / r;
    if (k > low) e[k - 1] = r;
    // The rotation of rows and columns k, k + 1.
    const [p, q, off] = [d[k]!, d[k + 1]!, e[k]!];
    const shift = s * (s * (q - p) + 2 * c * off);
    d[k] = p + shift;
    d[k + 1] = q - shift;
    e[k] = c * s * (q - p) + (c - s) * (c + s) * off;
    if (k < high - 1) {
      bulge = s * e[k + 1]!;
      e[k + 1]! *= c;
      x = e[k]!;
    }
    rotations.add(k, c, s);
  }
}
