// e^d − 1 is computed as it is written: for close p and q rounding decides, and the estimate may be negative.
/** Σ p log(p/q), in nats. */
export function kl(p: readonly number[], q: readonly number[]): number {
  if (p.length !== q.length)
    throw new RangeError(`kl: p has ${p.length} outcomes and q ${q.length}; both need the same`);
  return sum(p.map((share, k) => (share === 0 ? 0 : share * Math.log(share / q[k]!))));
}

/** D(N(m1, s1²) ‖ N(m2, s2²)) */
export function klGaussians(m1: number, s1: number, m2: number, s2: number): number {
  return Math.log(s2 / s1) + (s1 ** 2 + (m1 - m2) ** 2) / (2 * s2 ** 2) - 1 / 2;
}

/** Slopes of D(p ‖ softmax(z)) in z. */
export function forwardGradient(p: readonly number[], z: readonly number[]): number[] {
  return softmax(z).map((share, k) => share - p[k]!);
}

/** Slopes of D(softmax(z) ‖ p) in z; all p > 0. */
export function reverseGradient(p: readonly number[], z: readonly number[]): number[] {
  const q = softmax(z);
  const whole = kl(q, p);
  return q.map((share, k) => (share === 0 ? 0 : share * (Math.log(share / p[k]!) - whole)));
}

/** Two estimates of D(p ‖ q) from log p and log q at draws from p. */
export function estimates(
  logP: readonly number[],
  logQ: readonly number[],
): { plain: number; corrected: number } {
  const logR = logP.map((value, n) => logQ[n]! - value);
  return {
    plain: -sum(logR) / logR.length,
    corrected: sum(logR.map((d) => Math.exp(d) - 1 - d)) / logR.length,
  };
}

function softmax(z: readonly number[]): number[] {
  const largest = Math.max(...z);
  const e = z.map((score) => Math.exp(score - largest));
  const total = sum(e);
  return e.map((value) => value / total);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, value) => total + value, 0);
}
