export type Verdict = "right" | "kink" | "wrong";
export type Scalar = (x: readonly number[]) => number;

/** Central differences with the step h_i = step · max(1, |x_i|). */
export function numericalGradient(f: Scalar, x: readonly number[], step: number): number[] {
  throw new Error("numericalGradient is not written yet");
}

/** |a_i − n_i| / max(|a_i|, |n_i|, 10⁻³) */
export function relativeErrors(analytic: readonly number[], numeric: readonly number[]): number[] {
  throw new Error("relativeErrors is not written yet");
}

/** What the comparison says of each place of gradient(x). */
export function verdicts(
  f: Scalar,
  gradient: (x: readonly number[]) => number[],
  x: readonly number[],
): Verdict[] {
  throw new Error("verdicts is not written yet");
}
