export interface Mixture {
  /** π, K numbers that add up to 1. */
  weights: readonly number[];
  /** μ, K. */
  means: readonly number[];
  /** σ², K. */
  variances: readonly number[];
}

export type Matrix = readonly (readonly number[])[];

export function logJoint(x: readonly number[], { weights, means, variances }: Mixture): number[][] {
  const joint: number[][] = [];
  for (const value of x) {
    const row: number[] = [];
    for (let k = 0; k < weights.length; k++) {
      const sd = Math.sqrt(variances[k]!);
      const z = (value - means[k]!) / sd;
      row.push(Math.log(weights[k]! / sd) - 0.5 * (z * z + Math.log(2 * Math.PI)));
    }
    joint.push(row);
  }
  return joint;
}

/** Component by component: log(e^a + e^b) = max + log(1 + e^−|a − b|). */
export function logLikelihood(x: readonly number[], parameters: Mixture): number {
  let total = 0;
  for (const row of logJoint(x, parameters)) {
    let log = Number.NEGATIVE_INFINITY;
    for (const value of row) {
      const [high, low] = log > value ? [log, value] : [value, log];
      log = low === Number.NEGATIVE_INFINITY ? high : high + Math.log1p(Math.exp(low - high));
    }
    total += log;
  }
  return total;
}

/** 1 / r_nk = Σ_j exp(joint_nj − joint_nk) */
export function expect(x: readonly number[], parameters: Mixture): number[][] {
  return logJoint(x, parameters).map((row) =>
    row.map((own) => {
      if (own === Number.NEGATIVE_INFINITY) return 0;
      let others = 0;
      for (const other of row) others += Math.exp(other - own);
      return 1 / others;
    }),
  );
}

/** Row by row: each moves mean and sum of squares of each component (West 1979). */
export function maximise(x: readonly number[], r: Matrix, floor: number, before: Mixture): Mixture {
  if (Number.isNaN(floor) || floor <= 0) throw new Error(`floor: ${floor}`);
  const K = before.weights.length;
  const [weights, means, variances] = [new Array<number>(K), [...before.means], [...before.variances]];
  for (let k = 0; k < K; k++) {
    let seen = 0;
    let mean = 0;
    let squares = 0;
    for (let n = 0; n < x.length; n++) {
      const share = r[n]![k]!;
      if (share === 0) continue;
      seen += share;
      const step = x[n]! - mean;
      mean += (step * share) / seen;
      squares += share * step * (x[n]! - mean);
    }
    weights[k] = seen / x.length;
    if (seen === 0) continue;
    means[k] = mean;
    variances[k] = Math.max(squares / seen, floor);
  }
  return { weights, means, variances };
}

export function fit(
  x: readonly number[],
  start: Mixture,
  rounds: number,
  floor: number,
): { parameters: Mixture; history: number[] } {
  const path: Mixture[] = [start];
  while (path.length <= rounds) {
    const last = path.at(-1)!;
    path.push(maximise(x, expect(x, last), floor, last));
  }
  return { parameters: path.at(-1)!, history: path.map((one) => logLikelihood(x, one)) };
}
