// Small helpers on vectors, lists in place of loops that keep a best, and the Hessian as a product Xᵀ diag(φ″) X.
export type Point = readonly number[];
export type F = (x: Point) => number;
export type Box = { low: Point; high: Point };
export type Dent = { x: Point; y: Point; t: number; depth: number };
export type Options = { rate: number; tolerance: number; maxSteps: number };
export type Certified = { x: number[]; value: number; bound: number; steps: number };

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
const mix = (x: Point, y: Point, t: number) => x.map((a, i) => (1 - t) * a + t * y[i]!);

export const chordGap = (f: F, x: Point, y: Point, t: number): number =>
  f(x) + t * (f(y) - f(x)) - f(mix(x, y, t));

export function deepestDent(f: F, points: readonly Point[], tolerance: number): Dent | undefined {
  const tried = points.flatMap((x, i) =>
    points
      .filter((_, j) => j < i)
      .flatMap((y) => [1, 2, 3].map((q): Dent => ({ x, y, t: q / 4, depth: -chordGap(f, x, y, q / 4) }))),
  );
  const [worst] = tried.filter(({ depth }) => depth > tolerance).sort((a, b) => b.depth - a.depth);
  return worst;
}

export function lineLoss(X: readonly Point[], targets: readonly number[], w: Point) {
  const residuals = X.map((row, n) => sum(row.map((a, j) => a * w[j]!)) - targets[n]!);
  const slopes = residuals.map((r) => r / Math.hypot(1, r));
  const curvatures = residuals.map((r) => (1 + r * r) ** -1.5);
  const weighted = (weights: readonly number[], i: number, other: (row: Point) => number) =>
    sum(X.map((row, n) => weights[n]! * row[i]! * other(row)));
  return {
    // √(1 + r²) − 1 = r² / (1 + √(1 + r²))
    value: sum(residuals.map((r) => (r * r) / (1 + Math.hypot(1, r)))),
    gradient: w.map((_, i) => weighted(slopes, i, () => 1)),
    hessian: w.map((_, i) => w.map((_, j) => weighted(curvatures, i, (row) => row[j]!))),
  };
}

export function tangentBound(value: number, gradient: Point, x: Point, { low, high }: Box): number {
  const drops = gradient.map((g, i) => Math.max(g * (x[i]! - low[i]!), g * (x[i]! - high[i]!)));
  return value - sum(drops);
}

export function minimise(
  f: F,
  gradient: (x: Point) => number[],
  start: Point,
  box: Box,
  { rate, tolerance, maxSteps }: Options,
): Certified {
  const visited: { x: number[]; value: number }[] = [];
  const bounds: number[] = [];
  const visit = (x: number[]): number[] => {
    const g = gradient(x);
    visited.push({ x, value: f(x) });
    bounds.push(tangentBound(f(x), g, x, box));
    return g;
  };
  const lowest = () => visited.reduce((best, one) => (one.value < best.value ? one : best));
  const inBox = (x: number[]) => x.map((a, i) => Math.min(Math.max(a, box.low[i]!), box.high[i]!));
  let g = visit(start.slice());
  while (lowest().value - Math.max(...bounds) > tolerance && visited.length <= maxSteps) {
    const { x } = visited.at(-1)!;
    g = visit(inBox(x.map((a, i) => a - rate * g[i]!)));
  }
  return { ...lowest(), bound: Math.max(...bounds), steps: visited.length - 1 };
}
