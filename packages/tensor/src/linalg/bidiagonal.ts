/**
 * The two halves of the singular value decomposition by Golub and Kahan, A = U Σ Vᵀ for a square A.
 *
 *   1. Householder: Pᵀ A Q = B, upper bidiagonal with diagonal d and e above it.
 *   2. Implicit QR steps send e to 0; their rotations are the singular vectors of B.
 *
 * Golub and Van Loan, Matrix Computations, 4th edition, sections 5.4.8 and 8.6.2; the step without a shift, which keeps tiny
 * singular values and deals with zeros in d, is Demmel and Kahan 1990, Accurate singular values of bidiagonal matrices.
 */

import { largest } from "./matrices.ts";
import { noReflections, type Reflections, reflector } from "./reflections.ts";
import { noRotations, type RotationSink, Rotations } from "./rotations.ts";

export interface Bidiagonal {
  d: Float64Array;
  /** e_i stands right of d_i; the last is 0. */
  e: Float64Array;
  /** P. */
  left: Reflections;
  /** Q. */
  right: Reflections;
}

/**
 * A, [n, n], is overwritten.
 *
 *   step k:  v from column k,  w = β Aᵀ v,  then u from row k of A − v wᵀ,  γ its β
 *   the rows below:  A ← (A − v wᵀ)(I − γ u uᵀ)
 */
export function bidiagonalize(a: Float64Array, n: number): Bidiagonal {
  const [left, right] = [noReflections(n, 0), noReflections(n, 1)];
  const [d, e] = [new Float64Array(n), new Float64Array(n)];
  const w = new Float64Array(n);
  for (let k = 0; k < n; k++) {
    const v = left.vectors.subarray(k * n, (k + 1) * n);
    for (let i = k; i < n; i++) v[i] = a[i * n + k]!;
    const down = reflector(v.subarray(k));
    d[k] = down.alpha;
    left.beta[k] = down.beta;
    if (k === n - 1) break;
    transposedTimes(a, { n, k, v, w });
    for (let j = k + 1; j < n; j++) w[j]! *= down.beta;
    const u = right.vectors.subarray(k * n, (k + 1) * n);
    for (let j = k + 1; j < n; j++) u[j] = a[k * n + j]! - v[k]! * w[j]!;
    const along = reflector(u.subarray(k + 1));
    e[k] = along.alpha;
    right.beta[k] = along.beta;
    for (let i = k + 1; i < n; i++) {
      const row = a.subarray(i * n + k + 1, (i + 1) * n);
      updateRow(row, { w: w.subarray(k + 1), v: v[i]!, u: u.subarray(k + 1), gamma: along.beta });
    }
  }
  return { d, e, left, right };
}

/** w = Aᵀ v on rows from k, columns from k + 1; four rows at a time, so that w is read a quarter as often. */
function transposedTimes(
  a: Float64Array,
  { n, k, v, w }: { n: number; k: number; v: Float64Array; w: Float64Array },
): void {
  w.fill(0);
  let i = k;
  for (; i + 3 < n; i += 4) {
    const at = i * n;
    const [v0, v1, v2, v3] = [v[i]!, v[i + 1]!, v[i + 2]!, v[i + 3]!];
    for (let j = k + 1; j < n; j++) {
      const pair = v0 * a[at + j]! + v1 * a[at + n + j]!;
      w[j]! += pair + (v2 * a[at + 2 * n + j]! + v3 * a[at + 3 * n + j]!);
    }
  }
  for (; i < n; i++) for (let j = k + 1; j < n; j++) w[j]! += v[i]! * a[i * n + j]!;
}

/** row ← (row − v w)(I − γ u uᵀ). */
function updateRow(
  row: Float64Array,
  { w, v, u, gamma }: { w: Float64Array; v: number; u: Float64Array; gamma: number },
): void {
  const n = row.length;
  let [p, q] = [0, 0];
  let j = 0;
  for (; j + 1 < n; j += 2) {
    const x = row[j]! - v * w[j]!;
    const y = row[j + 1]! - v * w[j + 1]!;
    row[j] = x;
    row[j + 1] = y;
    p += x * u[j]!;
    q += y * u[j + 1]!;
  }
  if (j < n) {
    row[j]! -= v * w[j]!;
    p += row[j]! * u[j]!;
  }
  const times = gamma * (p + q);
  for (j = 0; j < n; j++) row[j]! -= times * u[j]!;
}

/** Two or three for each singular value are usual; this many mean that something is wrong. */
const MAX_STEPS = 60;

export interface BidiagonalVectors {
  /** [n, n], the singular vectors of B in rows. */
  u: Float64Array;
  v: Float64Array;
}

/** d becomes the singular values, unsorted and with signs. Undefined if it does not converge. */
export function diagonalizeBidiagonal({ d, e }: Bidiagonal): BidiagonalVectors | undefined {
  const [left, right] = [new Rotations(d.length), new Rotations(d.length)];
  if (!iterate({ d, e, left, right })) return undefined;
  left.apply();
  right.apply();
  return { u: left.rows, v: right.rows };
}

/** The same without vectors: the same values in half the time or less. */
export function diagonalizeValues({ d, e }: Bidiagonal): boolean {
  return iterate({ d, e, left: noRotations, right: noRotations });
}

function iterate(b: Step): boolean {
  const { d, e, left, right } = b;
  const n = d.length;
  const tiny = 2 ** -54 * Math.max(largest(d), largest(e));
  const negligible = (i: number): boolean =>
    Math.abs(e[i]!) <= Math.max(tiny, 2 ** -53 * (Math.abs(d[i]!) + Math.abs(d[i + 1]!)));
  let steps = 0;
  for (let high = n - 1; high > 0; ) {
    if (negligible(high - 1)) {
      e[high - 1] = 0;
      high--;
      continue;
    }
    let low = high - 1;
    while (low > 0 && !negligible(low - 1)) low--;
    if (low > 0) e[low - 1] = 0;
    if (++steps > MAX_STEPS * n) return false;
    step(b, { low, high, tiny });
    left.endSweep();
    right.endSweep();
  }
  return true;
}

function step(b: Step, { low, high, tiny }: { low: number; high: number; tiny: number }): void {
  const { d, e } = b;
  if (high === low + 1 && Math.abs(d[low]!) > tiny) {
    shiftedStep(b, { low, high, first: orthogonalizing(d[low]!, e[low]!, d[high]!) });
    e[low] = 0;
    return;
  }
  const shift = shiftOf(d, e, [low, high]);
  if (shift === 0) stepWithoutShift(b, low, high);
  else {
    const start = (Math.abs(d[low]!) - shift) * (Math.sign(d[low]!) + shift / d[low]!);
    shiftedStep(b, { low, high, first: [start, e[low]!] });
  }
}

/**
 * [c, s], not normalised, of the rotation that makes the columns of [f g; 0 h] orthogonal, as in `jacobi.ts`, the longer one
 * first: what is left of the other is then orthogonal to something well determined. Of equal singular values a shift can be
 * so exact that its step only exchanges them, so a block of two is not left to steps.
 */
function orthogonalizing(f: number, g: number, h: number): [number, number] {
  const zeta = ((h - f) * (h + f) + g * g) / (2 * f * g);
  const t = (zeta < 0 ? 1 : -1) / (Math.abs(zeta) + Math.hypot(1, zeta));
  return Math.abs(f) < Math.hypot(g, h) ? [-t, 1] : [1, t];
}

/** The smaller singular value of the last 2 × 2 block, or 0 where a shift would do nothing or be lost on its way. */
function shiftOf(d: Float64Array, e: Float64Array, block: readonly [number, number]): number {
  const [low, high] = block;
  if (nearlySingular(d, e, block)) return 0;
  const [f, g, h] = [Math.abs(d[high - 1]!), Math.abs(e[high - 1]!), Math.abs(d[high]!)];
  // σ₁ + σ₂ and σ₁ − σ₂ are these roots, σ₁ σ₂ = f h.
  const shift = (2 * f * h) / (Math.hypot(f + h, g) + Math.hypot(f - h, g));
  return (shift / d[low]!) ** 2 < 2 ** -52 ? 0 : shift;
}

/**
 * Whether a singular value of the block is tiny beside others, by Demmel and Kahan's recurrence: a shift does not pass a tiny
 * d_i, and a step without one deflates it at once.
 */
function nearlySingular(d: Float64Array, e: Float64Array, [low, high]: readonly [number, number]): boolean {
  let least = Math.abs(d[low]!);
  let [smallest, greatest] = [least, least];
  for (let i = low; i < high; i++) {
    const [beside, below] = [Math.abs(e[i]!), Math.abs(d[i + 1]!)];
    if (least > 0) least = below * (least / (least + beside));
    smallest = Math.min(smallest, least);
    greatest = Math.max(greatest, beside, below);
  }
  return smallest <= SINGULAR * greatest;
}

const SINGULAR = 2 ** -40;

interface Step {
  d: Float64Array;
  e: Float64Array;
  left: RotationSink;
  right: RotationSink;
}

/** The first rotation of the columns is the one that turns `first` onto the axis. */
function shiftedStep(
  { d, e, left, right }: Step,
  { low, high, first: [x, y] }: { low: number; high: number; first: readonly [number, number] },
): void {
  let [f, g] = [x, y];
  for (let k = low; k < high; k++) {
    const first = rotation(f, g);
    right.add(k, first.c, first.s);
    if (k > low) e[k - 1] = first.r;
    f = first.c * d[k]! + first.s * e[k]!;
    e[k] = first.c * e[k]! - first.s * d[k]!;
    g = first.s * d[k + 1]!;
    d[k + 1]! *= first.c;
    const second = rotation(f, g);
    left.add(k, second.c, second.s);
    d[k] = second.r;
    f = second.c * e[k]! + second.s * d[k + 1]!;
    d[k + 1] = second.c * d[k + 1]! - second.s * e[k]!;
    if (k < high - 1) {
      g = second.s * e[k + 1]!;
      e[k + 1]! *= second.c;
    }
  }
  e[high - 1] = f;
}

function stepWithoutShift({ d, e, left, right }: Step, low: number, high: number): void {
  let first = { c: 1, s: 0, r: 0 };
  let second = { c: 1, s: 0, r: 0 };
  for (let k = low; k < high; k++) {
    first = rotation(d[k]! * first.c, e[k]!);
    right.add(k, first.c, first.s);
    if (k > low) e[k - 1] = second.s * first.r;
    second = rotation(second.c * first.r, d[k + 1]! * first.s);
    left.add(k, second.c, second.s);
    d[k] = second.r;
  }
  const last = d[high]! * first.c;
  d[high] = last * second.c;
  e[high - 1] = last * second.s;
}

/** c f + s g = r, c g = s f. */
function rotation(f: number, g: number): { c: number; s: number; r: number } {
  if (g === 0) return { c: 1, s: 0, r: f };
  const r = Math.hypot(f, g);
  return { c: f / r, s: g / r, r };
}
