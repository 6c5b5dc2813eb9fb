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

/** (1 − η λ_i)^k e_i, the power by squaring. */
export function bowlErrors(
  curvatures: readonly number[],
  errors: readonly number[],
  rate: number,
  steps: number,
): number[] {
  let factors = curvatures.map((curvature) => 1 - rate * curvature);
  let left = [...errors];
  for (let k = steps; k > 0; k = Math.floor(k / 2)) {
    if (k % 2 === 1) left = left.map((error, i) => error * factors[i]!);
    factors = factors.map((factor) => factor * factor);
  }
  return left;
}

/** Where 1 − η λ_min = η λ_max − 1. */
export function bestRate(curvatures: readonly number[]): { rate: number; factor: number } {
  const sorted = [...curvatures].sort((a, b) => a - b);
  const [low, high] = [sorted[0]!, sorted.at(-1)!];
  const condition = high / low;
  return { rate: 1 / ((low + high) / 2), factor: (condition - 1) / (condition + 1) };
}

/** Doubles k until it is enough, then halves the gap. */
export function stepsNeeded(factor: number, reduction: number): number {
  if (reduction >= 1) return 0;
  if (factor >= 1) return Number.POSITIVE_INFINITY;
  let enough = 1;
  while (factor ** enough > reduction) enough *= 2;
  let tooFew = Math.floor(enough / 2);
  while (enough - tooFew > 1) {
    const middle = Math.floor((enough + tooFew) / 2);
    if (factor ** middle > reduction) tooFew = middle;
    else enough = middle;
  }
  return enough;
}

/** Descent that halves its rate until f falls by ½ η ‖g‖², and doubles it from step to step. */
export function descend(
  f: (x: readonly number[]) => number,
  gradient: (x: readonly number[]) => number[],
  x0: readonly number[],
  { rate, tolerance, maxSteps }: Options,
): Walk {
  const walk: Walk = { x: x0.slice(), values: [f(x0)], rates: [] };
  for (let first = rate; walk.rates.length < maxSteps; first = 2 * walk.rates.at(-1)!) {
    const g = gradient(walk.x);
    const squared = g.reduce((sum, slope) => sum + slope ** 2, 0);
    if (Math.sqrt(squared) <= tolerance) break;
    step(f, walk, { g, squared, first });
  }
  return walk;
}

/** One step: the first of the rates η, η/2, …, η/2⁴⁰ that keeps the promise. */
function step(
  f: (x: readonly number[]) => number,
  walk: Walk,
  { g, squared, first }: { g: number[]; squared: number; first: number },
): void {
  for (let halvings = 0; halvings <= 40; halvings++) {
    const eta = first / 2 ** halvings;
    const there = walk.x.map((x, i) => x - eta * g[i]!);
    const value = f(there);
    if (!(value <= walk.values.at(-1)! - (eta * squared) / 2)) continue;
    walk.x = there;
    walk.values.push(value);
    walk.rates.push(eta);
    return;
  }
  throw new Error(`descend: no fall after 40 halvings of the rate ${first}; is this the gradient of f?`);
}
