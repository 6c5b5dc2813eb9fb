/**
 * The deviance of Tweedie's family, whose variance is a power of the mean, Var y = φ μ^p, with y's own terms left out:
 *
 *   p = 0: (y − μ)²/2   |   1: μ − y log μ   |   2: log μ + y/μ   |   else: μ^(2−p)/(2−p) − y μ^(1−p)/(1−p)
 *   ∂/∂μ = (μ − y) / μ^p
 *
 * 0 is the normal, 1 the Poisson, 2 the gamma, 3 the inverse Gaussian distribution; between 1 and 2 there is mass at 0 and a density above.
 *
 *   L(θ) = 1/Σwᵢ · Σᵢ wᵢ d(yᵢ, μᵢ) + α/2 ‖w‖²,   ηᵢ = xᵢᵀw + b,   μ = e^η (log) or η (identity)
 *   ∂L/∂θ = 1/Σwᵢ · Σᵢ wᵢ (μᵢ − yᵢ) μᵢ^−p μ′ᵢ (xᵢ, 1) + α (w, 0)
 *   ∂²L/∂θ² = 1/Σwᵢ · Σᵢ wᵢ ((2 − p) μᵢ^(2−p) − (1 − p) yᵢ μᵢ^(1−p)) (xᵢ, 1)(xᵢ, 1)ᵀ + α diag(1, …, 1, 0)     (log)
 *   I(θ) = 1/Σwᵢ · Σᵢ wᵢ μᵢ^−p μ′ᵢ² (xᵢ, 1)(xᵢ, 1)ᵀ + α diag(1, …, 1, 0)        the expected Hessian
 *
 * Jørgensen 1987, https://doi.org/10.1111/j.2517-6161.1987.tb01685.x; McCullagh and Nelder 1989, Generalized Linear Models, chapter 2.
 */

import type { Matrix } from "../../matrix/matrix.ts";
import type { Objective } from "../../optimize/objective.ts";
import { augmentedGram } from "../logistic/binary-loss.ts";

export interface TweedieProblem {
  X: Matrix;
  y: Float64Array;
  sampleWeight: Float64Array | undefined;
  power: number;
  link: "identity" | "log";
  /** α */
  alpha: number;
  fitIntercept: boolean;
}

/** d(y, μ) without y's own terms; NaN where μ is not a mean of the family. */
export function halfDeviance(y: number, mu: number, power: number): number {
  if (power === 0) return 0.5 * (y - mu) ** 2;
  if (power === 1) return mu - (y === 0 ? 0 : y * Math.log(mu));
  if (power === 2) return Math.log(mu) + y / mu;
  return mu ** (2 - power) / (2 - power) - (y * mu ** (1 - power)) / (1 - power);
}

/** d(y, μ) − d(y, y), so that it is 0 at μ = y: half the unit deviance. */
export function unitDeviance(y: number, mu: number, power: number): number {
  const own = y === 0 && power > 0 && power < 2 ? 0 : halfDeviance(y, y, power);
  return halfDeviance(y, mu, power) - own;
}

/** L, its Hessian and I of θ = (w, b), [F + 1]. */
export function tweedieLoss(problem: TweedieProblem): {
  objective: Objective;
  hessian: (theta: Float64Array) => Float64Array;
  information: (theta: Float64Array) => Float64Array;
} {
  const { X, y, sampleWeight, power, link, alpha, fitIntercept } = problem;
  const { data, rows, cols: F } = X;
  const total = sampleWeight ? sampleWeight.reduce((sum, w) => sum + w, 0) : rows;
  const isLog = link === "log";
  const weighted = (theta: Float64Array, size: (y: number, eta: number) => number) => {
    const weight = new Float64Array(rows);
    for (let i = 0, start = 0; i < rows; i++, start += F) {
      let eta = theta[F]!;
      for (let j = 0; j < F; j++) eta += data[start + j]! * theta[j]!;
      weight[i] = ((sampleWeight ? sampleWeight[i]! : 1) * size(y[i]!, eta)) / total;
    }
    const H = signedGram(X, weight, fitIntercept);
    for (let j = 0; j < F; j++) H[j * (F + 1) + j]! += alpha;
    return H;
  };
  return {
    objective(theta, gradient) {
      gradient.fill(0);
      let sum = 0;
      let byIntercept = 0;
      for (let i = 0, start = 0; i < rows; i++, start += F) {
        let eta = theta[F]!;
        for (let j = 0; j < F; j++) eta += data[start + j]! * theta[j]!;
        const mu = isLog ? Math.exp(eta) : eta;
        const weight = sampleWeight ? sampleWeight[i]! : 1;
        // With the log link, η is at hand: log μ loses nothing where μ underflows.
        const deviance =
          isLog && power === 1
            ? mu - y[i]! * eta
            : isLog && power === 2
              ? eta + y[i]! * Math.exp(-eta)
              : halfDeviance(y[i]!, mu, power);
        sum += weight * deviance;
        const pull = weight * (isLog ? logPull(y[i]!, eta, power) : (mu - y[i]!) * mu ** -power);
        byIntercept += pull;
        for (let j = 0; j < F; j++) gradient[j]! += pull * data[start + j]!;
      }
      let square = 0;
      for (let j = 0; j < F; j++) {
        gradient[j] = gradient[j]! / total + alpha * theta[j]!;
        square += theta[j]! ** 2;
      }
      gradient[F] = fitIntercept ? byIntercept / total : 0;
      return sum / total + 0.5 * alpha * square;
    },
    hessian: (theta) =>
      weighted(theta, (y, eta) => (isLog ? logCurvature : identityCurvature)(y, eta, power)),
    information: (theta) =>
      weighted(theta, (_, eta) => (isLog ? Math.exp((2 - power) * eta) : eta ** -power)),
  };
}

/** (μ − y) μ^(1 − p) with μ = e^η. */
function logPull(y: number, eta: number, power: number): number {
  return Math.exp((2 - power) * eta) - (y === 0 ? 0 : y * Math.exp((1 - power) * eta));
}

/** ∂²d/∂η² with μ = e^η; negative for some y where p is not between 1 and 2. */
function logCurvature(y: number, eta: number, power: number): number {
  return (2 - power) * Math.exp((2 - power) * eta) - (1 - power) * y * Math.exp((1 - power) * eta);
}

/** ∂²d/∂μ². */
function identityCurvature(y: number, mu: number, power: number): number {
  return (1 - power) * mu ** -power + power * y * mu ** (-power - 1);
}

/** `augmentedGram` with weights of both signs. */
function signedGram(X: Matrix, weight: Float64Array, fitIntercept: boolean): Float64Array {
  const H = augmentedGram(
    X,
    weight.map((w) => Math.max(0, w)),
    fitIntercept,
  );
  if (weight.every((w) => w >= 0)) return H;
  const below = augmentedGram(
    X,
    weight.map((w) => Math.max(0, -w)),
    fitIntercept,
  );
  const held = fitIntercept ? -1 : H.length - 1;
  for (let at = 0; at < H.length; at++) if (at !== held) H[at]! -= below[at]!;
  return H;
}
