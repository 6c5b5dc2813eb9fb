// v averages the squares of m, not those of the gradients.
export interface AdamState {
  /** Steps taken so far, 0 at first. */
  step: number;
  /** The running mean of the gradients, one number for each parameter. */
  m: number[];
  /** The running mean of their squares. */
  v: number[];
}

export interface AdamSettings {
  /** η. */
  rate: number;
  /** β₁, from 0 to below 1. */
  beta1: number;
  /** β₂, from 0 to below 1. */
  beta2: number;
  /** ε, added to the root. */
  epsilon: number;
}

/** The state before the first step of n parameters. */
export function startState(n: number): AdamState {
  return { step: 0, m: new Array<number>(n).fill(0), v: new Array<number>(n).fill(0) };
}

/**
 *   m ← β₁ m + (1 − β₁) g,   v ← β₂ v + (1 − β₂) g²
 *   θ ← θ − η (m / (1 − β₁ᵗ)) / (√(v / (1 − β₂ᵗ)) + ε)
 *
 * Kingma and Ba 2015, https://arxiv.org/abs/1412.6980, algorithm 1.
 */
export function adamStep(
  theta: number[],
  gradient: number[],
  state: AdamState,
  { rate, beta1, beta2, epsilon }: AdamSettings,
): { theta: number[]; state: AdamState } {
  checkLengths(theta.length, { gradient, m: state.m, v: state.v });
  const step = state.step + 1;
  const m = state.m.map((old, i) => beta1 * old + (1 - beta1) * gradient[i]!);
  const v = state.v.map((old, i) => beta2 * old + (1 - beta2) * m[i]! ** 2);
  const moved = theta.map((value, i) => {
    const mHat = m[i]! / (1 - beta1 ** step);
    const vHat = v[i]! / (1 - beta2 ** step);
    return value - (rate * mHat) / (Math.sqrt(vHat) + epsilon);
  });
  return { theta: moved, state: { step, m, v } };
}

function checkLengths(n: number, arrays: Record<string, number[]>): void {
  for (const [name, { length }] of Object.entries(arrays))
    if (length !== n)
      throw new RangeError(`adamStep: ${length} numbers in ${name}, ${n} are needed as in theta`);
}
