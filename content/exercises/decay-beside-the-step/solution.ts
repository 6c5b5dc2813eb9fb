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
/** Before the first step. */
export function startOf(w: readonly number[]): State {
  return { step: 0, w: [...w], m: w.map(() => 0), v: w.map(() => 0) };
}

/** A step of Adam whose gradient has the penalty's slope in it. */
export function penaltyStep(state: State, g: readonly number[], settings: Settings): State {
  sameLength("penaltyStep", state, g);
  const slopes = g.map((slope, i) => slope + settings.decay * state.w[i]!);
  const { next, steps } = adam(state, slopes, settings);
  return { ...next, w: state.w.map((w, i) => w - steps[i]!) };
}

/** A step of AdamW. */
export function adamWStep(
  state: State,
  g: readonly number[],
  settings: Settings,
  decays: readonly boolean[] = g.map(() => true),
): State {
  sameLength("adamWStep", state, g);
  sameLength("adamWStep", state, decays);
  const { next, steps } = adam(state, g, settings);
  const shrink = 1 - settings.rate * settings.decay;
  return { ...next, w: state.w.map((w, i) => (decays[i] ? shrink : 1) * w - steps[i]!) };
}

/** Steps until a weight without a gradient has shrunk to half of what it was. */
export function halfLife({ rate, decay }: Settings): number {
  if (rate * decay <= 0) return Number.POSITIVE_INFINITY;
  let steps = 0;
  for (let left = 1; left > 0.5; steps++) left *= 1 - rate * decay;
  return steps;
}

/** The running means after one more gradient, and what Adam takes off the weights. */
function adam(
  { step, w, m, v }: State,
  u: readonly number[],
  settings: Settings,
): { next: State; steps: number[] } {
  const { rate, beta1, beta2, epsilon } = settings;
  const t = step + 1;
  const means = m.map((old, i) => beta1 * old + (1 - beta1) * u[i]!);
  const squares = v.map((old, i) => beta2 * old + (1 - beta2) * u[i]! ** 2);
  const steps = means.map(
    (mean, i) => (rate * (mean / (1 - beta1 ** t))) / (Math.sqrt(squares[i]! / (1 - beta2 ** t)) + epsilon),
  );
  return { next: { step: t, w, m: means, v: squares }, steps };
}

function sameLength(where: string, { w }: State, list: readonly unknown[]): void {
  if (list.length !== w.length)
    throw new RangeError(`${where}: ${list.length} entries for ${w.length} weights; as many are needed`);
}
