// Half the error is thought to take twice as many draws.
export interface Estimate {
  value: number;
  /** The standard error of the value. */
  error: number;
}

/** (b − a) ȳ and (b − a) s / √n. */
export function integrate(
  f: (x: number) => number,
  a: number,
  b: number,
  n: number,
  random: () => number,
): Estimate {
  checkInterval(a, b);
  const values = draws(n, () => finite(f(a + (b - a) * random())));
  return scaled(b - a, values);
}

/** The means of the pairs are independent of each other: value and error come from them. */
export function antithetic(
  f: (x: number) => number,
  a: number,
  b: number,
  pairs: number,
  random: () => number,
): Estimate {
  checkInterval(a, b);
  const means = draws(pairs, () => {
    const u = random();
    return (finite(f(a + (b - a) * u)) + finite(f(a + (b - a) * (1 - u)))) / 2;
  });
  return scaled(b - a, means);
}

/** The error falls with the root of the number of draws: ⌈n (error / target)²⌉. */
export function drawsFor(estimate: Estimate, n: number, target: number): number {
  if (!(target > 0)) throw new RangeError(`drawsFor: target ${target}; a number above 0 is needed`);
  checkCount(n);
  return Math.ceil(n * (estimate.error / target));
}

/** The mean of independent numbers and its standard error, both times the length. */
function scaled(length: number, y: readonly number[]): Estimate {
  const mean = y.reduce((sum, value) => sum + value, 0) / y.length;
  const squares = y.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  const deviation = Math.sqrt(squares / (y.length - 1));
  return { value: length * mean, error: (length * deviation) / Math.sqrt(y.length) };
}

function draws(count: number, draw: () => number): number[] {
  checkCount(count);
  return Array.from({ length: count }, draw);
}

function checkCount(count: number): void {
  if (!Number.isInteger(count) || count < 2)
    throw new RangeError(`${count} draws; a whole number of at least 2 is needed`);
}

function checkInterval(a: number, b: number): void {
  if (!(a < b && Number.isFinite(a) && Number.isFinite(b)))
    throw new RangeError(`from ${a} to ${b}: finite ends, the lower one first, are needed`);
}

function finite(value: number): number {
  if (!Number.isFinite(value)) throw new RangeError(`f is ${value} at a place that was drawn`);
  return value;
}
