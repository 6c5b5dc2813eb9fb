/**
 * How mixed the targets of a node are, each in its plain form. The fast ones, which follow a cut from sample to sample, are in criteria/.
 */

/** Gini: how often a label drawn from the node is wrong for a sample drawn from it, 1 − Σₖ pₖ². */
export function gini(y: readonly number[]): number {
  return 1 - sum(shares(y).map((p) => p * p));
}

/** Entropy in bits, −Σₖ pₖ log₂ pₖ. */
export function entropy(y: readonly number[]): number {
  return 0 - sum(shares(y).map((p) => p * Math.log2(p)));
}

/** Squared error: the mean of (y − ȳ)², the variance. */
export function squaredError(y: readonly number[]): number {
  const mean = sum(y) / y.length;
  return sum(y.map((value) => (value - mean) ** 2)) / y.length;
}

/** Absolute error: the mean of |y − m|, m the median. */
export function absoluteError(y: readonly number[]): number {
  const sorted = [...y].sort((a, b) => a - b);
  const median = (sorted[Math.floor((y.length - 1) / 2)]! + sorted[Math.floor(y.length / 2)]!) / 2;
  return sum(y.map((value) => Math.abs(value - median))) / y.length;
}

/** Half the Poisson deviance: the mean of y ln(y / ȳ). */
export function poissonDeviance(y: readonly number[]): number {
  const mean = sum(y) / y.length;
  return sum(y.map((value) => (value > 0 ? value * Math.log(value / mean) : 0))) / y.length;
}

function shares(y: readonly number[]): number[] {
  const counts = new Map<number, number>();
  for (const label of y) counts.set(label, (counts.get(label) ?? 0) + 1);
  return [...counts.values()].map((count) => count / y.length);
}

function sum(values: readonly number[]): number {
  return values.reduce((a, b) => a + b, 0);
}
