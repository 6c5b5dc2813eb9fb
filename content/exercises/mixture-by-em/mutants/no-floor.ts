// The floor is checked and not used.
export interface Mixture {
  /** π, K numbers that add up to 1. */
  weights: readonly number[];
  /** μ, K. */
  means: readonly number[];
  /** σ², K. */
  variances: readonly number[];
}

export type Matrix = readonly (readonly number[])[];

/** log π_k − ½ log(2π σ_k²) − (x_n − μ_k)² / 2σ_k² */
export function logJoint(x: readonly number[], { weights, means, variances }: Mixture): number[][] {
  return x.map((value) =>
    weights.map((weight, k) => {
      const variance = variances[k]!;
      return (
        Math.log(weight) - Math.log(2 * Math.PI * variance) / 2 - (value - means[k]!) ** 2 / (2 * variance)
      );
    }),
  );
}

/** Σ_n log-sum-exp over the components. */
export function logLikelihood(x: readonly number[], parameters: Mixture): number {
  return logJoint(x, parameters).reduce((sum, row) => sum + logSumExp(row), 0);
}

/** r_nk = exp(log joint_nk − log Σ_j joint_nj) */
export function expect(x: readonly number[], parameters: Mixture): number[][] {
  return logJoint(x, parameters).map((row) => {
    const total = logSumExp(row);
    return row.map((value) => Math.exp(value - total));
  });
}

/** Means with the responsibilities as weights. Dempster, Laird and Rubin 1977, section 4.3. */
export function maximise(x: readonly number[], r: Matrix, floor: number, before: Mixture): Mixture {
  if (!(floor > 0)) throw new RangeError(`maximise: floor is ${floor}, a number above 0 is needed`);
  const parts = before.weights.map((_, k) => {
    const shares = r.map((row) => row[k]!);
    const total = sum(shares);
    if (total === 0) return { weight: 0, mean: before.means[k]!, variance: before.variances[k]! };
    const mean = sum(shares.map((share, n) => share * x[n]!)) / total;
    const variance = sum(shares.map((share, n) => share * (x[n]! - mean) ** 2)) / total;
    return { weight: total / x.length, mean, variance };
  });
  return {
    weights: parts.map(({ weight }) => weight),
    means: parts.map(({ mean }) => mean),
    variances: parts.map(({ variance }) => variance),
  };
}

/** Neither step lowers the log-likelihood, as long as the start has no variance below the floor. */
export function fit(
  x: readonly number[],
  start: Mixture,
  rounds: number,
  floor: number,
): { parameters: Mixture; history: number[] } {
  let parameters = start;
  const history = [logLikelihood(x, start)];
  for (let round = 0; round < rounds; round++) {
    parameters = maximise(x, expect(x, parameters), floor, parameters);
    history.push(logLikelihood(x, parameters));
  }
  return { parameters, history };
}

/** m + log Σ exp(z_k − m), m the largest: no exponential overflows, and one of them is 1. */
function logSumExp(z: readonly number[]): number {
  const m = Math.max(...z);
  return m + Math.log(sum(z.map((value) => Math.exp(value - m))));
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
