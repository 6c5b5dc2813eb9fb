import { denseOf, type Rows } from "../dense/dense.ts";
import type { Gaussian } from "./linear-gaussian-model.ts";

/**
 * A state space model with additive Gaussian noise.
 *
 *   x_0 ~ N(mean, covariance);   x_{t+1} = f(x_t, t) + w,  w ~ N(0, Q);   y_t = h(x_t, t) + v,  v ~ N(0, R)
 */
export interface NonlinearGaussianModel {
  f: (x: Float64Array, t: number) => ArrayLike<number>;
  h: (x: Float64Array, t: number) => ArrayLike<number>;
  /** [n, n]. */
  Q: Rows;
  /** [m, m]. */
  R: Rows;
  /** [n]. */
  mean: ArrayLike<number>;
  /** [n, n]. */
  covariance: Rows;
}

export function checkNonlinear(where: string, { Q, R, mean, covariance }: NonlinearGaussianModel) {
  const [n, m] = [mean.length, R.length];
  const start: Gaussian = {
    mean: Float64Array.from(mean),
    covariance: denseOf(where, "covariance", covariance, [n, n]),
  };
  return { Q: denseOf(where, "Q", Q, [n, n]), R: denseOf(where, "R", R, [m, m]), start };
}

/** What a function of the model gave, refused unless it is `size` finite numbers. */
export function checkedVector(
  where: string,
  name: string,
  values: ArrayLike<number>,
  size: number,
): Float64Array {
  if (values.length !== size) {
    throw new RangeError(`${where}: ${name} gave ${values.length} numbers, ${size} are needed`);
  }
  for (let i = 0; i < size; i++) {
    if (!Number.isFinite(values[i])) {
      throw new RangeError(`${where}: ${name} gave ${values[i]} at ${i}, finite numbers are needed`);
    }
  }
  return Float64Array.from(values);
}
