// All n-step returns are computed before the first update.
export interface Step {
  state: number;
  reward: number;
  next: number;
  /** The process ended with this step. */
  terminated: boolean;
}

export interface Episode {
  /** T + 1 states. */
  states: number[];
  /** T rewards; rewards[t] is earned on the way from states[t] to states[t + 1]. */
  rewards: number[];
  /** The process ended in the last state; otherwise the recording was cut off there. */
  terminated: boolean;
}

/** δ = r + γ v(s′) − v(s), with 0 for v(s′) after the end. */
export function tdError(v: readonly number[], step: Step, gamma: number): number {
  const after = step.terminated ? 0 : v[step.next]!;
  return step.reward + gamma * after - v[step.state]!;
}

/** v(s) ← v(s) + α δ, step by step. */
export function td0(v: readonly number[], steps: readonly Step[], alpha: number, gamma: number): number[] {
  const now = [...v];
  for (const step of steps) now[step.state]! += alpha * tdError(now, step, gamma);
  return now;
}

/** Σ_{k<m} γ^k r_{t+k} + γ^m v(s_{t+m}) with m = min(n, T − t), without the value after the end. */
export function nStepReturn(
  v: readonly number[],
  episode: Episode,
  t: number,
  n: number,
  gamma: number,
): number {
  const { states, rewards, terminated } = episode;
  refuse(episode, n);
  if (!Number.isInteger(t) || t < 0 || t >= rewards.length)
    throw new RangeError(`nStepReturn: t is ${t}, a whole number from 0 to ${rewards.length - 1} is needed`);
  const until = Math.min(t + n, rewards.length);
  let sum = 0;
  let weight = 1;
  for (let k = t; k < until; k++) {
    sum += weight * rewards[k]!;
    weight *= gamma;
  }
  const over = terminated && until === rewards.length;
  return over ? sum : sum + weight * v[states[until]!]!;
}

/** v(s_t) ← v(s_t) + α (G_t − v(s_t)), step by step. */
export function nStepEvaluate(
  v: readonly number[],
  episode: Episode,
  n: number,
  alpha: number,
  gamma: number,
): number[] {
  refuse(episode, n);
  const now = [...v];
  for (let t = 0; t < episode.rewards.length; t++) {
    const s = episode.states[t]!;
    now[s]! += alpha * (nStepReturn(v, episode, t, n, gamma) - now[s]!);
  }
  return now;
}

function refuse({ states, rewards }: Episode, n: number): void {
  if (!(n >= 1)) throw new RangeError(`nStepReturn: n is ${n}, at least 1 is needed`);
  if (states.length !== rewards.length + 1)
    throw new RangeError(
      `nStepReturn: ${states.length} states for ${rewards.length} rewards, one more is needed`,
    );
}
