// The point is t of the way from x to y, the chord is read t of the way from y to x.
export type Point = readonly number[];
export type F = (x: Point) => number;

export interface Box {
  low: Point;
  high: Point;
}

export interface Dent {
  x: Point;
  y: Point;
  t: number;
  /** How far the chord lies below the graph, above 0. */
  depth: number;
}

export interface Options {
  rate: number;
  tolerance: number;
  maxSteps: number;
}

export interface Certified {
  /** Where the lowest value was met. */
  x: number[];
  value: number;
  /** No value in the box is below this. */
  bound: number;
  steps: number;
}

/** Chord minus graph at x + t (y − x). */
export function chordGap(f: F, x: Point, y: Point, t: number): number {
  const between = x.map((a, i) => a + t * (y[i]! - a));
  return t * f(x) + (1 - t) * f(y) - f(between);
}

/** The place where a chord between two of the points lies furthest below the graph; undefined where none does. */
export function deepestDent(f: F, points: readonly Point[], tolerance: number): Dent | undefined {
  let deepest: Dent | undefined;
  for (const [i, x] of points.entries()) {
    for (const y of points.slice(i + 1)) {
      for (const t of [0.25, 0.5, 0.75]) {
        const depth = -chordGap(f, x, y, t);
        if (depth > (deepest?.depth ?? tolerance)) deepest = { x, y, t, depth };
      }
    }
  }
  return deepest;
}

/** Σ √(1 + r²) − 1 over the residuals r = wᵀx − y, with its derivatives. */
export function lineLoss(
  X: readonly Point[],
  targets: readonly number[],
  w: Point,
): { value: number; gradient: number[]; hessian: number[][] } {
  let value = 0;
  const gradient = w.map(() => 0);
  const hessian = w.map(() => w.map(() => 0));
  for (const [n, features] of X.entries()) {
    const r = dot(w, features) - targets[n]!;
    const root = Math.sqrt(1 + r * r);
    value += root - 1;
    for (const [i, a] of features.entries()) {
      gradient[i]! += (r / root) * a;
      for (const [j, b] of features.entries()) hessian[i]![j]! += (a * b) / root ** 3;
    }
  }
  return { value, gradient, hessian };
}

/** The least value of the tangent plane at x over the box. */
export function tangentBound(value: number, gradient: Point, x: Point, box: Box): number {
  return gradient.reduce((bound, g, i) => bound + g * ((g > 0 ? box.low : box.high)[i]! - x[i]!), value);
}

/** Descent within the box, until a tangent shows that nothing much lower is left. */
export function minimise(
  f: F,
  gradient: (x: Point) => number[],
  start: Point,
  box: Box,
  options: Options,
): Certified {
  let x = [...start];
  let best: Certified = { x, value: Infinity, bound: -Infinity, steps: 0 };
  for (let steps = 0; ; steps++) {
    const value = f(x);
    const g = gradient(x);
    const bound = Math.max(best.bound, tangentBound(value, g, x, box));
    best = value < best.value ? { x, value, bound, steps } : { ...best, bound, steps };
    if (best.value - best.bound <= options.tolerance || steps === options.maxSteps) return best;
    x = x.map((a, i) => Math.min(box.high[i]!, Math.max(box.low[i]!, a - options.rate * g[i]!)));
  }
}

function dot(x: Point, y: Point): number {
  return x.reduce((sum, value, i) => sum + value * y[i]!, 0);
}
