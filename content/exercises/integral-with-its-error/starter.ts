export interface Estimate {
  value: number;
  /** The standard error of the value. */
  error: number;
}

/** Plain Monte Carlo with n draws. */
export function integrate(
  f: (x: number) => number,
  a: number,
  b: number,
  n: number,
  random: () => number,
): Estimate {
  throw new Error("integrate is not written yet");
}

/** Each draw u is used at its place and at that of 1 − u. */
export function antithetic(
  f: (x: number) => number,
  a: number,
  b: number,
  pairs: number,
  random: () => number,
): Estimate {
  throw new Error("antithetic is not written yet");
}

/** How many draws bring the standard error to the target. */
export function drawsFor(estimate: Estimate, n: number, target: number): number {
  throw new Error("drawsFor is not written yet");
}
