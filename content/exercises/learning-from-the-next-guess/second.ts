export interface Step {
  state: number;
  reward: number;
  next: number;
  terminated: boolean;
}

export interface Episode {
  states: number[];
  rewards: number[];
  terminated: boolean;
}

export function tdError(
  v: readonly number[],
  { state, reward, next, terminated }: Step,
  gamma: number,
): number {
  return reward - v[state]! + (terminated ? 0 : gamma * v[next]!);
}

/** Each step gives a new array; the value becomes a weighted mean of itself and its target. */
export function td0(v: readonly number[], steps: readonly Step[], alpha: number, gamma: number): number[] {
  return steps.reduce(
    (now, { state, reward, next, terminated }) =>
      now.with(state, (1 - alpha) * now[state]! + alpha * (reward + (terminated ? 0 : gamma * now[next]!))),
    [...v],
  );
}

/** v(s_t) and the discounted sum of the one-step errors: the values between cancel. */
export function nStepReturn(
  v: readonly number[],
  episode: Episode,
  t: number,
  n: number,
  gamma: number,
): number {
  const steps = stepsOf(episode);
  if (steps[t] === undefined) throw new RangeError(`no step ${t} among ${steps.length}`);
  return v[steps[t].state]! + errors(v, window(steps, t, n), gamma);
}

export function nStepEvaluate(
  v: readonly number[],
  episode: Episode,
  n: number,
  alpha: number,
  gamma: number,
): number[] {
  const steps = stepsOf(episode);
  window(steps, 0, n);
  return steps.reduce(
    (now, { state }, t) => now.with(state, now[state]! + alpha * errors(now, window(steps, t, n), gamma)),
    v.slice(),
  );
}

function window(steps: Step[], t: number, n: number): Step[] {
  if (Number.isNaN(n) || n < 1) throw new RangeError(`n must be 1 or more, not ${n}`);
  return steps.slice(t, t + n);
}

function errors(v: readonly number[], steps: Step[], gamma: number): number {
  return steps.reduceRight((rest, step) => tdError(v, step, gamma) + gamma * rest, 0);
}

function stepsOf({ states, rewards, terminated }: Episode): Step[] {
  if (states.length - rewards.length !== 1)
    throw new RangeError("states and rewards do not fit: one state more than rewards is needed");
  return rewards.map((reward, t) => ({
    state: states[t]!,
    reward,
    next: states[t + 1]!,
    terminated: terminated && t === rewards.length - 1,
  }));
}
