export interface Options {
  /** What the first step tries. */
  rate: number;
  /** Ends where ‖∇f‖ is at most this. */
  tolerance: number;
  maxSteps: number;
}

export interface Walk {
  /** Where it ended, length D. */
  x: number[];
  /** f at the start and after each step. */
  values: number[];
  /** One for each step. */
  rates: number[];
}

/** The errors after `steps` steps of descent in a bowl with these curvatures. */
export function bowlErrors(
  curvatures: readonly number[],
  errors: readonly number[],
  rate: number,
  steps: number,
): number[] {
  throw new Error("bowlErrors is not written yet");
}

/** The rate for which the slowest direction of a bowl shrinks fastest, and its factor in one step. */
export function bestRate(curvatures: readonly number[]): { rate: number; factor: number } {
  throw new Error("bestRate is not written yet");
}

/** The smallest k ≥ 0 with factor^k ≤ reduction; Infinity where there is none. */
export function stepsNeeded(factor: number, reduction: number): number {
  throw new Error("stepsNeeded is not written yet");
}

/** Descent that halves its rate until f falls by ½ η ‖g‖², and doubles it from step to step. */
export function descend(
  f: (x: readonly number[]) => number,
  gradient: (x: readonly number[]) => number[],
  x0: readonly number[],
  options: Options,
): Walk {
  throw new Error("descend is not written yet");
}
