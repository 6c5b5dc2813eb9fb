// The step does not grow with the coordinate.
export type Verdict = "right" | "kink" | "wrong";
export type Scalar = (x: readonly number[]) => number;

/** n_i = (f(x + h_i e_i) − f(x − h_i e_i)) / 2h_i, h_i = step · max(1, |x_i|) */
export function numericalGradient(f: Scalar, x: readonly number[], step: number): number[] {
  if (!(step > 0 && Number.isFinite(step)))
    throw new RangeError(`numericalGradient: step ${step}; a finite number above 0 is needed`);
  const at = x.slice();
  return x.map((kept, i) => {
    const h = step;
    at[i] = kept + h;
    const above = finite(f(at));
    at[i] = kept - h;
    const below = finite(f(at));
    at[i] = kept;
    return (above - below) / (2 * h);
  });
}

/** |a_i − n_i| / max(|a_i|, |n_i|, 10⁻³) */
export function relativeErrors(analytic: readonly number[], numeric: readonly number[]): number[] {
  if (analytic.length !== numeric.length)
    throw new RangeError(
      `relativeErrors: ${analytic.length} and ${numeric.length} numbers; as many are needed`,
    );
  return analytic.map((a, i) => {
    if (!Number.isFinite(a)) return Number.POSITIVE_INFINITY;
    const n = numeric[i]!;
    return Math.abs(a - n) / Math.max(Math.abs(a), Math.abs(n), 1e-3);
  });
}

/** What the comparison says of each place of gradient(x). */
export function verdicts(
  f: Scalar,
  gradient: (x: readonly number[]) => number[],
  x: readonly number[],
): Verdict[] {
  const step = 1e-5;
  const errors = relativeErrors(gradient(x.slice()), numericalGradient(f, x, step));
  return errors.map((error, i) => {
    if (error <= 1e-6) return "right";
    return hasKink(f, x, i, step) ? "kink" : "wrong";
  });
}

/** Whether the slopes from the right and from the left differ. */
function hasKink(f: Scalar, x: readonly number[], i: number, step: number): boolean {
  const h = step * Math.max(1, Math.abs(x[i]!));
  const [below, here, above] = [-h, 0, h].map((d) => f(x.map((v, j) => (j === i ? v + d : v))));
  const right = (above! - here!) / h;
  const left = (here! - below!) / h;
  return Math.abs(right - left) > 1e-2 * Math.max(Math.abs(right), Math.abs(left), 1e-3);
}

function finite(value: number): number {
  if (!Number.isFinite(value)) throw new RangeError(`numericalGradient: f is ${value}`);
  return value;
}
