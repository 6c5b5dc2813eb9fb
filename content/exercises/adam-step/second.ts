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

export function startState(n: number): AdamState {
  const m: number[] = [];
  for (let i = 0; i < n; i++) m.push(0);
  return { step: 0, m, v: [...m] };
}

/**
 * The corrections drawn into one rate for the step, η √(1 − β₂ᵗ) / (1 − β₁ᵗ), as at the end of section 2 of Kingma and Ba; ε is then brought
 * to the scale of the uncorrected root. Means are moved towards the new value by their share.
 */
export function adamStep(
  theta: number[],
  gradient: number[],
  state: AdamState,
  settings: AdamSettings,
): { theta: number[]; state: AdamState } {
  const n = theta.length;
  if (gradient.length !== n || state.m.length !== n || state.v.length !== n)
    throw new RangeError(`theta has ${n} numbers, and gradient, m and v do not all have as many`);
  const next: AdamState = { step: state.step + 1, m: [...state.m], v: [...state.v] };
  const root = Math.sqrt(1 - settings.beta2 ** next.step);
  const rate = (settings.rate * root) / (1 - settings.beta1 ** next.step);
  const result = [...theta];
  for (let i = 0; i < n; i++) {
    const g = gradient[i]!;
    next.m[i]! += (1 - settings.beta1) * (g - next.m[i]!);
    next.v[i]! += (1 - settings.beta2) * (g * g - next.v[i]!);
    result[i]! -= (rate * next.m[i]!) / (Math.sqrt(next.v[i]!) + root * settings.epsilon);
  }
  return { theta: result, state: next };
}
