/**
 * The two halves of the symmetric eigenvalue problem A = V Λ Vᵀ.
 *
 *   1. Householder: Qᵀ A Q = T, tridiagonal with diagonal d and off-diagonal e.
 *   2. Implicit QR steps with Wilkinson's shift send e to 0; their rotations turn Q into V.
 *
 * Golub and Van Loan, Matrix Computations, 4th edition, algorithms 8.3.1, 8.3.2 and 8.3.3; Wilkinson 1968.
 */

export interface Tridiagonal {
  d: Float64Array;
  /** e_i stands beside d_i and d_{i+1}; the last is 0. */
  e: Float64Array;
  /** [n, n], its rows are the columns of Q: rotations then run along memory. */
  rows: Float64Array;
}

/**
 * Reduces the symmetric A, of which the lower triangle is read and all is overwritten.
 *
 *   column k, x = a_{k+1…n, k}:   v = x − α e₁,   H = I − β v vᵀ,   H x = α e₁
 *   p = β A v,   w = p − (β pᵀv / 2) v,   A ← A − v wᵀ − w vᵀ
 */
export function tridiagonalize(a: Float64Array, n: number): Tridiagonal {
  for (let i = 0; i < n; i++) for (let j = i + 1; j < n; j++) a[i * n + j] = a[j * n + i]!;
  const d = new Float64Array(n);
  const e = new Float64Array(n);
  const rows = new Float64Array(n * n);
  for (let i = 0; i < n; i++) rows[i * n + i] = 1;
  const v = new Float64Array(n);
  const w = new Float64Array(n);
  for (let k = 0; k < n; k++) {
    d[k] = a[k * n + k]!;
    if (k === n - 1) break;
    const { alpha, beta } = reflector(a, v, { k, n });
    e[k] = alpha;
    if (beta === 0) continue;
    reduceBlock(a, { v, w, beta, k, n });
    // Qᵀ ← H Qᵀ on the rows below k.
    w.fill(0);
    for (let i = k + 1; i < n; i++) for (let j = 0; j < n; j++) w[j]! += beta * v[i]! * rows[i * n + j]!;
    for (let i = k + 1; i < n; i++) for (let j = 0; j < n; j++) rows[i * n + j]! -= v[i]! * w[j]!;
  }
  return { d, e, rows };
}

function reflector(
  a: Float64Array,
  v: Float64Array,
  { k, n }: { k: number; n: number },
): { alpha: number; beta: number } {
  let scale = 0;
  for (let i = k + 2; i < n; i++) scale = Math.max(scale, Math.abs(a[i * n + k]!));
  const first = a[(k + 1) * n + k]!;
  if (scale === 0) return { alpha: first, beta: 0 };
  scale = Math.max(scale, Math.abs(first));
  let square = 0;
  for (let i = k + 1; i < n; i++) {
    v[i] = a[i * n + k]! / scale;
    square += v[i]! ** 2;
  }
  const alpha = v[k + 1]! > 0 ? -Math.sqrt(square) : Math.sqrt(square);
  // vᵀv = 2 α (α − x₁).
  const beta = 1 / (alpha * (alpha - v[k + 1]!));
  v[k + 1]! -= alpha;
  return { alpha: alpha * scale, beta };
}

function reduceBlock(
  a: Float64Array,
  { v, w, beta, k, n }: { v: Float64Array; w: Float64Array; beta: number; k: number; n: number },
): void {
  let pv = 0;
  for (let i = k + 1; i < n; i++) {
    let p = 0;
    for (let j = k + 1; j < n; j++) p += a[i * n + j]! * v[j]!;
    w[i] = beta * p;
    pv += w[i]! * v[i]!;
  }
  for (let i = k + 1; i < n; i++) w[i]! -= ((beta * pv) / 2) * v[i]!;
  for (let i = k + 1; i < n; i++) {
    const [vi, wi] = [v[i]!, w[i]!];
    for (let j = k + 1; j < n; j++) a[i * n + j]! -= vi * w[j]! + wi * v[j]!;
  }
}

/** A few steps an eigenvalue are usual; this many mean that something is wrong. */
const MAX_STEPS = 50;

/** d becomes the eigenvalues, unsorted, and the rows the eigenvectors. Returns false if it does not converge. */
export function diagonalize({ d, e, rows }: Tridiagonal): boolean {
  const n = d.length;
  let steps = 0;
  for (let high = n - 1; high > 0; ) {
    if (negligible(d, e, high - 1)) {
      e[high - 1] = 0;
      high--;
      steps = 0;
      continue;
    }
    let low = high - 1;
    while (low > 0 && !negligible(d, e, low - 1)) low--;
    if (low > 0) e[low - 1] = 0;
    if (++steps > MAX_STEPS) return false;
    implicitStep({ d, e, rows }, low, high);
  }
  return true;
}

function negligible(d: Float64Array, e: Float64Array, i: number): boolean {
  return Math.abs(e[i]!) <= 2 ** -53 * (Math.abs(d[i]!) + Math.abs(d[i + 1]!));
}

/**
 * One QR step T − μ I = Q R, T ← R Q + μ I on rows low … high, never formed: its first rotation fixes all others, which
 * chase the bulge down. μ is the eigenvalue of the last 2 × 2 block nearest to its corner.
 */
function implicitStep({ d, e, rows }: Tridiagonal, low: number, high: number): void {
  const n = d.length;
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
    rotateRows(rows, n, { k, s, tau: s / (1 + c) });
  }
}

/**
 * Rows k and k + 1 by the angle with sine s: c p + s q and c q − s p as p + s (q − τ p) and q − s (p + τ q),
 * τ = s / (1 + c) (Rutishauser 1966). A small angle then adds a small error, so that V stays orthogonal.
 */
function rotateRows(
  rows: Float64Array,
  n: number,
  { k, s, tau }: { k: number; s: number; tau: number },
): void {
  const [first, second] = [k * n, (k + 1) * n];
  for (let j = 0; j < n; j++) {
    const p = rows[first + j]!;
    const q = rows[second + j]!;
    rows[first + j] = p + s * (q - tau * p);
    rows[second + j] = q - s * (p + tau * q);
  }
}
