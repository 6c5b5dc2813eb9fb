/** A straight line y = intercept + slope · x through points, and what each point does to it. */
export interface Point {
  x: number;
  y: number;
}

export interface Line {
  intercept: number;
  slope: number;
}

export const heightAt = ({ intercept, slope }: Line, x: number): number => intercept + slope * x;

/** Least squares: slope = Σ (x − x̄)(y − ȳ) / Σ (x − x̄)², and the line passes through (x̄, ȳ). */
export function leastSquares(points: readonly Point[]): Line {
  const x = mean(points.map((p) => p.x));
  const y = mean(points.map((p) => p.y));
  const slope = sum(points.map((p) => (p.x - x) * (p.y - y))) / spread(points);
  return { intercept: y - slope * x, slope };
}

/** h_i = 1/N + (x_i − x̄)² / Σ (x − x̄)²: by how much the line at x_i rises when y_i is raised by 1. */
export function leverages(points: readonly Point[]): number[] {
  const x = mean(points.map((p) => p.x));
  const total = spread(points);
  return points.map((p) => 1 / points.length + (p.x - x) ** 2 / total);
}

/** The line of least Σ |y − ŷ|. One of the best lines passes through two of the points, so all pairs are tried. */
export function leastAbsolute(points: readonly Point[]): Line {
  let best = { line: leastSquares(points), cost: Number.POSITIVE_INFINITY };
  points.forEach((p, i) => {
    for (const q of points.slice(i + 1)) {
      if (p.x === q.x) continue;
      const slope = (q.y - p.y) / (q.x - p.x);
      const line = { intercept: p.y - slope * p.x, slope };
      const cost = sum(points.map((r) => Math.abs(r.y - heightAt(line, r.x))));
      if (cost < best.cost) best = { line, cost };
    }
  });
  return best.line;
}

export function mean(values: readonly number[]): number {
  return sum(values) / values.length;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function spread(points: readonly Point[]): number {
  const x = mean(points.map((p) => p.x));
  return sum(points.map((p) => (p.x - x) ** 2));
}
