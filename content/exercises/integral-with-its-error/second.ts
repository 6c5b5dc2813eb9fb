export interface Estimate {
  value: number;
  /** The standard error of the value. */
  error: number;
}

type Integrand = (x: number) => number;

/** f(x) (b − a) is an estimate by itself; the result is the mean of n of them. */
export function integrate(f: Integrand, a: number, b: number, n: number, random: () => number): Estimate {
  return meanOf(n, a, b, () => (b - a) * f(a + (b - a) * random()));
}

/** The same for f made symmetric about the middle of the interval. */
export function antithetic(
  f: Integrand,
  a: number,
  b: number,
  pairs: number,
  random: () => number,
): Estimate {
  const symmetric: Integrand = (x) => 0.5 * f(x) + 0.5 * f(a + b - x);
  return integrate(symmetric, a, b, pairs, random);
}

export function drawsFor({ error }: Estimate, n: number, target: number): number {
  if (Number.isNaN(target) || target <= 0) throw new RangeError("drawsFor: the target must be above 0");
  if (!(n >= 2) || n % 1 !== 0) throw new RangeError("drawsFor: n must be a whole number from 2");
  const ratio = error / target;
  return Math.ceil(ratio * ratio * n);
}

/** Welford's recursion: the mean and the squares about it, one number at a time. */
function meanOf(n: number, a: number, b: number, draw: () => number): Estimate {
  if (!(n >= 2) || n % 1 !== 0) throw new RangeError("at least two draws are needed");
  if (!(b - a > 0) || b - a === Number.POSITIVE_INFINITY) throw new RangeError("a and b are no interval");
  let [mean, squares] = [0, 0];
  for (let i = 1; i <= n; i++) {
    const y = draw();
    if (y - y !== 0) throw new RangeError("f has no finite value somewhere");
    const step = y - mean;
    mean += step / i;
    squares += step * (y - mean);
  }
  return { value: mean, error: Math.sqrt(squares / (n * (n - 1))) };
}
