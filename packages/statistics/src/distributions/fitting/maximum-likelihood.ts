/**
 * Maximum likelihood for families without a closed form: Newton's method on ℓ(θ) = Σ ln p(x_i; θ).
 *
 *   θ ← θ − (H − λI)⁻¹ g,   g = ∇ℓ, H = ∇²ℓ by differences of fourth order; λ > 0 until H − λI is negative definite
 *
 * Parameters above 0 are searched by their logarithms, probabilities by their logits, so that every step is allowed. A step is halved until
 * ℓ grows; it ends when a step would gain less than 1e-13 of ℓ (Dennis and Schnabel 1996, Numerical Methods for Unconstrained Optimization,
 * chapter 6). At most 200 steps.
 */
export interface Likelihood<P extends Readonly<Record<string, number>>> {
  /** The name in errors. */
  where: string;
  /** ln L(θ) of the whole sample; −∞ or NaN outside of the family. */
  logLikelihood: (parameters: P) => number;
  /** Where to begin; every parameter stands here. */
  start: P;
  /** Which are above 0. */
  positive?: readonly (keyof P)[];
  /** Which are probabilities, between 0 and 1. */
  unit?: readonly (keyof P)[];
  /** Parameters that are known and stay. */
  fixed?: Partial<P>;
}

export interface LikelihoodFit<P> {
  parameters: P;
  logLikelihood: number;
  iterations: number;
}

export function maximizeLikelihood<P extends Readonly<Record<string, number>>>(
  problem: Likelihood<P>,
): LikelihoodFit<P> {
  const { where, start, fixed = {} as Partial<P>, positive = [], unit = [] } = problem;
  const free = Object.keys(start).filter((name) => fixed[name as keyof P] === undefined) as (keyof P &
    string)[];
  const mapOf = (name: keyof P) =>
    positive.includes(name) ? logarithm : unit.includes(name) ? logit : identity;
  const build = (theta: Float64Array): P => {
    const parameters: Record<string, number> = { ...start, ...fixed } as Record<string, number>;
    free.forEach((name, i) => {
      parameters[name] = mapOf(name).back(theta[i]!);
    });
    return parameters as P;
  };
  const f = (theta: Float64Array) => {
    const value = problem.logLikelihood(build(theta));
    return Number.isNaN(value) ? Number.NEGATIVE_INFINITY : value;
  };
  let theta = Float64Array.from(free, (name) => mapOf(name).forth(start[name] as number));
  let value = f(theta);
  if (!Number.isFinite(value)) {
    throw new RangeError(
      `${where}: the likelihood is ${Math.exp(value)} at the start, data inside of the support is needed`,
    );
  }
  for (let iteration = 0; iteration < 200; iteration++) {
    const { gradient, hessian } = derivatives(f, theta, value);
    const step = newtonStep(gradient, hessian);
    const gain = gradient.reduce((sum, g, i) => sum + g * step[i]!, 0);
    const found = lineSearch(f, theta, step, value);
    if (!(gain > 1e-13 * (1 + Math.abs(value))) || found === undefined) {
      const best = found !== undefined && found.value > value ? found : { theta, value };
      return { parameters: build(best.theta), logLikelihood: best.value, iterations: iteration };
    }
    ({ theta, value } = found);
  }
  throw new RangeError(
    `${where}: no maximum of the likelihood within 200 steps; fix a parameter that the data does not determine`,
  );
}

/**
 * Standard errors of maximum-likelihood estimates: the roots of the diagonal of (−∇²ℓ)⁻¹, the inverse observed information, at the given
 * parameters (Efron and Hinkley 1978, https://doi.org/10.1093/biomet/65.3.457).
 */
export function standardErrors<P extends Readonly<Record<string, number>>>(
  logLikelihood: (parameters: P) => number,
  parameters: P,
): P {
  const names = Object.keys(parameters);
  const scale = names.map((name) => Math.max(1e-3, Math.abs(parameters[name]!)));
  const f = (theta: Float64Array) =>
    logLikelihood(Object.fromEntries(names.map((name, i) => [name, theta[i]! * scale[i]!])) as unknown as P);
  const theta = Float64Array.from(names, (name, i) => parameters[name]! / scale[i]!);
  const { hessian } = derivatives(f, theta, f(theta));
  const n = names.length;
  const errors = names.map((_, i) => {
    const unitVector = Float64Array.from({ length: n }, (__, j) => (i === j ? 1 : 0));
    const column = solvePositive(
      hessian.map((row) => row.map((h) => -h)),
      unitVector,
    );
    return column === undefined ? Number.NaN : Math.sqrt(column[i]!) * scale[i]!;
  });
  return Object.fromEntries(names.map((name, i) => [name, errors[i]!])) as unknown as P;
}

interface ParameterMap {
  forth: (value: number) => number;
  back: (value: number) => number;
}

const identity: ParameterMap = { forth: (value) => value, back: (value) => value };
const logarithm: ParameterMap = { forth: Math.log, back: Math.exp };
const logit: ParameterMap = {
  forth: (p) => Math.log(p) - Math.log1p(-p),
  back: (t) => 1 / (1 + Math.exp(-t)),
};

type Objective = (theta: Float64Array) => number;

/** Central differences of fourth order for the gradient and the diagonal, of second order for what is mixed. */
function derivatives(f: Objective, theta: Float64Array, value: number) {
  const n = theta.length;
  const h = theta.map((t) => 1e-3 * Math.max(1, Math.abs(t)));
  const at = (...moves: readonly (readonly [number, number])[]) => {
    const moved = Float64Array.from(theta);
    for (const [i, times] of moves) moved[i]! += times * h[i]!;
    return f(moved);
  };
  const gradient = new Float64Array(n);
  const hessian = Array.from({ length: n }, () => new Float64Array(n));
  for (let i = 0; i < n; i++) {
    const [m2, m1, p1, p2] = [at([i, -2]), at([i, -1]), at([i, 1]), at([i, 2])];
    gradient[i] = (m2 - 8 * m1 + 8 * p1 - p2) / (12 * h[i]!);
    hessian[i]![i] = (-m2 + 16 * m1 - 30 * value + 16 * p1 - p2) / (12 * h[i]! ** 2);
    for (let j = 0; j < i; j++) {
      const same = at([i, 1], [j, 1]) + at([i, -1], [j, -1]);
      const other = at([i, 1], [j, -1]) + at([i, -1], [j, 1]);
      hessian[i]![j] = (same - other) / (4 * h[i]! * h[j]!);
      hessian[j]![i] = hessian[i]![j]!;
    }
  }
  return { gradient, hessian };
}

/** (λI − H)⁻¹ g with the least λ of 0, s, 10 s, 100 s, … for which λI − H is positive definite. */
function newtonStep(gradient: Float64Array, hessian: Float64Array[]): Float64Array {
  const size = Math.max(1e-8, ...hessian.map((row, i) => Math.abs(row[i]!)));
  for (let lambda = 0; lambda < 1e12 * size; lambda = lambda === 0 ? 1e-4 * size : 10 * lambda) {
    const matrix = hessian.map((row, i) => row.map((h, j) => (i === j ? lambda : 0) - h));
    const step = solvePositive(matrix, gradient);
    if (step !== undefined) return step;
  }
  return gradient.map((g) => g / (1e12 * size));
}

/** x with A x = b by Cholesky; nothing where A is not positive definite. */
function solvePositive(A: Float64Array[], b: Float64Array): Float64Array | undefined {
  const n = b.length;
  const L = A.map((row) => Float64Array.from(row));
  const x = Float64Array.from(b);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = A[i]![j]!;
      for (let k = 0; k < j; k++) sum -= L[i]![k]! * L[j]![k]!;
      if (i === j && !(sum > 0)) return undefined;
      L[i]![j] = i === j ? Math.sqrt(sum) : sum / L[j]![j]!;
    }
    for (let k = 0; k < i; k++) x[i]! -= L[i]![k]! * x[k]!;
    x[i]! /= L[i]![i]!;
  }
  for (let i = n - 1; i >= 0; i--) {
    for (let k = i + 1; k < n; k++) x[i]! -= L[k]![i]! * x[k]!;
    x[i]! /= L[i]![i]!;
  }
  return x;
}

/** The first of θ + s, θ + s/2, θ + s/4, … that is no worse; steps longer than 2 (a factor of e² of a positive parameter) are cut. */
function lineSearch(f: Objective, theta: Float64Array, step: Float64Array, value: number) {
  const longest = step.reduce(
    (most, s, i) => Math.max(most, Math.abs(s) / Math.max(1, Math.abs(theta[i]!))),
    0,
  );
  for (let share = Math.min(1, 2 / longest), turn = 0; turn < 50; share /= 2, turn++) {
    const moved = theta.map((t, i) => t + share * step[i]!);
    const there = f(moved);
    if (there >= value) return { theta: moved, value: there };
  }
  return undefined;
}
