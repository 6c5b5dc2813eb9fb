/**
 * One-sided Jacobi: rotates pairs of rows of X until all are orthogonal.
 *
 *   G X = Σ W: G orthogonal, Σ diagonal, the rows of W orthonormal
 *   a pair p, q:  α = ‖p‖², β = ‖q‖², γ = p · q,  ζ = (β − α) / 2γ,  t = sign(ζ) / (|ζ| + √(1 + ζ²)),
 *   c = 1 / √(1 + t²),  s = c t;   p ← c p − s q,  q ← s p + c q  makes p · q = 0
 *
 * Hestenes 1958; Golub and Van Loan, Matrix Computations, 4th edition, section 8.6.3.
 */

import { largest } from "./matrices.ts";

/** Six to ten are usual; this many mean that something is wrong. */
const MAX_SWEEPS = 60;

export interface OrthogonalRows {
  /** ‖row‖, from the largest. */
  sigma: Float64Array;
  /** [n, n], rows of G in the order of sigma. */
  g: Float64Array;
  /** [n, n], rows of W. */
  w: Float64Array;
}

/** X is [n, n] and is overwritten. Undefined if it does not converge. */
export function orthogonalizeRows(x: Float64Array, n: number): OrthogonalRows | undefined {
  // The largest element becomes 1, so that squares stay in range.
  const scale = largest(x);
  if (scale > 0) for (let at = 0; at < x.length; at++) x[at]! /= scale;

  const g = new Float64Array(n * n);
  for (let i = 0; i < n; i++) g[i * n + i] = 1;
  const squares = Float64Array.from({ length: n }, (_, i) => squareOf(x, n, i));
  let rotated = true;
  for (let sweep = 0; rotated; sweep++) {
    if (sweep === MAX_SWEEPS) return undefined;
    rotated = false;
    for (let p = 0; p < n; p++) {
      for (let q = p + 1; q < n; q++) if (rotatePair({ x, g, squares }, n, [p, q])) rotated = true;
    }
  }

  const order = Array.from(squares.keys()).sort((i, j) => squares[j]! - squares[i]!);
  const sigma = Float64Array.from(order, (i) => Math.sqrt(squares[i]!));
  const w = new Float64Array(n * n);
  order.forEach((from, i) => {
    for (let j = 0; j < n; j++) w[i * n + j] = sigma[i]! > 0 ? x[from * n + j]! / sigma[i]! : 0;
  });
  completeRows(w, sigma, n);
  const sorted = new Float64Array(n * n);
  for (let i = 0; i < n; i++) sorted.set(g.subarray(order[i]! * n, (order[i]! + 1) * n), i * n);
  return { sigma: sigma.map((value) => value * scale), g: sorted, w };
}

/** Below this a squared length, relative to the largest element's, is 0: products of such rows would vanish. */
const TINY = 1e-290;

function rotatePair(
  { x, g, squares }: { x: Float64Array; g: Float64Array; squares: Float64Array },
  n: number,
  [p, q]: [number, number],
): boolean {
  const [alpha, beta] = [squares[p]!, squares[q]!];
  if (alpha === 0 || beta === 0) return false;
  const gamma = dot(x, n, [p, q]);
  // What the roundings of a dot product leave.
  if (Math.abs(gamma) <= 2 ** -52 * Math.sqrt(n) * Math.sqrt(alpha) * Math.sqrt(beta)) return false;
  const zeta = (beta - alpha) / (2 * gamma);
  const t = (zeta < 0 ? -1 : 1) / (Math.abs(zeta) + Math.sqrt(1 + zeta * zeta));
  const c = 1 / Math.sqrt(1 + t * t);
  const s = c * t;
  const tau = s / (1 + c);
  rotate(x, n, { p, q, s, tau });
  rotate(g, n, { p, q, s, tau });
  for (const row of [p, q]) squares[row] = squareOf(x, n, row);
  return true;
}

function squareOf(x: Float64Array, n: number, row: number): number {
  const square = dot(x, n, [row, row]);
  return square < TINY ? 0 : square;
}

/**
 * c p − s q and s p + c q as p − s (q + τ p) and q + s (p − τ q), τ = s / (1 + c) (Rutishauser 1966): a small angle then
 * adds a small error, and thousands of rotations stay a rotation.
 */
function rotate(
  x: Float64Array,
  n: number,
  { p, q, s, tau }: { p: number; q: number; s: number; tau: number },
): void {
  const [first, second] = [p * n, q * n];
  for (let j = 0; j < n; j++) {
    const a = x[first + j]!;
    const b = x[second + j]!;
    x[first + j] = a - s * (b + tau * a);
    x[second + j] = b + s * (a - tau * b);
  }
}

function dot(x: Float64Array, n: number, [p, q]: readonly [number, number]): number {
  const [first, second] = [p * n, q * n];
  let sum = 0;
  for (let j = 0; j < n; j++) sum += x[first + j]! * x[second + j]!;
  return sum;
}

/** Gives the rows that belong to σ = 0 directions of their own: axes, less what the rows before them span. */
function completeRows(w: Float64Array, sigma: Float64Array, n: number): void {
  let axis = 0;
  for (let i = sigma.indexOf(0); i >= 0 && i < n; i++) {
    // Of all axes one has at least 1/√n outside the span of i < n rows.
    for (let length = 0; length < 0.5 / Math.sqrt(n); axis++) {
      w.fill(0, i * n, (i + 1) * n);
      w[i * n + axis] = 1;
      removeRowsBefore(w, n, i);
      length = Math.sqrt(dot(w, n, [i, i]));
      normalize(w, n, i);
    }
    // Once more: the first pass leaves what cancellation left.
    removeRowsBefore(w, n, i);
    normalize(w, n, i);
  }
}

function removeRowsBefore(w: Float64Array, n: number, i: number): void {
  for (let k = 0; k < i; k++) {
    const along = dot(w, n, [k, i]);
    for (let j = 0; j < n; j++) w[i * n + j]! -= along * w[k * n + j]!;
  }
}

function normalize(w: Float64Array, n: number, i: number): void {
  const length = Math.sqrt(dot(w, n, [i, i]));
  if (length > 0) for (let j = i * n; j < (i + 1) * n; j++) w[j]! /= length;
}
