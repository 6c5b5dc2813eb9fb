// The gradient is tested only when the step has been taken, so a good start is left.
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
  return errors.map((e, i) => (1 - rate * curvatures[i]!) ** steps * e);
}

/** The rate for which the slowest direction of a bowl shrinks fastest, and its factor in one step. */
export function bestRate(curvatures: readonly number[]): { rate: number; factor: number } {
  const [low, high] = [Math.min(...curvatures), Math.max(...curvatures)];
  return { rate: 2 / (low + high), factor: (high - low) / (high + low) };
}

/** The smallest k ≥ 0 with factor^k ≤ reduction; Infinity where there is none. */
export function stepsNeeded(factor: number, reduction: number): number {
  if (reduction >= 1) return 0;
  if (factor >= 1) return Number.POSITIVE_INFINITY;
  return Math.ceil(Math.log(reduction) / Math.log(factor));
}

/** Descent that halves its rate until f falls by ½ η ‖g‖², and doubles it from step to step. */
export function descend(
  f: (x: readonly number[]) => number,
  gradient: (x: readonly number[]) => number[],
  x0: readonly number[],
  { rate, tolerance, maxSteps }: Options,
): Walk {
  let x = x0.slice();
  let trial = rate;
  const values = [f(x)];
  const rates: number[] = [];
  while (rates.length < maxSteps) {
    const g = gradient(x);
    const squared = g.reduce((sum, slope) => sum + slope * slope, 0);
    const after = (eta: number) => x.map((value, i) => value - eta * g[i]!);
    const least = values.at(-1)!;
    for (let halvings = 0; !(f(after(trial)) <= least - 0.5 * trial * squared); halvings++) {
      if (halvings === 40)
        throw new Error("descend: f does not fall against the gradient, even after 40 halvings of the rate");
      trial /= 2;
    }
    x = after(trial);
    values.push(f(x));
    rates.push(trial);
    trial *= 2;
    if (Math.hypot(...g) <= tolerance) break;
  }
  return { x, values, rates };
}
