export type Matrix = number[][];

export interface Settings {
  /** s */
  amplitude: number;
  /** ℓ */
  length: number;
  /** σ², a variance. */
  noise: number;
}

/** The lower triangular L with L Lᵀ = A, for a symmetric positive definite A. */
export function cholesky(A: Matrix): Matrix {
  const L = A.map((row) => row.map(() => 0));
  for (let i = 0; i < A.length; i++) {
    for (let j = 0; j <= i; j++) {
      let rest = A[i]![j]!;
      for (let k = 0; k < j; k++) rest -= L[i]![k]! * L[j]![k]!;
      if (i === j && !(rest > 0))
        throw new RangeError(`cholesky: pivot ${i} is ${rest}, the matrix is not positive definite`);
      L[i]![j] = i === j ? Math.sqrt(rest) : rest / L[j]![j]!;
    }
  }
  return L;
}

/** The x with L x = b. */
export function solveLower(L: Matrix, b: number[]): number[] {
  const x: number[] = [];
  for (let i = 0; i < b.length; i++) {
    let rest = b[i]!;
    for (let k = 0; k < i; k++) rest -= L[i]![k]! * x[k]!;
    x.push(rest / L[i]![i]!);
  }
  return x;
}

/** The x with Lᵀ x = b. */
export function solveTransposed(L: Matrix, b: number[]): number[] {
  const x = b.map(() => 0);
  for (let i = b.length - 1; i >= 0; i--) {
    let rest = b[i]!;
    for (let k = i + 1; k < b.length; k++) rest -= L[k]![i]! * x[k]!;
    x[i] = rest / L[i]![i]!;
  }
  return x;
}

export function kernel(x: number[], other: number[], settings: Settings): number {
  const scaled = x.map((value, j) => (value - other[j]!) / settings.length);
  return settings.amplitude * settings.amplitude * Math.exp(-0.5 * Math.hypot(...scaled) ** 2);
}

/** One observation after the other: each updates the joint law of all places, as in a Kalman filter. */
export function posterior(
  X: Matrix,
  y: number[],
  news: Matrix,
  settings: Settings,
): { mean: number[]; variance: number[] } {
  const { mean, covariance } = absorb(X, y, news, settings);
  return {
    mean: mean.slice(X.length),
    variance: news.map((_, i) => covariance[X.length + i]![X.length + i]!),
  };
}

/** The chain rule: each observation's log density given those before it. */
export function logMarginal(X: Matrix, y: number[], settings: Settings): number {
  return absorb(X, y, [], settings).logDensity;
}

function absorb(X: Matrix, y: number[], news: Matrix, settings: Settings) {
  if (X.length - y.length !== 0) throw new RangeError("Gaussian process: X and y differ in length");
  const places = [...X, ...news];
  const mean = places.map(() => 0);
  const covariance = places.map((a) => places.map((b) => kernel(a, b, settings)));
  let logDensity = 0;
  for (const [n, value] of y.entries()) {
    const spread = covariance[n]![n]! + settings.noise;
    const surprise = value - mean[n]!;
    const gain = covariance.map((row) => row[n]! / spread);
    logDensity -= 0.5 * (surprise ** 2 / spread + Math.log(2 * Math.PI * spread));
    const seen = [...covariance[n]!];
    for (let i = 0; i < places.length; i++) {
      mean[i]! += gain[i]! * surprise;
      for (let j = 0; j < places.length; j++) covariance[i]![j]! -= gain[i]! * seen[j]!;
    }
  }
  return { mean, covariance, logDensity };
}
