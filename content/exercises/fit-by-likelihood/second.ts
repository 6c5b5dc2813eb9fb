/** k log p + (n − k) log(1 − p); a term without any observation is left out. */
export function bernoulliLogLikelihood(successes: number, trials: number, p: number): number {
  let sum = 0;
  if (successes > 0) sum += successes * Math.log(p);
  if (successes < trials) sum += (trials - successes) * Math.log1p(-p);
  return sum;
}

/** −(N/2) log(2πv) − [M + N (x̄ − μ)²] / 2v, with the data's own mean x̄ and sum of squares M about it. */
export function gaussianLogLikelihood(x: readonly number[], mean: number, variance: number): number {
  const own = summary(x);
  const squares = own.squares + x.length * (own.mean - mean) ** 2;
  return (-x.length * (Math.log(2 * Math.PI) + Math.log(variance)) - squares / variance) / 2;
}

/** In μ: N (x̄ − μ) e^(−2s); in s: [M + N (x̄ − μ)²] e^(−2s) − N. */
export function gaussianScore(x: readonly number[], mean: number, logSd: number): [number, number] {
  const own = summary(x);
  const away = own.mean - mean;
  const precision = Math.exp(-2 * logSd);
  return [x.length * away * precision, (own.squares + x.length * away * away) * precision - x.length];
}

/** x̄ and M/N. */
export function fitGaussian(x: readonly number[]): { mean: number; variance: number } {
  if (x.every((value) => value === x[0]))
    throw new RangeError(
      `fitGaussian: ${x.length} equal observations; at least two different ones are needed`,
    );
  const { mean, squares } = summary(x);
  return { mean, variance: squares / x.length };
}

/** Failures per hour: each lamp that failed counts 1, each lamp gives its hours. */
export function fitExponential(failed: readonly number[], burning: readonly number[]): number {
  let hours = 0;
  for (const life of [...failed, ...burning]) hours += life;
  if (hours === 0)
    throw new RangeError("fitExponential: no hours at all; at least one lamp has to have burnt");
  return failed.length / hours;
}

/** Mean and sum of squares about it, carried from one observation to the next. */
function summary(x: readonly number[]): { mean: number; squares: number } {
  let mean = 0;
  let squares = 0;
  x.forEach((value, n) => {
    const before = value - mean;
    mean += before / (n + 1);
    squares += before * (value - mean);
  });
  return { mean, squares };
}
