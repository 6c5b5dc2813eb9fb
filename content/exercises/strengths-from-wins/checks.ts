import { all, type Check, close, equal, gradientMatches, random, refuses } from "@blankfile/curriculum/check";

type Module = typeof import("./starter.ts");

/** K contestants, everybody met everybody, and some games went either way. */
function example(seed: number, K = 5): { wins: number[][]; strengths: number[] } {
  const draw = random(seed);
  const strengths = draw.normals(K);
  const wins = strengths.map((_, i) => strengths.map((_, j) => (i === j ? 0 : 1 + draw.integer(9))));
  return { wins, strengths };
}

const sigma = (x: number): number => 1 / (1 + Math.exp(-x));

/** Won minus expected, from the definition. */
const surplus = (wins: readonly (readonly number[])[], strengths: readonly number[]): number[] =>
  strengths.map((own, i) =>
    strengths.reduce(
      (sum, other, j) =>
        i === j ? sum : sum + wins[i]![j]! * sigma(other - own) - wins[j]![i]! * sigma(own - other),
      0,
    ),
  );

export const checks: Check<Module>[] = [
  {
    name: "equal strengths win half the time, a difference of log 3 three times in four",
    probes: "exp-log",
    why: "The log-odds of a win are the difference of the strengths: odds of 3 to 1 are log 3.",
    run: ({ winChance }) =>
      all(
        close([winChance(2, 2), winChance(Math.log(3), 0), winChance(5, 5 + Math.log(3))], [0.5, 0.75, 0.25]),
        close([winChance(1000, 0), winChance(0, 1000)], [1, 0]),
      ),
  },
  {
    name: "the log-likelihood by hand: 3 wins to 1 at equal strengths, and at log 3",
    probes: "maximum-likelihood",
    why: "4 log ½ = −2.77; 3 log ¾ + log ¼ = −2.25. Each direction counts once: wins of i over j and wins of j over i are different entries.",
    run: ({ logLikelihood }) => {
      const wins = [
        [0, 3],
        [1, 0],
      ];
      return close(
        [logLikelihood(wins, [0, 0]), logLikelihood(wins, [Math.log(3), 0])],
        [4 * Math.log(0.5), 3 * Math.log(0.75) + Math.log(0.25)],
      );
    },
  },
  {
    name: "a surprise between strengths 1000 apart costs 1000, not Infinity",
    probes: "exp-log",
    why: "σ(−1000) rounds to 0, whose logarithm is −Infinity. log σ(x) = −log(1 + e^(−x)), and for a very negative x that is x itself.",
    run: ({ logLikelihood, gradient }) => {
      const wins = [
        [0, 0],
        [1, 0],
      ];
      return all(close(logLikelihood(wins, [1000, 0]), -1000), close(gradient(wins, [1000, 0]), [-1, 1]));
    },
  },
  {
    name: "slopes by hand: at equal strengths, what was won minus half of what was played",
    why: "Of 4 games 3 were won where 2 were to be expected: the slopes are 1 and −1. Wins alone are not enough: whoever plays more also wins more.",
    run: ({ gradient }) =>
      close(
        gradient(
          [
            [0, 3],
            [1, 0],
          ],
          [7, 7],
        ),
        [1, -1],
      ),
  },
  {
    name: "slopes agree with finite differences of your log-likelihood and add up to 0",
    probes: "partial-derivatives",
    why: "Each strength was moved a little up and down. The slopes add up to 0 because a shift of all strengths changes nothing.",
    run: ({ logLikelihood, gradient }) =>
      all(
        ...[1, 2, 3].map((seed) => {
          const { wins, strengths } = example(seed);
          const slopes = gradient(wins, strengths);
          return all(
            gradientMatches((z: number[]) => logLikelihood(wins, z), slopes, strengths),
            close(
              slopes.reduce((sum, x) => sum + x, 0),
              0,
            ),
          );
        }),
      ),
  },
  {
    name: "two contestants, 3 to 1: ± ½ log 3",
    probes: "maximum-likelihood",
    why: "The most likely chance is what was seen, ¾, so the strengths differ by log 3; with mean 0 they lie half of it above and below.",
    run: ({ fit }) =>
      close(
        fit([
          [0, 3],
          [1, 0],
        ]),
        [Math.log(3) / 2, -Math.log(3) / 2],
        1e-6,
      ),
  },
  {
    name: "a circle of wins makes all equal, whatever is written on the diagonal",
    why: "0 beat 1, 1 beat 2, 2 beat 0, five times each. Nobody plays against themselves: the diagonal must not count as games.",
    run: ({ fit, logLikelihood, gradient }) => {
      const wins = [
        [9, 5, 0],
        [0, 4, 5],
        [5, 0, Number.NaN],
      ];
      return all(
        close(fit(wins), [0, 0, 0], 1e-6),
        close(logLikelihood(wins, [0, 0, 0]), 15 * Math.log(0.5)),
        close(gradient(wins, [0, 0, 0]), [0, 0, 0]),
      );
    },
  },
  {
    name: "strength is not the share of wins: who met whom matters",
    why: "0 and 1 met a hundred times, 75 to 25; 1 and 2 four times, 2 to 2. So 2 is as strong as 1, though 2 won half of its games and 1 little more than a quarter.",
    run: ({ fit }) => {
      const given = fit([
        [0, 75, 0],
        [25, 0, 2],
        [0, 2, 0],
      ]);
      const L = Math.log(3);
      return close(given, [(2 * L) / 3, -L / 3, -L / 3], 1e-6);
    },
  },
  {
    name: "at the fit everybody has won what was to be expected, and the mean is 0",
    why: "The slopes vanish at the maximum. If they are small but not zero, the iteration stopped too early.",
    run: ({ fit }) =>
      all(
        ...[4, 5, 6].map((seed) => {
          const { wins } = example(seed, 6);
          const strengths = fit(wins);
          return all(
            close(surplus(wins, strengths), [0, 0, 0, 0, 0, 0], 1e-4),
            close(
              strengths.reduce((sum, x) => sum + x, 0),
              0,
              1e-9,
            ),
          );
        }),
      ),
  },
  {
    name: "from wins exactly as expected the strengths come back",
    why: "Every pair met 40 times and won in the proportion of its chances, fractions of wins included. A fit that rounds, or pulls towards 0, misses them.",
    run: ({ fit }) =>
      all(
        ...[7, 8].map((seed) => {
          const strengths = random(seed).normals(5, 0, 1.5);
          const mean = strengths.reduce((sum, x) => sum + x, 0) / 5;
          const wins = strengths.map((a) => strengths.map((b) => 40 * sigma(a - b)));
          return close(
            fit(wins),
            strengths.map((x) => x - mean),
            1e-6,
          );
        }),
      ),
  },
  {
    name: "ten times the same results give the same strengths, and a new order of contestants the same in that order",
    why: "Ten times the games sharpen the likelihood but do not move its top.",
    run: ({ fit }) => {
      const { wins } = example(9, 4);
      const strengths = fit(wins);
      const order = [2, 0, 3, 1];
      return all(
        close(fit(wins.map((row) => row.map((w) => 10 * w))), strengths, 1e-6),
        close(
          fit(order.map((i) => order.map((j) => wins[i]![j]!))),
          order.map((i) => strengths[i]!),
          1e-6,
        ),
      );
    },
  },
  {
    name: "Elo by hand: odds of 10 to 1 are 400 points around 1500",
    probes: "exp-log",
    why: "A difference of ln 10 in strength is 400 points. A shift of all strengths is gone, as their mean becomes 1500.",
    run: ({ elo }) =>
      all(close(elo([Math.LN10 + 7, 7]), [1700, 1300]), close(elo([3, 3, 3]), [1500, 1500, 1500])),
  },
  {
    name: "who never lost, who never won, and two groups that never met have no finite fit",
    why: "The likelihood rises for ever as such a strength grows, and an iteration stops somewhere by accident. A chain of wins is needed in both directions.",
    run: ({ fit }) =>
      all(
        refuses(() =>
          fit([
            [0, 3],
            [0, 0],
          ]),
        ),
        refuses(() =>
          fit([
            [0, 1, 1],
            [1, 0, 1],
            [0, 0, 0],
          ]),
        ),
        refuses(() =>
          fit([
            [0, 0, 0],
            [1, 0, 1],
            [1, 1, 0],
          ]),
        ),
        refuses(() =>
          fit([
            [0, 1, 0, 0],
            [1, 0, 0, 0],
            [0, 0, 0, 1],
            [0, 0, 1, 0],
          ]),
        ),
        refuses(() =>
          fit([
            [0, 1, 0, 0],
            [1, 0, 1, 0],
            [0, 0, 0, 1],
            [0, 0, 1, 0],
          ]),
        ),
        close(fit([[0]]), [0]),
      ),
  },
  {
    name: "no contestants, a table that is not square and wins below 0 are refused; the arguments stay as they were",
    why: "`!(w >= 0)` catches NaN too, `w < 0` does not.",
    run: ({ fit, logLikelihood, gradient, elo }) => {
      const given = example(10);
      const before = JSON.stringify(given);
      logLikelihood(given.wins, given.strengths);
      gradient(given.wins, given.strengths);
      elo(given.strengths);
      fit(given.wins);
      return all(
        equal(JSON.stringify(given), before),
        refuses(() => fit([])),
        refuses(() => fit([[0, 1], [1]])),
        refuses(() =>
          fit([
            [0, 1, 1],
            [1, 0, 1],
          ]),
        ),
        ...[-1, Number.NaN].map((w) =>
          refuses(() =>
            fit([
              [0, w, 1],
              [1, 0, 1],
              [1, 1, 0],
            ]),
          ),
        ),
      );
    },
  },
];
