/** The mean length of the wrong code less that of the right one: Σ p (−log q) − Σ p (−log p). */
export function kl(p: readonly number[], q: readonly number[]): number {
  if (p.length !== q.length)
    throw new RangeError(`kl: ${p.length} and ${q.length} probabilities; as many of each are needed`);
  const length = (code: readonly number[]) =>
    p.reduce((sum, mass, k) => (mass === 0 ? sum : sum - mass * Math.log(code[k]!)), 0);
  return length(q) - length(p);
}

/** With the ratio ρ = s1/s2 and the distance d = (m1 − m2)/s2 in spreads of q: [ρ² + d² − 1]/2 − log ρ. */
export function klGaussians(m1: number, s1: number, m2: number, s2: number): number {
  const ratio = s1 / s2;
  const distance = (m1 - m2) / s2;
  return (ratio ** 2 + distance ** 2 - 1) / 2 - Math.log(ratio);
}

/** By the chain rule through q: ∂D/∂q_k = −p_k/q_k. */
export function forwardGradient(p: readonly number[], z: readonly number[]): number[] {
  const q = softmax(z);
  return throughSoftmax(
    q,
    p.map((mass, k) => -mass / q[k]!),
  );
}

/** By the chain rule through q: ∂D/∂q_k = log(q_k/p_k) + 1. */
export function reverseGradient(p: readonly number[], z: readonly number[]): number[] {
  const q = softmax(z);
  return throughSoftmax(
    q,
    p.map((mass, k) => Math.log(q[k]!) - Math.log(mass) + 1),
  );
}

/** plain: mean of −d; corrected: mean of e^d − 1 − d, with d = log q − log p. */
export function estimates(
  logP: readonly number[],
  logQ: readonly number[],
): { plain: number; corrected: number } {
  let plain = 0;
  let corrected = 0;
  for (let n = 0; n < logP.length; n++) {
    const d = logQ[n]! - logP[n]!;
    plain -= d / logP.length;
    corrected += beyondLine(d) / logP.length;
  }
  return { plain, corrected };
}

/** e^d − 1 − d; near 0 by its series d²/2 + d³/6 + …, which loses nothing. */
function beyondLine(d: number): number {
  if (Math.abs(d) > 0.1) return Math.exp(d) - 1 - d;
  let sum = 0;
  let term = (d * d) / 2;
  for (let k = 3; k < 15; k++) {
    sum += term;
    term *= d / k;
  }
  return sum;
}

/** Σ_k g_k ∂q_k/∂z_i with ∂q_k/∂z_i = q_k ([k = i] − q_i). */
function throughSoftmax(q: readonly number[], g: readonly number[]): number[] {
  return q.map((own, i) => q.reduce((sum, other, k) => sum + g[k]! * other * ((k === i ? 1 : 0) - own), 0));
}

/** q_i = 1 / Σ_j e^(z_j − z_i) */
function softmax(z: readonly number[]): number[] {
  return z.map((own) => 1 / z.reduce((sum, other) => sum + Math.exp(other - own), 0));
}
