/** M p, at most 1. */
export function bonferroni(p: number[]): number[] {
  throw new Error("bonferroni is not written yet");
}

/** Holm's step-down, in the order of p. */
export function holm(p: number[]): number[] {
  throw new Error("holm is not written yet");
}

/** Benjamini and Hochberg's step-up, in the order of p. */
export function benjaminiHochberg(p: number[]): number[] {
  throw new Error("benjaminiHochberg is not written yet");
}

/** Indices of the tests that Benjamini and Hochberg's procedure rejects at level q. */
export function discoveries(p: number[], q: number): number[] {
  throw new Error("discoveries is not written yet");
}
