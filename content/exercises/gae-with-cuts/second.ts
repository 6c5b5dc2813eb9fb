export interface Recording {
  rewards: number[];
  values: number[];
  nextValues: number[];
  terminated: boolean[];
  truncated: boolean[];
}

export interface Estimates {
  advantages: number[];
  targets: number[];
}

export function tdErrors(recording: Recording, gamma: number): number[] {
  return gae(recording, gamma, 0).advantages;
}

/** Targets first, the λ-returns: G_t = r_t + γ ((1 − λ) v(s′_t) + λ G_{t+1}), and v(s′_t) alone where the recording goes no further. */
export function gae(recording: Recording, gamma: number, lambda: number): Estimates {
  const { rewards, values, nextValues, terminated, truncated } = recording;
  if ([gamma, lambda].some((x) => Number.isNaN(x) || x < 0 || x > 1))
    throw new RangeError(`gamma ${gamma} and lambda ${lambda} must lie between 0 and 1`);
  const lengths = [values, nextValues, terminated, truncated].map((array) => array.length);
  if (lengths.some((length) => length !== rewards.length))
    throw new RangeError("the arrays differ in length");
  const targets = new Array<number>(rewards.length);
  for (let t = rewards.length; t-- > 0; ) {
    const guess = nextValues[t]!;
    const goesOn = !truncated[t] && t + 1 < rewards.length;
    const mixed = goesOn ? (1 - lambda) * guess + lambda * targets[t + 1]! : guess;
    targets[t] = terminated[t] ? rewards[t]! : rewards[t]! + gamma * mixed;
  }
  return { targets, advantages: targets.map((G, t) => G - values[t]!) };
}

export function standardise(advantages: readonly number[]): number[] {
  const n = advantages.length;
  if (new Set(advantages).size < 2) return new Array<number>(n).fill(0);
  let total = 0;
  for (const A of advantages) total += A / n;
  const centred = advantages.map((A) => A - total);
  const spread = Math.hypot(...centred) / Math.sqrt(n);
  return centred.map((A) => A / spread);
}
