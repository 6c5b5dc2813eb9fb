// The gradient is taken a whole old step ahead, without the factor μ.
export interface Settings {
  /** η. */
  rate: number;
  /** μ, the share of the velocity that is kept, from 0 to below 1. */
  momentum: number;
}

/** v ← μ v + g, then θ ← θ − η v, or θ − η (g + μ v) by Nesterov's rule. */
export function sgdStep(
  theta: number[],
  gradient: number[],
  velocity: number[],
  { rate, momentum, nesterov }: Settings & { nesterov: boolean },
): { theta: number[]; velocity: number[] } {
  checkLengths(theta, { gradient, velocity });
  const v = velocity.map((old, i) => momentum * old + gradient[i]!);
  const step = nesterov ? v.map((speed, i) => gradient[i]! + momentum * speed) : v;
  return { theta: theta.map((value, i) => value - rate * step[i]!), velocity: v };
}

/**
 * v ← μ v + ∇f(φ − η μ v), then φ ← φ − η v.
 *
 * Sutskever et al. 2013, equations 3 and 4, http://proceedings.mlr.press/v28/sutskever13.html, with −η taken out of the velocity.
 */
export function lookAheadStep(
  phi: number[],
  gradientAt: (x: number[]) => number[],
  velocity: number[],
  { rate, momentum }: Settings,
): { phi: number[]; velocity: number[] } {
  checkLengths(phi, { velocity });
  const gradient = gradientAt(phi.map((value, i) => value - rate * velocity[i]!));
  checkLengths(phi, { gradient });
  const v = velocity.map((old, i) => momentum * old + gradient[i]!);
  return { phi: phi.map((value, i) => value - rate * v[i]!), velocity: v };
}

function checkLengths(parameters: number[], arrays: Record<string, number[]>): void {
  for (const [name, { length }] of Object.entries(arrays))
    if (length !== parameters.length)
      throw new RangeError(
        `${length} numbers in ${name}, ${parameters.length} are needed as in the parameters`,
      );
}
