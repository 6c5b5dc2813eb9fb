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
  throw new Error("epsilonGreedy is not written yet");
}

/** The arm with the largest mean + √(2 ln N / n). */
export function ucb1(arms: readonly Arm[]): number {
  throw new Error("ucb1 is not written yet");
}

/** The arm with the largest draw from Beta(wins + 1, losses + 1). */
export function thompson(arms: readonly Arm[], gamma: (shape: number) => number): number {
  throw new Error("thompson is not written yet");
}

/** The arms after one more pull of one of them. */
export function record(arms: readonly Arm[], arm: number, reward: number): Arm[] {
  throw new Error("record is not written yet");
}

/** So many rounds of choosing, drawing a reward and recording it. */
export function play(
  chances: readonly number[],
  choose: (arms: readonly Arm[]) => number,
  rounds: number,
  random: () => number,
): Game {
  throw new Error("play is not written yet");
}
