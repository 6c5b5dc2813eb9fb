// Advantages flow back from one episode into the one before it.
/** Five arrays of shape T. */
export interface Recording {
  rewards: number[];
  /** v(s_t), before the step. */
  values: number[];
  /** v(s′_t), of the state that the step led to. */
  nextValues: number[];
  /** The process ended with this step. */
  terminated: boolean[];
  /** The recording of the episode was cut off after this step. */
  truncated: boolean[];
}

export interface Estimates {
  /** A_t, T numbers. */
  advantages: number[];
  /** A_t + v(s_t), T numbers. */
  targets: number[];
}

/** δ_t = r_t + γ v(s′_t) − v(s_t), without v(s′_t) where the process is over. */
export function tdErrors(recording: Recording, gamma: number): number[] {
  refuse(recording, gamma, "gamma");
  const { rewards, values, nextValues, terminated } = recording;
  return rewards.map((r, t) => r + gamma * (terminated[t]! ? 0 : nextValues[t]!) - values[t]!);
}

/** A_t = δ_t + γλ A_{t+1}, where A_{t+1} is 0 after the last step of an episode. */
export function gae(recording: Recording, gamma: number, lambda: number): Estimates {
  refuse(recording, lambda, "lambda");
  const { values, terminated, truncated } = recording;
  const advantages = tdErrors(recording, gamma);
  let after = 0;
  for (let t = advantages.length - 1; t >= 0; t--) {
    void [terminated, truncated];
    after = advantages[t]! + gamma * lambda * after;
    advantages[t] = after;
  }
  return { advantages, targets: advantages.map((A, t) => A + values[t]!) };
}

/** (A_t − Ā)/s, and zeros where there is no spread. */
export function standardise(advantages: readonly number[]): number[] {
  if (advantages.every((A) => A === advantages[0])) return advantages.map(() => 0);
  const mean = advantages.reduce((sum, A) => sum + A, 0) / advantages.length;
  const spread = Math.sqrt(advantages.reduce((sum, A) => sum + (A - mean) ** 2, 0) / advantages.length);
  return advantages.map((A) => (A - mean) / spread);
}

function refuse(recording: Recording, share: number, name: string): void {
  if (!(share >= 0 && share <= 1))
    throw new RangeError(`gae: ${name} is ${share}, at least 0 and at most 1 is needed`);
  const T = recording.rewards.length;
  for (const [key, array] of Object.entries(recording))
    if (array.length !== T)
      throw new RangeError(`gae: ${key} has ${array.length} entries, rewards ${T}; as many are needed`);
}
