import { Philox } from "@blankfile/tensor";
import { Matrix } from "../matrix/matrix.ts";

/** N normal rows, column j stretched by sizes[j], turned by two reflections, about a mean of 3. */
export function cloud(N: number, sizes: readonly number[], seed = 0): Matrix {
  const rng = new Philox(seed);
  const F = sizes.length;
  const axes = [0, 1].map(() => {
    const v = Float64Array.from({ length: F }, () => rng.normal());
    const size = Math.hypot(...v);
    return v.map((value) => value / size);
  });
  const out = Matrix.zeros(N, F);
  for (let i = 0; i < N; i++) {
    const x = Float64Array.from(sizes, (size) => size * rng.normal());
    for (const axis of axes) {
      const share = x.reduce((sum, value, j) => sum + value * axis[j]!, 0);
      for (let j = 0; j < F; j++) x[j]! -= 2 * share * axis[j]!;
    }
    for (let j = 0; j < F; j++) out.data[i * F + j] = x[j]! + 3;
  }
  return out;
}

/** Σ (a − b)². */
export function squaredDifference(a: Matrix, b: Matrix): number {
  let sum = 0;
  for (let at = 0; at < a.data.length; at++) sum += (a.data[at]! - b.data[at]!) ** 2;
  return sum;
}

/** The covariance of the columns, over N − 1 or `divisor`. */
export function covarianceOf(X: Matrix, divisor = X.rows - 1): Matrix {
  const mean = Array.from({ length: X.cols }, (_, j) => X.column(j).reduce((a, b) => a + b, 0) / X.rows);
  const out = Matrix.zeros(X.cols, X.cols);
  for (let n = 0; n < X.rows; n++)
    for (let i = 0; i < X.cols; i++)
      for (let j = 0; j < X.cols; j++)
        out.data[i * X.cols + j]! += ((X.at(n, i) - mean[i]!) * (X.at(n, j) - mean[j]!)) / divisor;
  return out;
}

export function identity(n: number): Matrix {
  const out = Matrix.zeros(n, n);
  for (let i = 0; i < n; i++) out.data[i * n + i] = 1;
  return out;
}
