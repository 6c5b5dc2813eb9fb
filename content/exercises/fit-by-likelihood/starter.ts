/** log of p^k (1 − p)^(n − k), for k successes in n trials. */
export function bernoulliLogLikelihood(successes: number, trials: number, p: number): number {
  throw new Error("bernoulliLogLikelihood is not written yet");
}

/** Σ log N(x; mean, variance) */
export function gaussianLogLikelihood(x: readonly number[], mean: number, variance: number): number {
  throw new Error("gaussianLogLikelihood is not written yet");
}

/** Slopes of the Gaussian log-likelihood in the mean and in log σ. */
export function gaussianScore(x: readonly number[], mean: number, logSd: number): [number, number] {
  throw new Error("gaussianScore is not written yet");
}

/** The mean and variance that make the data most likely. */
export function fitGaussian(x: readonly number[]): { mean: number; variance: number } {
  throw new Error("fitGaussian is not written yet");
}

/** The rate λ of failures: lives of lamps that failed, hours of lamps that still burn. */
export function fitExponential(failed: readonly number[], burning: readonly number[]): number {
  throw new Error("fitExponential is not written yet");
}
