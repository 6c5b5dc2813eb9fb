// The first reward is discounted too.
/** T steps one after the other; four arrays of shape T. */
export interface Rollout {
  rewards: number[];
  /** The process ended after this step. */
  terminated: boolean[];
  /** The recording of the episode was cut off after this step. */
  truncated: boolean[];
  /** An estimate of the value of the state that the step led to. */
  nextValues: number[];
}

/** G_0 = Σ_k γ^k r_k, forward, with the weight of the present step kept at hand. */
export function discountedReturn(rewards: readonly number[], gamma: number): number {
  refuseDiscount("discountedReturn", gamma);
  let sum = 0;
  let weight = 1;
  for (const r of rewards) {
    weight *= gamma;
    sum += weight * r;
  }
  return sum;
}

/** G_t = r_t + γ G_{t+1}, from the last step back. */
export function returnsToGo(rewards: readonly number[], gamma: number): number[] {
  refuseDiscount("returnsToGo", gamma);
  const returns = rewards.map(() => 0);
  let after = 0;
  for (let t = rewards.length - 1; t >= 0; t--) {
    after = rewards[t]! + gamma * after;
    returns[t] = after;
  }
  return returns;
}

/** G_t = r_t + γ · (0 if terminated, the estimate at a cut, G_{t+1} otherwise). */
export function rolloutReturns(rollout: Rollout, gamma: number): number[] {
  refuseDiscount("rolloutReturns", gamma);
  const { rewards, terminated, truncated, nextValues } = rollout;
  const T = rewards.length;
  for (const [name, array] of Object.entries(rollout))
    if (array.length !== T)
      throw new RangeError(
        `rolloutReturns: ${name} has ${array.length} entries, rewards ${T}; as many are needed`,
      );
  const returns = rewards.map(() => 0);
  for (let t = T - 1; t >= 0; t--) {
    const cut = truncated[t]! || t === T - 1;
    const after = terminated[t]! ? 0 : cut ? nextValues[t]! : returns[t + 1]!;
    returns[t] = rewards[t]! + gamma * after;
  }
  return returns;
}

/** The smallest n ≥ 1 with 1 − γ^n ≥ share: the first n steps of Σ γ^k = 1/(1 − γ) hold (1 − γ^n)/(1 − γ). */
export function stepsForShare(gamma: number, share: number): number {
  if (!(gamma >= 0 && gamma < 1))
    throw new RangeError(`stepsForShare: gamma is ${gamma}, at least 0 and below 1 is needed`);
  if (!(share > 0 && share < 1))
    throw new RangeError(`stepsForShare: share is ${share}, above 0 and below 1 is needed`);
  let n = 1;
  for (let left = gamma; 1 - left < share; left *= gamma) n++;
  return n;
}

function refuseDiscount(who: string, gamma: number): void {
  if (!(gamma >= 0 && gamma <= 1))
    throw new RangeError(`${who}: gamma is ${gamma}, at least 0 and at most 1 is needed`);
}
