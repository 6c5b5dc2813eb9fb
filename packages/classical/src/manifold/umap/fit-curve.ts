/**
 * a and b of the curve 1 / (1 + a x^(2b)) that comes nearest, in squares at 300 places from 0 to 3 · spread, to
 *
 *   1 for x < minDist,   e^(−(x − minDist) / spread) beyond
 *
 * by Gauss and Newton's steps, damped (Levenberg 1944, Marquardt 1963).
 */
export function fitCurve(minDist: number, spread: number): { a: number; b: number } {
  const xs = Float64Array.from({ length: 300 }, (_, i) => (3 * spread * i) / 299);
  const ys = xs.map((x) => (x < minDist ? 1 : Math.exp(-(x - minDist) / spread)));
  let [a, b, damping] = [1, 1, 1e-3];
  let error = squares(xs, ys, a, b);
  for (let round = 0; round < 500; round++) {
    const [da, db] = step(xs, ys, a, b, damping);
    const next = squares(xs, ys, a + da, b + db);
    if (!(next <= error)) {
      damping *= 10;
      if (damping > 1e12) break;
      continue;
    }
    const isSettled = Math.abs(da) + Math.abs(db) < 1e-14;
    [a, b, error, damping] = [a + da, b + db, next, damping / 10];
    if (isSettled) break;
  }
  return { a, b };
}

const curve = (x: number, a: number, b: number): number => 1 / (1 + a * x ** (2 * b));

function squares(xs: Float64Array, ys: Float64Array, a: number, b: number): number {
  return xs.reduce((sum, x, i) => sum + (curve(x, a, b) - ys[i]!) ** 2, 0);
}

/** Solves (JᵀJ + μ diag(JᵀJ)) δ = −Jᵀ r. */
function step(xs: Float64Array, ys: Float64Array, a: number, b: number, damping: number): [number, number] {
  let [aa, ab, bb, ra, rb] = [0, 0, 0, 0, 0];
  for (const [i, x] of xs.entries()) {
    if (x === 0) continue;
    const y = curve(x, a, b);
    const power = x ** (2 * b);
    const [ja, jb] = [-power * y * y, -2 * a * power * Math.log(x) * y * y];
    const r = y - ys[i]!;
    aa += ja * ja;
    ab += ja * jb;
    bb += jb * jb;
    ra += ja * r;
    rb += jb * r;
  }
  [aa, bb] = [aa * (1 + damping), bb * (1 + damping)];
  const det = aa * bb - ab * ab;
  return [(ab * rb - bb * ra) / det, (ab * ra - aa * rb) / det];
}
