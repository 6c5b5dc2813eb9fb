/**
 * The root of a continuous function between two points where its signs differ.
 *
 * Brent's method: the secant or inverse quadratic step where it falls well inside the bracket and shrinks fast enough,
 * bisection otherwise, so that it converges as fast as the better of both and never leaves the bracket.
 * Brent 1973, Algorithms for Minimization without Derivatives, chapter 4.
 */

export interface RootOptions {
  /** Width of the bracket, relative to the root, at which to stop. Default 4 · 2⁻⁵². */
  rtol?: number;
  /** The same, absolute. Default 1e-300. */
  atol?: number;
}

const MOST_STEPS = 500;

export function findRoot(
  where: string,
  f: (x: number) => number,
  [low, high]: readonly [number, number],
  { rtol = 4 * Number.EPSILON, atol = 1e-300 }: RootOptions = {},
): number {
  let [a, b] = [low, high];
  let [fa, fb] = [f(a), f(b)];
  if (fa === 0) return a;
  if (fb === 0) return b;
  if (!(fa < 0 !== fb < 0)) {
    throw new RangeError(
      `${where}: values ${fa} at ${a} and ${fb} at ${b}, opposite signs are needed for a root`,
    );
  }
  // c is the end on the other side of the root, e the step before last.
  let [c, fc] = [a, fa];
  let [step, e] = [b - a, b - a];
  for (let k = 0; k < MOST_STEPS; k++) {
    if (fb < 0 === fc < 0) {
      [c, fc] = [a, fa];
      step = e = b - a;
    }
    if (Math.abs(fc) < Math.abs(fb)) [a, b, c, fa, fb, fc] = [b, c, b, fb, fc, fb];
    const tolerance = (rtol * Math.abs(b) + atol) / 2;
    const half = (c - b) / 2;
    if (Math.abs(half) <= tolerance || fb === 0) return b;
    const proposed = interpolation({ a, b, c, fa, fb, fc });
    const short = Math.min(1.5 * Math.abs(half), Math.abs(e) / 2);
    const inside = proposed !== 0 && proposed > 0 === half > 0;
    if (inside && Math.abs(proposed) < short && Math.abs(fa) > Math.abs(fb)) [e, step] = [step, proposed];
    else step = e = half;
    [a, fa] = [b, fb];
    b += Math.abs(step) > tolerance ? step : Math.sign(half) * tolerance;
    fb = f(b);
  }
  return b;
}

interface Points {
  a: number;
  b: number;
  c: number;
  fa: number;
  fb: number;
  fc: number;
}

/** The step from b to the root of the secant, or of the parabola in f through three points. */
function interpolation({ a, b, c, fa, fb, fc }: Points): number {
  if (a === c) return (-fb * (b - a)) / (fb - fa);
  const [q, r, s] = [fa / fc, fb / fc, fb / fa];
  const p = s * ((c - b) * q * (q - r) - (b - a) * (r - 1));
  return p / -((q - 1) * (r - 1) * (s - 1));
}

/** Doubles `high` until f has another sign there than at `low`, then finds the root between. */
export function findRootAbove(
  where: string,
  f: (x: number) => number,
  [low, first]: readonly [number, number],
): number {
  const negative = f(low) < 0;
  let high = first;
  for (let k = 0; k < 1000 && f(high) < 0 === negative; k++) high = low + 2 * (high - low);
  return findRoot(where, f, [low, high]);
}
