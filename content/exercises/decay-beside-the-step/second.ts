export interface Settings {
  /** η. */
  rate: number;
  /** λ. */
  decay: number;
  beta1: number;
  beta2: number;
  epsilon: number;
}

export interface State {
  /** Steps taken so far. */
  step: number;
  w: number[];
  /** The running mean of the gradients. */
  m: number[];
  /** The running mean of their squares. */
  v: number[];
}

/** Before the first step. */
export function startOf(w: readonly number[]): State {
  const zeros = () => new Array<number>(w.length).fill(0);
  return { step: 0, w: w.slice(), m: zeros(), v: zeros() };
}

export function penaltyStep(state: State, g: readonly number[], settings: Settings): State {
  const after = copy(state, g.length);
  for (const i of after.w.keys())
    after.w[i]! -= move(after, i, g[i]! + settings.decay * after.w[i]!, settings);
  return after;
}

export function adamWStep(
  state: State,
  g: readonly number[],
  settings: Settings,
  decays?: readonly boolean[],
): State {
  const after = copy(state, g.length);
  if (decays !== undefined && decays.length !== g.length)
    throw new RangeError(`decays says something of ${decays.length} weights, there are ${g.length}`);
  for (const i of after.w.keys()) {
    const shrunk = decays?.[i] === false ? 0 : settings.rate * settings.decay * after.w[i]!;
    after.w[i]! -= shrunk + move(after, i, g[i]!, settings);
  }
  return after;
}

/** (1 − ηλ)ⁿ ≤ ½, solved for n; the power itself decides where rounding makes it close. */
export function halfLife(settings: Settings): number {
  const kept = 1 - settings.rate * settings.decay;
  if (kept >= 1) return 1 / 0;
  if (kept <= 0.5) return 1;
  const guess = Math.floor(-Math.LN2 / Math.log(kept));
  return [guess, guess + 1].find((n) => n > 0 && kept ** n <= 0.5 * (1 + 1e-15)) ?? guess + 1;
}

/** One more step, and a place for its results. */
function copy(state: State, gradients: number): State {
  if (gradients !== state.w.length) throw new RangeError(`${gradients} slopes for ${state.w.length} weights`);
  return { step: state.step + 1, w: state.w.slice(), m: state.m.slice(), v: state.v.slice() };
}

/** Takes the slope into both means of weight i; answers Adam's step. */
function move(state: State, i: number, slope: number, { rate, beta1, beta2, epsilon }: Settings): number {
  state.m[i]! += (1 - beta1) * (slope - state.m[i]!);
  state.v[i]! += (1 - beta2) * (slope * slope - state.v[i]!);
  const spread = Math.sqrt(state.v[i]! / (1 - beta2 ** state.step));
  return (rate * state.m[i]!) / (1 - beta1 ** state.step) / (spread + epsilon);
}
