// Only lamps that failed are counted, hours included: the short lives.
/** log of p^k (1 − p)^(n − k), for k successes in n trials. */
export function bernoulliLogLikelihood(successes: number, trials: number, p: number): number {
  return timesLog(successes, p) + timesLog(trials - successes, 1 - p);
}

/** Σ log N(x; mean, variance) */
export function gaussianLogLikelihood(x: readonly number[], mean: number, variance: number): number {
  const constant = Math.log(2 * Math.PI * variance) / 2;
  return sum(x.map((value) => -constant - (value - mean) ** 2 / (2 * variance)));
}

/** Slopes of the Gaussian log-likelihood in the mean and in log σ. */
export function gaussianScore(x: readonly number[], mean: number, logSd: number): [number, number] {
  const precision = Math.exp(-2 * logSd);
  return [
    sum(x.map((value) => precision * (value - mean))),
    sum(x.map((value) => precision * (value - mean) ** 2 - 1)),
  ];
}

/** The mean and variance that make the data most likely. */
export function fitGaussian(x: readonly number[]): { mean: number; variance: number } {
  if (x.every((value) => value === x[0]))
    throw new Error(
      "fitGaussian: all observations are equal; the likelihood grows as the variance goes to 0",
    );
  const mean = sum(x) / x.length;
  return { mean, variance: sum(x.map((value) => (value - mean) ** 2)) / x.length };
}

/** The rate λ of failures: lives of lamps that failed, hours of lamps that still burn. */
export function fitExponential(failed: readonly number[], burning: readonly number[]): number {
  const hours = sum(failed);
  if (hours === 0)
    throw new Error("fitExponential: no hours were observed; no rate is likelier than another");
  return failed.length / hours;
}

/** a · log b, with 0 · log 0 = 0. */
function timesLog(a: number, b: number): number {
  return a === 0 ? 0 : a * Math.log(b);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, value) => total + value, 0);
}
