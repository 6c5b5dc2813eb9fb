/** One answer: a reward and three arrays of its T tokens. */
export interface Answer {
  reward: number;
  /** log π of each token now. */
  logProbs: readonly number[];
  /** log π when the answer was drawn. */
  oldLogProbs: readonly number[];
  /** log π of the reference. */
  refLogProbs: readonly number[];
}

export interface Settings {
  /** The clip range, above 0. */
  epsilon: number;
  /** The weight of the penalty, at least 0. */
  beta: number;
}

/** (r_i − r̄)/s, or r_i − r̄ where `divide` is false; zeros where all rewards are equal. */
export function groupAdvantages(rewards: readonly number[], divide: boolean): number[] {
  if (rewards.length === 0) throw new RangeError("groupAdvantages: no rewards; at least one is needed");
  // The mean of equal numbers may differ from them in the last digit, and that digit divided by itself is 1.
  if (rewards.every((r) => r === rewards[0])) return rewards.map(() => 0);
  const mean = average(rewards);
  const spread = Math.sqrt(average(rewards.map((r) => (r - mean) ** 2)));
  return rewards.map((r) => (divide ? (r - mean) / spread : r - mean));
}

/** e^d − 1 − d with d = log π_ref − log π: an estimate of KL(π ‖ π_ref) for tokens drawn from π, and never negative. */
export function klTerms(logProbs: readonly number[], refLogProbs: readonly number[]): number[] {
  return logProbs.map((log, t) => {
    const d = refLogProbs[t]! - log;
    return Math.expm1(d) - d;
  });
}

/** J and its slopes (ρA, or 0 where clipped, minus β (1 − e^d)) / (G T_i); Shao and others, 2024, equations 3 and 4. */
export function grpoObjective(
  answers: readonly Answer[],
  settings: Settings,
): { value: number; gradient: number[][] } {
  refuse(answers, settings);
  const { epsilon, beta } = settings;
  const advantages = groupAdvantages(
    answers.map(({ reward }) => reward),
    true,
  );
  let value = 0;
  const gradient = answers.map(({ logProbs, oldLogProbs, refLogProbs }, i) => {
    const A = advantages[i]!;
    const penalties = klTerms(logProbs, refLogProbs);
    const share = 1 / (answers.length * logProbs.length);
    return logProbs.map((log, t) => {
      const ratio = Math.exp(log - oldLogProbs[t]!);
      const free = ratio * A;
      const held = Math.min(Math.max(ratio, 1 - epsilon), 1 + epsilon) * A;
      value += share * (Math.min(free, held) - beta * penalties[t]!);
      return share * ((held < free ? 0 : free) + beta * Math.expm1(refLogProbs[t]! - log));
    });
  });
  return { value, gradient };
}

function average(numbers: readonly number[]): number {
  return numbers.reduce((sum, x) => sum + x, 0) / numbers.length;
}

function refuse(answers: readonly Answer[], { epsilon, beta }: Settings): void {
  if (!(epsilon > 0)) throw new RangeError(`grpoObjective: epsilon is ${epsilon}, above 0 is needed`);
  if (!(beta >= 0)) throw new RangeError(`grpoObjective: beta is ${beta}, at least 0 is needed`);
  if (answers.length === 0) throw new RangeError("grpoObjective: no answers; at least one is needed");
  for (const [i, { logProbs, oldLogProbs, refLogProbs }] of answers.entries()) {
    const sizes = [logProbs.length, oldLogProbs.length, refLogProbs.length];
    if (sizes[0] === 0 || sizes.some((size) => size !== sizes[0]))
      throw new RangeError(
        `grpoObjective: answer ${i} has arrays of ${sizes.join(", ")} tokens; one length of at least 1 is needed`,
      );
  }
}
