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

/** k and k′ at s. k′ of ν = 1/2 has no value at 0, where its factor is 0: 0 stands for it. */
export function profileAt(
  { kind, constant: nu, hyperparameters }: Covariance,
  s: number,
): [value: number, slope: number] {
  if (kind === "rationalQuadratic") {
    const alpha = hyperparameters.alpha!.value[0]!;
    const base = 1 + s / (2 * alpha);
    return [base ** -alpha, -0.5 * base ** (-alpha - 1)];
  }
  if (kind === "rbf" || nu === Number.POSITIVE_INFINITY) {
    const value = Math.exp(-s / 2);
    return [value, -value / 2];
  }
  if (nu === 0.5) {
    const r = Math.sqrt(s);
    return [Math.exp(-r), r > 0 ? -Math.exp(-r) / (2 * r) : 0];
  }
  const t = Math.sqrt(2 * nu * s);
  const fall = Math.exp(-t);
  if (nu === 1.5) return [(1 + t) * fall, -1.5 * fall];
  return [(1 + t + (t * t) / 3) * fall, (-5 / 6) * (1 + t) * fall];
}

/** k of the rows of X and Z into K, [N, M], and where asked its derivatives by the logarithms of what is learnt, each [N, M]. */
export function stationary(
  kernel: Covariance,
  [X, Z]: readonly [Matrix, Matrix],
  gradients: Float64Array[] | null,
): Float64Array {
  const { alpha, lengthScale } = kernel.hyperparameters;
  const scales = lengthScale!.value;
  const [N, M, F] = [X.rows, Z.rows, X.cols];
  if (scales.length !== 1 && scales.length !== F)
    throw new RangeError(
      `${kernel.kind}: ${scales.length} length scales for ${F} columns, one or one for each is needed`,
    );
  const K = new Float64Array(N * M);
  const learnsAlpha = gradients !== null && alpha !== undefined && alpha.bounds !== "fixed";
  const learnsScale = gradients !== null && lengthScale!.bounds !== "fixed";
  const byAlpha = learnsAlpha ? new Float64Array(N * M) : null;
  const byScale = learnsScale ? scales.map(() => new Float64Array(N * M)) : [];
  const squares = new Float64Array(F);
  for (let i = 0, at = 0; i < N; i++) {
    for (let j = 0; j < M; j++, at++) {
      let s = 0;
      for (let f = 0; f < F; f++) {
        squares[f] =
          ((X.data[i * F + f]! - Z.data[j * F + f]!) / (scales.length === 1 ? scales[0]! : scales[f]!)) ** 2;
        s += squares[f]!;
      }
      const [value, slope] = profileAt(kernel, s);
      K[at] = value;
      if (byAlpha) byAlpha[at] = alphaSlope(alpha!.value[0]!, s);
      if (byScale.length === 1) byScale[0]![at] = -2 * slope * s;
      else for (let f = 0; f < byScale.length; f++) byScale[f]![at] = -2 * slope * squares[f]!;
    }
  }
  if (byAlpha) gradients!.push(byAlpha);
  gradients?.push(...byScale);
  return K;
}

/** ∂k/∂ln α of rationalQuadratic: k (s / 2B − α ln B), B = 1 + s / 2α. */
function alphaSlope(alpha: number, s: number): number {
  const base = 1 + s / (2 * alpha);
  return base ** -alpha * (s / (2 * base) - alpha * Math.log(base));
}
