import { requireNumbers, requireSameLength } from "../../samples.ts";

/**
 * Area under the line through the points (x_t, y_t) by the trapezoidal rule, Σ (x_t − x_{t−1}) (y_t + y_{t−1}) / 2. x
 * ascends or descends.
 */
export function auc(x: ArrayLike<number>, y: ArrayLike<number>): number {
  const n = requireSameLength("auc", { x, y });
  if (n < 2) throw new RangeError(`auc: ${n} point, at least two are needed`);
  const [xs, ys] = [requireNumbers("auc", "x", x), requireNumbers("auc", "y", y)];
  const direction = Math.sign(firstStep(xs));
  let area = 0;
  for (let t = 1; t < n; t++) {
    const step = xs[t]! - xs[t - 1]!;
    if (step * direction < 0) {
      throw new RangeError(
        `auc: x[${t}] is ${xs[t]} after ${xs[t - 1]}, x that only rises or only falls is needed`,
      );
    }
    area += (step * (ys[t]! + ys[t - 1]!)) / 2;
  }
  return direction < 0 ? -area : area;
}

function firstStep(xs: Float64Array): number {
  for (let t = 1; t < xs.length; t++) if (xs[t] !== xs[t - 1]) return xs[t]! - xs[t - 1]!;
  return 0;
}
