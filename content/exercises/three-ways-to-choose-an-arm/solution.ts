export interface Arm {
  pulls: number;
  /** Pulls that paid. */
  wins: number;
}

export interface Game {
  arms: Arm[];
  /** The regret so far, after each round. */
  regret: number[];
}

/** With probability ε any arm, otherwise the one with the largest mean. */
export function epsilonGreedy(arms: readonly Arm[], epsilon: number, random: () => number): number {
  if (!(epsilon >= 0 && epsilon <= 1))
    throw new RangeError(`epsilonGreedy: epsilon is ${epsilon}, at least 0 and at most 1 is needed`);
  const best = largest(arms.map(mean));
  return random() < epsilon ? Math.floor(random() * arms.length) : best;
}

/** The arm with the largest mean + √(2 ln N / n): UCB1 of Auer, Cesa-Bianchi and Fischer, 2002. */
export function ucb1(arms: readonly Arm[]): number {
  const N = arms.reduce((sum, { pulls }) => sum + pulls, 0);
  return largest(
    arms.map((arm) => (arm.pulls === 0 ? mean(arm) : mean(arm) + Math.sqrt((2 * Math.log(N)) / arm.pulls))),
  );
}

/** The arm with the largest draw X/(X + Y) from Beta(wins + 1, losses + 1), X and Y being gamma draws. */
export function thompson(arms: readonly Arm[], gamma: (shape: number) => number): number {
  return largest(
    arms.map(({ pulls, wins }) => {
      const x = gamma(wins + 1);
      const y = gamma(pulls - wins + 1);
      return x / (x + y);
    }),
  );
}

/** The arms after one more pull of one of them. */
export function record(arms: readonly Arm[], arm: number, reward: number): Arm[] {
  if (reward !== 0 && reward !== 1) throw new RangeError(`record: the reward is ${reward}, 0 or 1 is needed`);
  if (arms.length === 0) throw new RangeError("record: no arms; at least one is needed");
  return arms.map(({ pulls, wins }, k) =>
    k === arm ? { pulls: pulls + 1, wins: wins + reward } : { pulls, wins },
  );
}

/** So many rounds of choosing, drawing a reward and recording it. */
export function play(
  chances: readonly number[],
  choose: (arms: readonly Arm[]) => number,
  rounds: number,
  random: () => number,
): Game {
  const best = chances[largest(chances)]!;
  let arms: Arm[] = chances.map(() => ({ pulls: 0, wins: 0 }));
  const regret: number[] = [];
  let sum = 0;
  for (let round = 0; round < rounds; round++) {
    const arm = choose(arms);
    arms = record(arms, arm, random() < chances[arm]! ? 1 : 0);
    sum += best - chances[arm]!;
    regret.push(sum);
  }
  return { arms, regret };
}

function mean({ pulls, wins }: Arm): number {
  return pulls === 0 ? Number.POSITIVE_INFINITY : wins / pulls;
}

/** The first index of the largest number. */
function largest(numbers: readonly number[]): number {
  if (numbers.length === 0) throw new RangeError("bandit: no arms; at least one is needed");
  return numbers.indexOf(Math.max(...numbers));
}
