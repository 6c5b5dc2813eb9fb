/**
 * The minimum of a function of one number, without derivatives.
 *
 * First three points a < b < c (or the other way round) with f(b) below both others are found by golden steps downhill. Then each step takes the
 * minimum of the parabola through the three best points; where that lies outside or does not shrink fast enough, a golden section instead.
 *
 * Brent 1973, Algorithms for Minimization without Derivatives, chapter 5. x is found to about √ε: there f is flat.
 */
export function brentMinimum(
  f: (x: number) => number,
  [from, to]: readonly [number, number],
  { tolerance = 1.48e-8, maxIter = 500 }: { tolerance?: number; maxIter?: number } = {},
): number {
  const [left, start, right] = bracket(f, from, to);
  let [a, b] = left < right ? [left, right] : [right, left];
  // x is the best point, w the second best, v the one before.
  let [x, w, v] = [start, start, start];
  let fx = f(x);
  let [fw, fv] = [fx, fx];
  let [step, before] = [0, 0];
  for (let round = 0; round < maxIter; round++) {
    const middle = (a + b) / 2;
    const least = tolerance * Math.abs(x) + 1e-11;
    if (Math.abs(x - middle) <= 2 * least - (b - a) / 2) break;
    const parabolic = Math.abs(before) > least ? parabolaStep([x, fx], [w, fw], [v, fv]) : Number.NaN;
    const isFine = Math.abs(parabolic) < Math.abs(before / 2) && x + parabolic > a && x + parabolic < b;
    if (isFine) {
      before = step;
      step = parabolic;
      const u = x + step;
      if (u - a < 2 * least || b - u < 2 * least) step = x < middle ? least : -least;
    } else {
      before = x < middle ? b - x : a - x;
      step = golden * before;
    }
    const u = x + (Math.abs(step) >= least ? step : step > 0 ? least : -least);
    const fu = f(u);
    if (fu <= fx) {
      if (u >= x) a = x;
      else b = x;
      [v, fv, w, fw, x, fx] = [w, fw, x, fx, u, fu];
      continue;
    }
    if (u < x) a = u;
    else b = u;
    if (fu <= fw || w === x) [v, fv, w, fw] = [w, fw, u, fu];
    else if (fu <= fv || v === x || v === w) [v, fv] = [u, fu];
  }
  return x;
}

/** (3 − √5) / 2, of the longer part. */
const golden = (3 - Math.sqrt(5)) / 2;
/** (1 + √5) / 2. */
const ratio = (1 + Math.sqrt(5)) / 2;

type Point = readonly [x: number, f: number];

/** From x to the minimum of the parabola through three points. */
function parabolaStep([x, fx]: Point, [w, fw]: Point, [v, fv]: Point): number {
  const r = (x - w) * (fx - fv);
  const q = (x - v) * (fx - fw);
  return -((x - v) * q - (x - w) * r) / (2 * (q - r));
}

/** Three points of which the middle one is lowest, from two. Golden steps downhill, ever longer, at most 100. */
function bracket(f: (x: number) => number, from: number, to: number): [number, number, number] {
  let [a, b] = [from, to];
  let [fa, fb] = [f(a), f(b)];
  if (fa < fb) [a, b, fa, fb] = [b, a, fb, fa];
  let c = b + ratio * (b - a);
  let fc = f(c);
  for (let round = 0; round < 100 && fc < fb; round++) {
    [a, b, fb] = [b, c, fc];
    c = b + ratio * (b - a);
    fc = f(c);
  }
  return [a, b, c];
}
