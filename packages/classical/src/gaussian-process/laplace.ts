/**
 * Laplace's approximation for two classes: targets y of 0 and 1, latent f with the prior N(0, K), P(y = 1 | f) = σ(f). The posterior of f is taken as
 * normal around its mode f̂, which Newton's method finds:
 *
 *   π = σ(f),   W = diag(π (1 − π)),   B = I + W^½ K W^½ = L Lᵀ
 *   b = W f + y − π,   a = b − W^½ B⁻¹ W^½ K b,   f ← K a
 *   ln q(y) = −½ aᵀf − Σ ln(1 + e^{−(2y − 1) f}) − Σ ln Lᵢᵢ
 *
 * Rasmussen and Williams 2006, algorithms 3.1, 3.2 and 5.1, http://gaussianprocess.org/gpml
 */
import { Matrix } from "../matrix/matrix.ts";
import { multiply, timesVector } from "../matrix/products.ts";
import { inverseOf, solveGaussian, solveLower, solveWithFactor } from "./gaussian-likelihood.ts";

export interface Mode {
  /** σ(f̂), [N]. */
  pi: Float64Array;
  /** W^½, [N]. */
  rootW: Float64Array;
  /** Of B, [N, N]. */
  L: Matrix;
  /** K⁻¹ f̂ = y − π at the mode, [N]. */
  a: Float64Array;
  /** ln q(y). */
  likelihood: number;
  converged: boolean;
}

export function findMode(K: Matrix, y: Float64Array, maxIter: number): Mode {
  const N = y.length;
  let f = new Float64Array(N);
  let found: Mode | undefined;
  for (let iteration = 0; iteration < maxIter; iteration++) {
    const pi = f.map(logistic);
    const rootW = pi.map((p) => Math.sqrt(p * (1 - p)));
    const { L } = solveGaussian(scaled(K, rootW), new Float64Array(N), 1);
    const b = f.map((value, i) => rootW[i]! ** 2 * value + y[i]! - pi[i]!);
    const Kb = timesVector(K, b);
    const solved = solveWithFactor(
      L,
      Kb.map((value, i) => rootW[i]! * value),
    );
    const a = b.map((value, i) => value - rootW[i]! * solved[i]!);
    f = timesVector(K, a) as typeof f;
    let likelihood = 0;
    for (let i = 0; i < N; i++)
      likelihood -= 0.5 * a[i]! * f[i]! + softplus(-(2 * y[i]! - 1) * f[i]!) + Math.log(L.at(i, i));
    const converged = found !== undefined && likelihood - found.likelihood < 1e-10;
    found = { pi, rootW, L, a, likelihood, converged };
    if (converged) break;
  }
  return found!;
}

/** ∂ ln q / ∂θⱼ: the explicit part, and how the mode moves (algorithm 5.1). */
export function laplaceGradient(
  { K, gradients, y }: { K: Matrix; gradients: readonly Float64Array[]; y: Float64Array },
  { pi, rootW, L, a }: Mode,
  out: Float64Array,
): void {
  const N = y.length;
  const inner = inverseOf(L);
  const R = scaled(inner, rootW);
  const C = solveLower(
    L,
    new Matrix(
      K.data.map((value, at) => rootW[Math.floor(at / N)]! * value),
      [N, N],
    ),
  );
  const s2 = new Float64Array(N);
  for (let i = 0, at = 0; i < N; i++) for (let j = 0; j < N; j++, at++) s2[j]! += C.data[at]! ** 2;
  for (let j = 0; j < N; j++) s2[j] = -0.5 * (K.at(j, j) - s2[j]!) * pi[j]! * (1 - pi[j]!) * (1 - 2 * pi[j]!);
  const rest = y.map((value, i) => value - pi[i]!);
  for (const [j, slope] of gradients.entries()) {
    const dK = new Matrix(slope, [N, N]);
    const along = timesVector(dK, a);
    let s1 = 0;
    for (let i = 0; i < N; i++) s1 += 0.5 * a[i]! * along[i]!;
    for (let at = 0; at < slope.length; at++) s1 -= 0.5 * R.data[at]! * slope[at]!;
    const b = timesVector(dK, rest);
    const moved = timesVector(K, timesVector(R, b));
    out[j] = s2.reduce((sum, value, i) => sum + value * (b[i]! - moved[i]!), s1);
  }
}

/** Mean and variance of f at new rows: across, [N, M], between the rows of fit and them, `prior` their own variances, [M]. */
export function latent(
  { pi, rootW, L, y }: Pick<Mode, "pi" | "rootW" | "L"> & { y: Float64Array },
  { across, prior }: { across: Matrix; prior: Float64Array },
): { mean: Float64Array; variance: Float64Array } {
  const { rows: N, cols: M, data } = across;
  const rest = new Matrix(
    y.map((value, i) => value - pi[i]!),
    [1, N],
  );
  const mean = multiply(rest, across).data;
  const weighted = new Matrix(
    data.map((value, at) => rootW[Math.floor(at / M)]! * value),
    [N, M],
  );
  const v = solveLower(L, weighted);
  const variance = prior.slice();
  for (let i = 0, at = 0; i < N; i++) for (let j = 0; j < M; j++, at++) variance[j]! -= v.data[at]! ** 2;
  return { mean, variance: variance.map((value) => Math.max(0, value)) };
}

/**
 * ∫ σ(f) N(f | μ, v) df by the trapezoid rule, whose error on such integrands falls like e^{−2π d / h} with the distance d = π / √v to the nearest
 * pole of σ (Trefethen and Weideman 2014, https://doi.org/10.1137/130932132). scikit-learn uses a sum of five error functions.
 */
export function expectedSigmoid(mean: number, variance: number): number {
  const deviation = Math.sqrt(variance);
  const h = Math.min(0.25, Math.PI / (6 * deviation));
  const steps = Math.ceil(9 / h);
  let [sum, total] = [0, 0];
  for (let i = -steps; i <= steps; i++) {
    const z = i * h;
    const weight = Math.exp((-z * z) / 2);
    sum += weight * logistic(mean + deviation * z);
    total += weight;
  }
  return sum / total;
}

/** diag(d) M diag(d). */
function scaled(M: Matrix, d: Float64Array): Matrix {
  const N = d.length;
  return new Matrix(
    M.data.map((value, at) => d[Math.floor(at / N)]! * value * d[at % N]!),
    [N, N],
  );
}

function logistic(f: number): number {
  if (f >= 0) return 1 / (1 + Math.exp(-f));
  const e = Math.exp(f);
  return e / (1 + e);
}

/** ln(1 + eˣ). */
function softplus(x: number): number {
  return x > 0 ? x + Math.log1p(Math.exp(-x)) : Math.log1p(Math.exp(x));
}
