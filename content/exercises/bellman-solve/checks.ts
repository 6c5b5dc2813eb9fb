import { all, type Check, close, equal, holds, random, refuses } from "@blankfile/curriculum/check";
import type { Mdp, Policy } from "./starter.ts";

type Module = typeof import("./starter.ts");

/** One state, one action: earns r and comes back. */
const alone = (r: number): Mdp => ({ P: [[[1]]], r: [[r]] });

/** Left earns 1 and stays in state 0; right earns 0 and leads to state 1, where every step earns 4. */
const fork: Mdp = {
  P: [
    [
      [1, 0],
      [0, 1],
    ],
    [
      [0, 1],
      [0, 1],
    ],
  ],
  r: [
    [1, 0],
    [4, 4],
  ],
};

/** S, A differ, every row of P sums to 1, and no two states are alike. */
function example(seed: number, S = 4, A = 3): { mdp: Mdp; policy: Policy; v: number[] } {
  const draw = random(seed);
  const chances = (count: number) => {
    const parts = draw.uniforms(count, 0.05, 1);
    const total = parts.reduce((sum, x) => sum + x, 0);
    return parts.map((x) => x / total);
  };
  return {
    mdp: {
      P: Array.from({ length: S }, () => Array.from({ length: A }, () => chances(S))),
      r: Array.from({ length: S }, () => draw.uniforms(A, -5, 5)),
    },
    policy: Array.from({ length: S }, () => chances(A)),
    v: draw.uniforms(S, -10, 10),
  };
}

const apart = (v: readonly number[], w: readonly number[]) =>
  Math.max(...v.map((x, s) => Math.abs(x - w[s]!)));

/** Σ_a π(a|s) (r(s,a) + γ Σ_t P(t|s,a) v(t)), by a loop of the check's own. */
function expectation({ P, r }: Mdp, policy: Policy, v: readonly number[], gamma: number): number[] {
  return P.map((actions, s) => {
    let sum = 0;
    actions.forEach((row, a) => {
      let ahead = 0;
      for (const [t, p] of row.entries()) ahead += p * v[t]!;
      sum += policy[s]![a]! * (r[s]![a]! + gamma * ahead);
    });
    return sum;
  });
}

export const checks: Check<Module>[] = [
  {
    name: "one state that earns 3 for ever is worth 6 for γ = ½, and 30 for γ = 0.9",
    probes: "returns",
    why: "v = 3 + γv, so v = 3/(1 − γ). The reward of the first step is not discounted, and the matrix is I − γP, not I − P.",
    run: ({ policyValues }) =>
      close([policyValues(alone(3), [[1]], 0.5), policyValues(alone(3), [[1]], 0.9)], [[6], [30]]),
  },
  {
    name: "two states by hand: 0 leads to 1, which keeps earning 4",
    probes: "markov-chains",
    why: "Always right: v(1) = 4/(1 − ½) = 8 and v(0) = 0 + ½ · 8 = 4. Row s of P holds the ways out of s; transposed, it holds the ways in.",
    run: ({ policyValues }) =>
      close(
        policyValues(
          fork,
          [
            [0, 1],
            [0, 1],
          ],
          0.5,
        ),
        [4, 8],
      ),
  },
  {
    name: "a policy that draws its action averages rewards and next states",
    probes: "expectation",
    why: "Left and right with ¼ and ¾ in state 0: the reward is ¼ · 1, and three steps in four lead to state 1.",
    run: ({ averaged }) => {
      const { P, r } = averaged(fork, [
        [0.25, 0.75],
        [0.5, 0.5],
      ]);
      return all(
        close(P, [
          [0.25, 0.75],
          [0, 1],
        ]),
        close(r, [0.25, 4]),
      );
    },
  },
  {
    name: "action values and the best of them by hand",
    why: "For γ = ½ and v = (0, 8): left is worth 1 + ½ · 0 = 1, right 0 + ½ · 8 = 4.",
    run: ({ actionValues, backup }) =>
      all(
        close(actionValues(fork, [0, 8], 0.5), [
          [1, 4],
          [8, 8],
        ]),
        close(backup(fork, [0, 8], 0.5), [4, 8]),
      ),
  },
  {
    name: "the greedy action looks past the next reward, and takes the first of equals",
    why: "Left earns more now, right more in the end. Compare r(s,a) + γ Σ P v, not r(s,a).",
    run: ({ greedy }) =>
      all(equal(greedy(fork, [0, 8], 0.5), [1, 0]), equal(greedy(fork, [0, 0], 0.5), [0, 0])),
  },
  {
    name: "a best case is no best action: one action that leads to 0 or 10 by a coin is worth 5γ",
    probes: "expectation",
    why: "The maximum runs over actions. Where an action may lead to several states, their values are averaged; nobody chooses among them.",
    run: ({ backup }) => {
      const coin: Mdp = { P: [[[0, 0.5, 0.5]], [[0, 1, 0]], [[0, 0, 1]]], r: [[0], [0], [0]] };
      return close(backup(coin, [0, 0, 10], 0.8), [4, 0, 8]);
    },
  },
  {
    name: "the values of a policy satisfy its Bellman equation, at every state",
    why: "Put your v into the right side of the equation: the same v must come out. Here four states, three actions, and a policy that draws.",
    run: ({ policyValues }) =>
      all(
        ...[1, 2, 3].map((seed) => {
          const { mdp, policy } = example(seed);
          const v = policyValues(mdp, policy, 0.95);
          return close(v, expectation(mdp, policy, v, 0.95), 1e-8);
        }),
      ),
  },
  {
    name: "backing up two tables multiplies their distance by γ at most",
    probes: "contraction-mapping",
    why: "|max − max| is at most the largest difference, and averaging makes differences no larger; γ does the rest.",
    run: ({ backup }) =>
      all(
        ...[4, 5, 6].map((seed) => {
          const { mdp, v } = example(seed);
          const w = example(seed + 100).v;
          const ratio = apart(backup(mdp, v, 0.8), backup(mdp, w, 0.8)) / apart(v, w);
          return holds(ratio <= 0.8 + 1e-12, `the factor ${ratio}`, "at most 0.8");
        }),
      ),
  },
  {
    name: "adding 100 to every value adds 100γ to every backup, and changes no action",
    why: "Every row of P sums to 1, so a constant passes through the average and is discounted once.",
    run: ({ backup, greedy }) => {
      const { mdp, v } = example(7);
      const more = v.map((x) => x + 100);
      return all(
        close(
          backup(mdp, more, 0.8),
          backup(mdp, v, 0.8).map((x) => x + 80),
        ),
        equal(greedy(mdp, more, 0.8), greedy(mdp, v, 0.8)),
      );
    },
  },
  {
    name: "acting greedily on a policy's own values is worse nowhere",
    probes: "value-functions",
    why: "A greedy action is worth at least what the policy got on average, in every state, and so is the next one. Check the values of the policy first, then the action.",
    run: ({ policyValues, greedy }) =>
      all(
        ...[8, 9, 10].map((seed) => {
          const { mdp, policy } = example(seed);
          const v = policyValues(mdp, policy, 0.9);
          const better = greedy(mdp, v, 0.9).map((best) => policy[0]!.map((_, a) => (a === best ? 1 : 0)));
          const gain = policyValues(mdp, better, 0.9).map((x, s) => x - v[s]!);
          return holds(Math.min(...gain) > -1e-9, gain, "no loss in any state");
        }),
      ),
  },
  {
    name: "γ of 1, of −0.1 and NaN are refused",
    why: "With γ = 1 the matrix I − P sends (1, …, 1) to 0, so it has no inverse.",
    run: ({ policyValues }) =>
      all(
        ...[1, -0.1, Number.NaN].map((gamma) => refuses(() => policyValues(alone(1), [[1]], gamma), "gamma")),
      ),
  },
  {
    name: "the arguments are left as they were",
    why: "An assignment to an entry of P, r, v or the policy changes the caller's array. Make a new array with map.",
    run: ({ averaged, policyValues, actionValues, backup, greedy }) => {
      const given = example(11);
      const { mdp, policy, v } = given;
      const before = JSON.stringify(given);
      averaged(mdp, policy);
      policyValues(mdp, policy, 0.9);
      actionValues(mdp, v, 0.9);
      backup(mdp, v, 0.9);
      greedy(mdp, v, 0.9);
      return holds(JSON.stringify(given) === before, "an argument changed during the calls", "all unchanged");
    },
  },
];
