import { all, type Check, close, equal, gradientMatches, random, refuses } from "@blankfile/curriculum/check";
import type { Episode } from "./starter.ts";

type Module = typeof import("./starter.ts");

/** Two states, three actions: theta, four episodes and a baseline. */
function example(seed: number): { theta: number[][]; episodes: Episode[]; baseline: number[] } {
  const draw = random(seed);
  const episodes = [4, 1, 6, 3].map((T) => ({
    states: Array.from({ length: T }, () => draw.integer(2)),
    actions: Array.from({ length: T }, () => draw.integer(3)),
    rewards: draw.uniforms(T, -2, 2),
  }));
  return { theta: [draw.normals(3), draw.normals(3)], episodes, baseline: draw.normals(2) };
}

/**
 * A process of two steps: from state 0 action a earns pay[0][a] and leads to state 1, where a′ earns pay[1][a′] and ends it. The
 * expected return and every episode with its probability are known.
 */
const pay = [
  [1, -2, 0.5],
  [3, 0, -1],
];
const every: Episode[] = [0, 1, 2].flatMap((a) =>
  [0, 1, 2].map((b) => ({ states: [0, 1], actions: [a, b], rewards: [pay[0]![a]!, pay[1]![b]!] })),
);

function chances(row: readonly number[]): number[] {
  const weights = row.map(Math.exp);
  const total = weights.reduce((sum, w) => sum + w, 0);
  return weights.map((w) => w / total);
}

const expectedReturn = (theta: readonly (readonly number[])[]): number =>
  theta.reduce((sum, row, s) => sum + chances(row).reduce((mean, p, a) => mean + p * pay[s]![a]!, 0), 0);

/** The estimate from each possible episode, weighted with its probability: the estimate's mean. */
function meanEstimate({ reinforce }: Module, theta: number[][], baseline: number[]): number[][] {
  const p = theta.map(chances);
  const mean = theta.map((row) => row.map(() => 0));
  for (const episode of every) {
    const [a, b] = episode.actions as [number, number];
    const estimate = reinforce(theta, [episode], baseline);
    for (const [s, row] of mean.entries())
      for (const k of row.keys()) row[k]! += p[0]![a]! * p[1]![b]! * estimate[s]![k]!;
  }
  return mean;
}

export const checks: Check<Module>[] = [
  {
    name: "scores log 1, log 2, log 5 have the probabilities 1/8, 2/8, 5/8, and scores of 1000 give no NaN",
    probes: "exp-log",
    why: "Subtract the largest score before taking exponentials: the probabilities stay the same, and nothing overflows.",
    run: ({ policy }) =>
      all(
        close(policy([0, Math.log(2), Math.log(5)]), [1 / 8, 2 / 8, 5 / 8]),
        close(policy([1000, 1000 + Math.log(3)]), [1 / 4, 3 / 4]),
        close(policy([0, -2000]), [1, 0]),
      ),
  },
  {
    name: "the slopes of a log-probability by hand",
    probes: "chain-rule",
    why: "With probabilities ¼ and ¾: ∂ log π(0)/∂θ₀ = 1 − ¼, and the other score's slope is −¾. Slopes of π itself would have another factor π(0).",
    run: ({ logPolicyGradient }) =>
      all(
        close(logPolicyGradient([0, Math.log(3)], 0), [3 / 4, -3 / 4]),
        close(logPolicyGradient([0, Math.log(3)], 1), [-1 / 4, 1 / 4]),
      ),
  },
  {
    name: "slopes agree with finite differences of log π, and their mean under π is 0",
    probes: "policy-gradient",
    why: "Σ_a π(a) ∇ log π(a) = ∇ Σ_a π(a) = ∇ 1 = 0. That is why a baseline changes nothing on average.",
    run: ({ policy, logPolicyGradient }) =>
      all(
        ...[1, 2, 3].flatMap((seed) => {
          const scores = random(seed).normals(4);
          const slopes = scores.map((_, a) => logPolicyGradient(scores, a));
          return [
            ...slopes.map((row, a) =>
              gradientMatches((z: number[]) => Math.log(chances(z)[a]!), row, scores),
            ),
            close(
              scores.map((_, b) => policy(scores).reduce((sum, p, a) => sum + p * slopes[a]![b]!, 0)),
              [0, 0, 0, 0],
            ),
          ];
        }),
      ),
  },
  {
    name: "one step by hand: reward 4, baseline 0 and 1",
    why: "Two equal scores: the slopes are ½ and −½, times 4 − b. The action that paid more than the baseline is made more likely: the gradient goes uphill.",
    run: ({ reinforce }) => {
      const episode = { states: [0], actions: [0], rewards: [4] };
      return all(
        close(reinforce([[0, 0]], [episode], [0]), [[2, -2]]),
        close(reinforce([[0, 0]], [episode], [1]), [[1.5, -1.5]]),
      );
    },
  },
  {
    name: "an action is credited with what comes from its step on, not with what was before",
    probes: "monte-carlo-control",
    why: "Rewards 10 and 2: the first step's return is 12, the second's 2. In state 1 the gradient is 2 · (½, −½); with the return of the whole episode it would be 12 · (½, −½).",
    run: ({ reinforce }) =>
      close(
        reinforce(
          [
            [0, 0],
            [0, 0],
          ],
          [{ states: [0, 1], actions: [0, 0], rewards: [10, 2] }],
          [0, 0],
        ),
        [
          [6, -6],
          [1, -1],
        ],
      ),
  },
  {
    name: "each step is compared with the baseline of its own state",
    why: "Returns 12 and 2, baselines 1 for state 0 and 4 for state 1: the weights are 11 and −2. What was worse than expected is made less likely, though its reward was positive.",
    run: ({ reinforce, surrogate }) => {
      const theta = [
        [0, 0],
        [0, 0],
      ];
      const episodes = [{ states: [0, 1], actions: [0, 0], rewards: [10, 2] }];
      return all(
        close(reinforce(theta, episodes, [1, 4]), [
          [5.5, -5.5],
          [-1, 1],
        ]),
        close(surrogate(theta, episodes, [1, 4]), 9 * Math.log(0.5)),
      );
    },
  },
  {
    name: "the mean is over episodes, not over steps; an episode without steps counts",
    why: "Two steps of reward 0 and 2 in one state: returns 2 and 2, so the sum is 4 · (½, −½) = (2, −2) for one episode, half of it when a second one is empty.",
    run: ({ reinforce }) => {
      const long = { states: [0, 0], actions: [0, 0], rewards: [0, 2] };
      const empty = { states: [], actions: [], rewards: [] };
      return all(
        close(reinforce([[0, 0]], [long], [0]), [[2, -2]]),
        close(reinforce([[0, 0]], [long, empty], [0]), [[1, -1]]),
      );
    },
  },
  {
    name: "the gradient agrees with finite differences of your surrogate",
    probes: "partial-derivatives",
    why: "Every score was moved a little up and down. Where the two differ, the weights of one of them are not G_t − b(s_t).",
    run: ({ reinforce, surrogate }) =>
      all(
        ...[4, 5, 6].map((seed) => {
          const { theta, episodes, baseline } = example(seed);
          return gradientMatches(
            (z: number[][]) => surrogate(z, episodes, baseline),
            reinforce(theta, episodes, baseline),
            theta,
          );
        }),
      ),
  },
  {
    name: "the surrogate by hand, and finite where a probability rounds to 0",
    probes: "exp-log",
    why: "One step, return 3, baseline 1: 2 · log ½. With scores 0 and 2000 the log-probability of action 0 is −2000; the logarithm of a rounded 0 is −Infinity.",
    run: ({ surrogate }) => {
      const episode = { states: [0], actions: [0], rewards: [3] };
      return all(
        close(surrogate([[0, 0]], [episode], [1]), 2 * Math.log(0.5)),
        close(surrogate([[0, 2000]], [episode], [1]), -4000),
      );
    },
  },
  {
    name: "on average it is the gradient of the expected return",
    probes: "policy-gradient",
    why: "A process of two steps with nine possible episodes: your estimate from each, weighted with its probability, was compared with finite differences of the expected return.",
    run: (module) =>
      all(
        ...[7, 8].map((seed) => {
          const { theta } = example(seed);
          return gradientMatches(expectedReturn, meanEstimate(module, theta, [0, 0]), theta);
        }),
      ),
  },
  {
    name: "a baseline leaves the mean of the estimate as it is",
    probes: "expectation",
    why: "b(s) is multiplied with slopes whose mean is 0. That holds for any number that does not depend on the action: it must be the baseline of the step's own state.",
    run: (module) => {
      const { theta } = example(9);
      return close(meanEstimate(module, theta, [5, -3]), meanEstimate(module, theta, [0, 0]));
    },
  },
  {
    name: "mean returns by hand: every visit counts, a state never seen has 0",
    probes: "returns",
    why: "State 0 was visited with the returns 3, 2 and 5, state 1 with 4; state 2 never, and 0/0 is NaN.",
    run: ({ meanReturns }) =>
      close(
        meanReturns(
          [
            { states: [0, 0], actions: [0, 0], rewards: [1, 2] },
            { states: [0, 1], actions: [1, 1], rewards: [1, 4] },
          ],
          3,
        ),
        [10 / 3, 4, 0],
      ),
  },
  {
    name: "no episodes and arrays of different lengths are refused",
    why: "A mean over no episodes is 0/0.",
    run: ({ reinforce, surrogate }) =>
      all(
        ...[reinforce, surrogate].flatMap((f: Module["reinforce"] | Module["surrogate"]) => [
          refuses(() => f([[0, 0]], [], [0])),
          refuses(() => f([[0, 0]], [{ states: [0], actions: [0], rewards: [1, 2] }], [0])),
          refuses(() => f([[0, 0]], [{ states: [0, 0], actions: [0, 0], rewards: [1] }], [0])),
          refuses(() => f([[0, 0]], [{ states: [0], actions: [], rewards: [1] }], [0])),
        ]),
      ),
  },
  {
    name: "the arguments are left as they were",
    why: "Returns that are summed from the back within `rewards` change the episode.",
    run: ({ reinforce, surrogate, meanReturns, policy, logPolicyGradient }) => {
      const given = example(10);
      const before = JSON.stringify(given);
      const { theta, episodes, baseline } = given;
      reinforce(theta, episodes, baseline);
      surrogate(theta, episodes, baseline);
      meanReturns(episodes, 2);
      policy(theta[0]!);
      logPolicyGradient(theta[0]!, 1);
      return equal(JSON.stringify(given), before);
    },
  },
];
