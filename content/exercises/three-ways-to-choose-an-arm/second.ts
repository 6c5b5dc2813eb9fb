export interface Arm {
  pulls: number;
  wins: number;
}

export interface Game {
  arms: Arm[];
  regret: number[];
}

/** Arms without pulls come first; after them, means are compared by cross-multiplying. */
export function epsilonGreedy(arms: readonly Arm[], epsilon: number, random: () => number): number {
  some(arms);
  if (Number.isNaN(epsilon) || epsilon < 0 || epsilon > 1)
    throw new RangeError(`epsilon ${epsilon} is no probability`);
  if (random() < epsilon) return Math.trunc(arms.length * random());
  const fresh = arms.findIndex(({ pulls }) => pulls === 0);
  if (fresh >= 0) return fresh;
  let best = 0;
  arms.forEach((arm, k) => {
    if (arm.wins * arms[best]!.pulls > arms[best]!.wins * arm.pulls) best = k;
  });
  return best;
}

export function ucb1(arms: readonly Arm[]): number {
  some(arms);
  let [all, best, bound] = [0, 0, Number.NEGATIVE_INFINITY];
  for (const { pulls } of arms) all += pulls;
  for (let k = 0; k < arms.length; k++) {
    const { pulls, wins } = arms[k]!;
    if (pulls === 0) return k;
    const own = wins / pulls + Math.SQRT2 * Math.sqrt(Math.log(all) / pulls);
    if (own > bound) [best, bound] = [k, own];
  }
  return best;
}

/** x/(x + y) grows with x/y, so the odds are compared. */
export function thompson(arms: readonly Arm[], gamma: (shape: number) => number): number {
  some(arms);
  const odds = arms.map((arm) => gamma(1 + arm.wins) / gamma(1 + arm.pulls - arm.wins));
  return odds.reduce((best, x, k) => (x > odds[best]! ? k : best), 0);
}

export function record(arms: readonly Arm[], arm: number, reward: number): Arm[] {
  some(arms);
  if (![0, 1].includes(reward)) throw new RangeError(`a reward of ${reward}: only 0 and 1 are known here`);
  const copy = structuredClone(arms) as Arm[];
  copy[arm]!.pulls++;
  copy[arm]!.wins += reward;
  return copy;
}

export function play(
  chances: readonly number[],
  choose: (arms: readonly Arm[]) => number,
  rounds: number,
  random: () => number,
): Game {
  some(chances);
  const top = Math.max(...chances);
  const game: Game = { arms: Array.from(chances, () => ({ pulls: 0, wins: 0 })), regret: [] };
  while (game.regret.length < rounds) {
    const k = choose(game.arms);
    game.arms = record(game.arms, k, Number(random() < chances[k]!));
    game.regret.push((game.regret.at(-1) ?? 0) + top - chances[k]!);
  }
  return game;
}

function some(list: readonly unknown[]): void {
  if (list.length < 1) throw new RangeError("an empty list: at least one arm is needed");
}
