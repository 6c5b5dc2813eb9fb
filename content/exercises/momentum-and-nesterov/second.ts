export interface Settings {
  /** η. */
  rate: number;
  /** μ, the share of the velocity that is kept, from 0 to below 1. */
  momentum: number;
}

/** Both rules as amounts of the old velocity and of the gradient: (μ, 1), or (μ², 1 + μ) by Nesterov's rule. */
export function sgdStep(
  theta: number[],
  gradient: number[],
  velocity: number[],
  settings: Settings & { nesterov: boolean },
): { theta: number[]; velocity: number[] } {
  const { rate, momentum: mu } = settings;
  const [ofOld, ofNew] = settings.nesterov ? [mu * mu, 1 + mu] : [mu, 1];
  return {
    theta: sum([1, theta], [-rate * ofOld, velocity], [-rate * ofNew, gradient]),
    velocity: sum([mu, velocity], [1, gradient]),
  };
}

/** The velocity's part of the step first, since the gradient is wanted where it leads; then the gradient's part from there. */
export function lookAheadStep(
  phi: number[],
  gradientAt: (x: number[]) => number[],
  velocity: number[],
  settings: Settings,
): { phi: number[]; velocity: number[] } {
  const carried = sum([1, phi], [-settings.rate * settings.momentum, velocity]);
  const gradient = gradientAt([...carried]);
  return {
    phi: sum([1, carried], [-settings.rate, gradient]),
    velocity: sum([settings.momentum, velocity], [1, gradient]),
  };
}

/** Σ amount · vector, for vectors of one length. */
function sum(...terms: [number, number[]][]): number[] {
  const n = terms[0]![1].length;
  const total = new Array<number>(n).fill(0);
  for (const [amount, vector] of terms) {
    if (vector.length !== n)
      throw new RangeError(`a vector of ${vector.length} numbers among vectors of ${n}`);
    for (let i = 0; i < n; i++) total[i]! += amount * vector[i]!;
  }
  return total;
}
