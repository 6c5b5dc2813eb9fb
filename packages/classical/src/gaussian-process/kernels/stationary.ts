/**
 * Covariances of the scaled distance s = Σⱼ (xⱼ − zⱼ)² / lⱼ², with one length scale l or one for each column:
 *
 *   rbf                 e^{−s/2}
 *   matern ν = 1/2      e^{−r},   r = √s
 *          ν = 3/2      (1 + t) e^{−t},   t = √3 r
 *          ν = 5/2      (1 + t + t²/3) e^{−t},   t = √5 r;   ν = ∞ is rbf
 *   rationalQuadratic   (1 + s / 2α)^{−α}
 *
 * With the derivative k′(s), ∂k/∂ln lⱼ = −2 k′(s) (xⱼ − zⱼ)² / lⱼ². Rasmussen and Williams 2006, Gaussian Processes for Machine Learning,
 * section 4.2.1, http://gaussianprocess.org/gpml
 */
import type { Matrix } from "../../matrix/matrix.ts";
import { expInPlace } from "../../svm/kernels/exp-table.ts";
import { type Bounds, type Covariance, hyperparameter, usualBounds } from "./covariance.ts";

export interface LengthScaleOptions {
  /** l, or one for each column. */
  lengthScale?: number | readonly number[];
  lengthScaleBounds?: Bounds;
}

/** Smooth functions, with derivatives of every order. */
export function rbf({
  lengthScale = 1,
  lengthScaleBounds = usualBounds,
}: LengthScaleOptions = {}): Covariance {
  const scale = hyperparameter("rbf: lengthScale", lengthScale, lengthScaleBounds);
  return { kind: "rbf", hyperparameters: { lengthScale: scale }, constant: 0, parts: [] };
}

/** Functions with ⌈ν⌉ − 1 derivatives. */
export function matern({
  nu = 1.5,
  lengthScale = 1,
  lengthScaleBounds = usualBounds,
}: LengthScaleOptions & { nu?: number } = {}): Covariance {
  if (![0.5, 1.5, 2.5, Number.POSITIVE_INFINITY].includes(nu))
    throw new RangeError(`matern: nu is ${nu}, 0.5, 1.5, 2.5 or Infinity is needed`);
  const scale = hyperparameter("matern: lengthScale", lengthScale, lengthScaleBounds);
  return { kind: "matern", hyperparameters: { lengthScale: scale }, constant: nu, parts: [] };
}

/** A mixture of rbf of many length scales, the wider the smaller α. */
export function rationalQuadratic({
  lengthScale = 1,
  alpha = 1,
  alphaBounds = usualBounds,
  lengthScaleBounds = usualBounds,
}: {
  lengthScale?: number;
  lengthScaleBounds?: Bounds;
  alpha?: number;
  alphaBounds?: Bounds;
} = {}): Covariance {
  const hyperparameters = {
    alpha: hyperparameter("rationalQuadratic: alpha", alpha, alphaBounds),
    lengthScale: hyperparameter("rationalQuadratic: lengthScale", lengthScale, lengthScaleBounds),
  };
  return { kind: "rationalQuadratic", hyperparameters, constant: 0, parts: [] };
}

/** k of the rows of X and Z, [N, M]; where `gradients` is a list, its derivatives by the logarithms of what is learnt are appended, each [N, M]. */
export function stationary(
  kernel: Covariance,
  [X, Z]: readonly [Matrix, Matrix],
  gradients: Float64Array[] | null,
): Float64Array {
  const { alpha, lengthScale } = kernel.hyperparameters;
  const scales = lengthScale!.value;
  if (scales.length !== 1 && scales.length !== X.cols)
    throw new RangeError(
      `${kernel.kind}: ${scales.length} length scales for ${X.cols} columns, one or one for each is needed`,
    );
  const s = scaledDistances([X, Z], scales);
  const { values, slopes } = profile(kernel, s);
  if (!gradients) return values;
  if (alpha && alpha.bounds !== "fixed")
    gradients.push(values.map((k, at) => k * alphaFactor(alpha.value[0]!, s[at]!)));
  if (lengthScale!.bounds === "fixed") return values;
  if (scales.length === 1) gradients.push(slopes.map((slope, at) => -2 * slope * s[at]!));
  else {
    for (const [f, scale] of scales.entries()) {
      const x = X.takeColumns([f]);
      const own = scaledDistances([x, X === Z ? x : Z.takeColumns([f])], [scale]);
      gradients.push(own.map((square, at) => -2 * slopes[at]! * square));
    }
  }
  return values;
}

/** s, [N, M]; between the same rows each pair once. */
function scaledDistances([X, Z]: readonly [Matrix, Matrix], scales: readonly number[]): Float64Array {
  const [N, M, F] = [X.rows, Z.rows, X.cols];
  const weights = Float64Array.from(
    { length: F },
    (_, f) => 1 / (scales.length === 1 ? scales[0]! : scales[f]!) ** 2,
  );
  const out = new Float64Array(N * M);
  const [x, z] = [X.data, Z.data];
  const isSame = X === Z;
  for (let i = 0; i < N; i++) {
    const to = isSame ? i : M;
    for (let j = 0, from = 0; j < to; j++, from += F) {
      let sum = 0;
      for (let f = 0; f < F; f++) {
        const gap = x[i * F + f]! - z[from + f]!;
        sum += gap * gap * weights[f]!;
      }
      out[i * M + j] = sum;
      if (isSame) out[j * M + i] = sum;
    }
  }
  return out;
}

/** k and k′ at each s. k′ of ν = 1/2 has no value at 0, where its factor is 0: 0 stands for it. */
function profile(
  { kind, constant: nu, hyperparameters }: Covariance,
  s: Float64Array,
): Record<"values" | "slopes", Float64Array> {
  if (kind === "rationalQuadratic") {
    const alpha = hyperparameters.alpha!.value[0]!;
    const values = s.map((one) => (1 + one / (2 * alpha)) ** -alpha);
    return { values, slopes: values.map((k, at) => (-0.5 * k) / (1 + s[at]! / (2 * alpha))) };
  }
  if (kind === "rbf" || nu === Number.POSITIVE_INFINITY) {
    const values = s.map((one) => -one / 2);
    expInPlace(values);
    return { values, slopes: values.map((k) => -k / 2) };
  }
  const t = s.map((one) => Math.sqrt(2 * nu * one));
  const fall = t.map((one) => -one);
  expInPlace(fall);
  if (nu === 0.5) return { values: fall, slopes: fall.map((e, at) => (t[at]! > 0 ? -e / (2 * t[at]!) : 0)) };
  if (nu === 1.5) return { values: fall.map((e, at) => (1 + t[at]!) * e), slopes: fall.map((e) => -1.5 * e) };
  return {
    values: fall.map((e, at) => (1 + t[at]! + t[at]! ** 2 / 3) * e),
    slopes: fall.map((e, at) => (-5 / 6) * (1 + t[at]!) * e),
  };
}

/** ∂ ln k/∂ ln α of rationalQuadratic: s / 2B − α ln B, B = 1 + s / 2α. */
function alphaFactor(alpha: number, s: number): number {
  const base = 1 + s / (2 * alpha);
  return s / (2 * base) - alpha * Math.log(base);
}
