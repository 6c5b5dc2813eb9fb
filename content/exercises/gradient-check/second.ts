export type Verdict = "right" | "kink" | "wrong";
export type Scalar = (x: readonly number[]) => number;

interface Slopes {
  right: number;
  left: number;
  centre: number;
}

export function numericalGradient(f: Scalar, x: readonly number[], step: number): number[] {
  if (step <= 0 || !Number.isFinite(step))
    throw new RangeError("numericalGradient: the step must be above 0");
  return [...x.keys()].map((i) => {
    const [low, high] = neighbours(x, i, step);
    const rise = f(high) - f(low);
    if (Number.isNaN(rise) || Math.abs(rise) === Number.POSITIVE_INFINITY)
      throw new RangeError("numericalGradient: f has no finite values around x");
    return rise / 2 / (step * Math.max(1, Math.abs(x[i]!)));
  });
}

export function relativeErrors(analytic: readonly number[], numeric: readonly number[]): number[] {
  if (numeric.length !== analytic.length) throw new RangeError("relativeErrors: lengths differ");
  return [...analytic.keys()].map((i) => relative(analytic[i]!, numeric[i]!));
}

/** The slopes on both sides come from three values, and the central one is their mean. */
export function verdicts(
  f: Scalar,
  gradient: (x: readonly number[]) => number[],
  x: readonly number[],
): Verdict[] {
  const claimed = gradient([...x]);
  if (claimed.length !== x.length) throw new RangeError("verdicts: gradient and point differ in length");
  const here = f([...x]);
  const judge = (claim: number, { right, left, centre }: Slopes): Verdict => {
    if (relative(claim, centre) <= 1e-6) return "right";
    return relative(right, left) > 0.01 ? "kink" : "wrong";
  };
  return claimed.map((claim, i) => {
    const h = 1e-5 * Math.max(1, Math.abs(x[i]!));
    const [below, above] = neighbours(x, i, 1e-5).map(f) as [number, number];
    if (![below, above].every(Number.isFinite)) throw new RangeError("verdicts: f is not finite");
    return judge(claim, {
      right: (above - here) / h,
      left: (here - below) / h,
      centre: (above - below) / (h + h),
    });
  });
}

function neighbours(x: readonly number[], i: number, step: number): [number[], number[]] {
  const moved = (side: number) => x.with(i, x[i]! + side * step * Math.max(1, Math.abs(x[i]!)));
  return [moved(-1), moved(1)];
}

function relative(a: number, b: number): number {
  const scale = Math.max(0.001, Math.abs(b), Math.abs(a));
  const error = Math.abs(b - a) / scale;
  return Number.isNaN(error) ? Number.POSITIVE_INFINITY : error;
}
