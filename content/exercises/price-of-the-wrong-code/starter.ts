/** Σ p log(p/q), in nats. */
export function kl(p: readonly number[], q: readonly number[]): number {
  throw new Error("kl is not written yet");
}

/** D(N(m1, s1²) ‖ N(m2, s2²)) */
export function klGaussians(m1: number, s1: number, m2: number, s2: number): number {
  throw new Error("klGaussians is not written yet");
}

/** Slopes of D(p ‖ softmax(z)) in z. */
export function forwardGradient(p: readonly number[], z: readonly number[]): number[] {
  throw new Error("forwardGradient is not written yet");
}

/** Slopes of D(softmax(z) ‖ p) in z; all p > 0. */
export function reverseGradient(p: readonly number[], z: readonly number[]): number[] {
  throw new Error("reverseGradient is not written yet");
}

/** Two estimates of D(p ‖ q) from log p and log q at draws from p. */
export function estimates(
  logP: readonly number[],
  logQ: readonly number[],
): { plain: number; corrected: number } {
  throw new Error("estimates is not written yet");
}
