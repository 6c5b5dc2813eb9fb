import { all, type Check, close, equal, holds, random, refuses } from "@blankfile/curriculum/check";
import type { Arm } from "./starter.ts";

type Module = typeof import("./starter.ts");

const arm = (wins: number, pulls: number): Arm => ({ pulls, wins });

/** Gives these numbers, and counts how many were asked for. */
function drawing(...numbers: number[]): { random: () => number; count: () => number } {
  let asked = 0;
  return { random: () => numbers[asked++] ?? 0.5, count: () => asked };
}

/** Gamma draws of a whole shape: as many exponential ones added up. */
function gammas(seed: number): (shape: number) => number {
  const { uniform } = random(seed);
  return (shape) => {
    let sum = 0;
    for (let i = 0; i < shape; i++) sum -= Math.log(1 - uniform());
    return sum;
  };
}

/** How often each arm was chosen in so many calls, as shares. */
function shares(choose: () => number, arms: number, calls: number): number[] {
  const counts = new Array<number>(arms).fill(0);
  for (let i = 0; i < calls; i++) counts[choose()]! += 1;
  return counts.map((n) => n / calls);
}

export const checks: Check<Module>[] = [
  {
    name: "greedy goes by means, not by wins, and takes the first of equals",
    probes: "estimators",
    why: "Nine wins of 90 are a mean of 0.1, two of 3 are 0.67. With ε = 0 no draw is below ε.",
    run: ({ epsilonGreedy }) =>
      equal(
        [
          epsilonGreedy([arm(9, 90), arm(2, 3), arm(1, 2)], 0, () => 0),
          epsilonGreedy([arm(0, 9), arm(1, 2), arm(2, 4)], 0, () => 0),
        ],
        [1, 1],
      ),
  },
  {
    name: "an arm without pulls is tried before the best of the others, by greedy and by UCB1",
    why: "0/0 is NaN, and a maximum with a NaN in it is NaN. A mean of 0 in its place would mean that an arm nobody tried is never tried.",
    run: ({ epsilonGreedy, ucb1 }) => {
      const arms = [arm(5, 5), arm(0, 0), arm(0, 0)];
      const none = [arm(0, 0), arm(0, 0)];
      return equal(
        [epsilonGreedy(arms, 0, () => 0.5), ucb1(arms), epsilonGreedy(none, 0, () => 0.5), ucb1(none)],
        [1, 1, 0, 0],
      );
    },
  },
  {
    name: "ε-greedy with given draws: below ε the second draw picks among all arms",
    why: "0.1 is below 0.2, and 0.6 · 3 = 1.8 is arm 1; 0.99 · 3 is arm 2; 0 is arm 0, the best one, which exploring may hit too. 0.2 itself is not below 0.2.",
    run: ({ epsilonGreedy }) => {
      const arms = [arm(3, 3), arm(0, 3), arm(1, 3)];
      const once = drawing(0.2, 0.99);
      return equal(
        [
          ...[
            [0.1, 0.6],
            [0.1, 0.99],
            [0.1, 0],
          ].map((draws) => epsilonGreedy(arms, 0.2, drawing(...draws).random)),
          epsilonGreedy(arms, 0.2, once.random),
          once.count(),
        ],
        [1, 2, 0, 0, 1],
      );
    },
  },
  {
    name: "ε-greedy chooses as often as it says, over 20,000 calls",
    why: "With ε = 0.3 and three arms each is explored with 0.1, and the best one has 0.7 beside that.",
    run: ({ epsilonGreedy }) => {
      const { uniform } = random(1);
      const arms = [arm(1, 4), arm(3, 4), arm(2, 4)];
      return close(
        shares(() => epsilonGreedy(arms, 0.3, uniform), 3, 20_000),
        [0.1, 0.8, 0.1],
        0.015,
      );
    },
  },
  {
    name: "UCB1 by hand: 100 pulls in all; 40 wins of 80, and 6 wins of 20",
    why: "The bonus is √(2 · 4.605/80) = 0.339 for the first arm and √(2 · 4.605/20) = 0.679 for the second: 0.839 against 0.979. Without a bonus the first would win; with 3 wins the second is at 0.829, not quite enough.",
    run: ({ ucb1 }) => equal([ucb1([arm(40, 80), arm(6, 20)]), ucb1([arm(40, 80), arm(3, 20)])], [1, 0]),
  },
  {
    name: "UCB1's bonus has the right size: the wins at which the choice tips over",
    probes: "exp-log",
    why: "The natural logarithm of all pulls, times 2, over the arm's own pulls, under the root. The other arm has 30 wins of 60; the smallest number of wins was found at which an arm of n pulls is preferred.",
    run: ({ ucb1 }) => {
      const tips = (pulls: number) => {
        for (let wins = 0; wins <= pulls; wins++)
          if (ucb1([arm(30, 60), arm(wins, pulls)]) === 1) return wins;
        return pulls + 1;
      };
      const expected = [10, 25, 40, 90, 200].map((pulls) => {
        const log = 2 * Math.log(60 + pulls);
        const level = pulls * (0.5 + Math.sqrt(log / 60) - Math.sqrt(log / pulls));
        return Math.max(0, Math.ceil(level + 1e-9));
      });
      return equal([10, 25, 40, 90, 200].map(tips), expected);
    },
  },
  {
    name: "Thompson asks for the shapes wins + 1 and losses + 1, arm by arm",
    probes: "conjugate-priors",
    why: "A uniform prior is Beta(1, 1); each win adds 1 to the first parameter, each loss 1 to the second. Losses are pulls − wins.",
    run: ({ thompson }) => {
      const asked: number[] = [];
      thompson([arm(3, 10), arm(0, 0), arm(2, 2)], (shape) => {
        asked.push(shape);
        return 1;
      });
      return equal(asked, [4, 8, 1, 1, 3, 1]);
    },
  },
  {
    name: "Thompson compares X/(X + Y), not the gamma draws themselves",
    why: "With X = 5, Y = 5 the first arm's draw is ½; with X = 3, Y = 1 the second one's is ¾, though 3 is less than 5. Equal draws go to the first arm.",
    run: ({ thompson }) =>
      equal(
        [
          thompson([arm(4, 8), arm(2, 2)], drawing(5, 5, 3, 1).random),
          thompson([arm(4, 8), arm(2, 2)], drawing(5, 1, 3, 1).random),
          thompson([arm(0, 0), arm(0, 0)], drawing(2, 2, 2, 2).random),
        ],
        [1, 0, 0],
      ),
  },
  {
    name: "Thompson tries each arm as often as it is likely to be the best",
    probes: "continuous-distributions",
    why: "θ₀ is drawn from Beta(2, 1) and θ₁ from Beta(1, 1). P(θ₀ > θ₁) = E θ₀ = 2/3. With means in place of draws it would be 1.",
    run: ({ thompson }) => {
      const gamma = gammas(2);
      return close(
        shares(() => thompson([arm(1, 1), arm(0, 0)], gamma), 2, 20_000),
        [2 / 3, 1 / 3],
        0.02,
      );
    },
  },
  {
    name: "a pull is recorded for its arm alone",
    why: "One pull more, and one win more if it paid. The arms that were given stay as they were.",
    run: ({ record }) => {
      const arms = [arm(1, 2), arm(0, 0)];
      return all(
        equal(record(arms, 1, 1), [arm(1, 2), arm(1, 1)]),
        equal(record(arms, 0, 0), [arm(1, 3), arm(0, 0)]),
        equal(arms, [arm(1, 2), arm(0, 0)]),
      );
    },
  },
  {
    name: "a game by hand: arms in turn, rewards by given draws",
    probes: "regret",
    why: "Chances 0.9 and 0.4: each pull of arm 1 costs 0.5, whatever it happened to pay, and pulls of the best arm cost nothing. The regret is the sum so far; in what each round sees, all rounds before it are recorded.",
    run: ({ play }) => {
      const seen: number[] = [];
      const { arms, regret } = play(
        [0.9, 0.4],
        (arms) => {
          const pulls = arms.reduce((sum, { pulls }) => sum + pulls, 0);
          seen.push(pulls);
          return pulls % 2;
        },
        4,
        drawing(0.5, 0.39, 0.95, 0.4).random,
      );
      return all(
        equal(arms, [arm(1, 2), arm(1, 2)]),
        close(regret, [0, 0.5, 0.5, 1]),
        equal(seen, [0, 1, 2, 3]),
      );
    },
  },
  {
    name: "over 1000 rounds UCB1 and Thompson lose far less than a blind choice",
    probes: "regret",
    why: "Chances 0.2, 0.5 and 0.8. Blindly, each round costs 0.3 on average, 300 in all; both methods pull the best arm most of the time. The regret never falls.",
    run: ({ play, ucb1, thompson }) => {
      const gamma = gammas(3);
      const games = [ucb1, (arms: readonly Arm[]) => thompson(arms, gamma)].map((choose, i) =>
        play([0.2, 0.5, 0.8], choose, 1000, random(4 + i).uniform),
      );
      return all(
        ...games.flatMap(({ arms, regret }) => [
          equal(regret.length, 1000),
          equal(
            arms.reduce((sum, { pulls }) => sum + pulls, 0),
            1000,
          ),
          close(regret.at(-1)!, arms[0]!.pulls * 0.6 + arms[1]!.pulls * 0.3, 1e-9),
          holds(regret.at(-1)! < 120, regret.at(-1)!, "a regret below 120"),
          holds(
            regret.every((x, t) => t === 0 || x >= regret[t - 1]! - 1e-9),
            regret,
            "a regret that never falls",
          ),
        ]),
      );
    },
  },
  {
    name: "no arms, an ε that is no probability and a reward of ½ are refused",
    why: "Math.max() of nothing is −Infinity, found at the index −1; a reward of ½ has no place in a count of wins.",
    run: ({ epsilonGreedy, ucb1, thompson, record, play }) =>
      all(
        refuses(() => epsilonGreedy([], 0.1, () => 0.5)),
        refuses(() => ucb1([])),
        refuses(() => thompson([], () => 1)),
        refuses(() => record([], 0, 1)),
        refuses(() =>
          play(
            [],
            () => 0,
            1,
            () => 0.5,
          ),
        ),
        ...[-0.1, 1.1, Number.NaN].map((epsilon) =>
          refuses(() => epsilonGreedy([arm(1, 2)], epsilon, () => 0.5)),
        ),
        ...[0.5, 2, Number.NaN].map((reward) => refuses(() => record([arm(1, 2)], 0, reward))),
      ),
  },
];
