/**
 * Gradient descent on L(a, b) = 1/(2N) Σ (a + b·x_i − y_i)², from a = b = 0. The Hessian does not depend on (a, b):
 *
 *   H = [[1, x̄], [x̄, mean x²]],   η = rate / λ₁,   λ₁ ≥ λ₂ the eigenvalues of H
 */
import { type Line, leastSquares, mean, type Point } from "./line.ts";

/** The two eigenvalues of H, the larger first. */
export function curvatures(points: readonly Point[]): [number, number] {
  const first = mean(points.map(({ x }) => x));
  const second = mean(points.map(({ x }) => x * x));
  const middle = (1 + second) / 2;
  const large = middle + Math.hypot((1 - second) / 2, first);
  // The determinant is the variance of x; dividing by the larger one loses no digits where the smaller is tiny.
  return [large, mean(points.map(({ x }) => (x - first) ** 2)) / large];
}

/** One step with the rate η = rate / λ₁. */
export function descend(points: readonly Point[], { intercept: a, slope: b }: Line, rate: number): Line {
  const eta = rate / curvatures(points)[0];
  const slopes = { a: 0, b: 0 };
  for (const { x, y } of points) {
    const residual = a + b * x - y;
    slopes.a += residual / points.length;
    slopes.b += (residual * x) / points.length;
  }
  return { intercept: a - eta * slopes.a, slope: b - eta * slopes.b };
}

/** L(a, b) less its least value: half the mean square of the height between the line and the best line. */
export function excess(points: readonly Point[], line: Line, best: Line = leastSquares(points)): number {
  const [da, db] = [line.intercept - best.intercept, line.slope - best.slope];
  return mean(points.map(({ x }) => (da + db * x) ** 2)) / 2;
}

export function loss(points: readonly Point[], { intercept, slope }: Line): number {
  return mean(points.map(({ x, y }) => (intercept + slope * x - y) ** 2)) / 2;
}
