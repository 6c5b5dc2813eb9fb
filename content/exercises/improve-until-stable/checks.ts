import { all, type Check, close, equal, holds, random, refuses } from "@blankfile/curriculum/check";
import type { Mdp } from "./starter.ts";

type Module = typeof import("./starter.ts");

/** Two states. Action 0 stays, action 1 goes to the other one. Staying in 0 pays 1, staying in 1 pays 3, moving costs 2. */
const twoRooms: Mdp = {
  P: [
    [
      [1, 0],
      [0, 1],
    ],
    [
      [0, 1],
      [1, 0],
    ],
  ],
  r: [
    [1, -2],
    [3, -2],
  ],
};

function example(seed: number, S = 5, A = 3): { mdp: Mdp; policy: number[] } {
  const draw = random(seed);
  const chances = () => {
    const parts = draw.uniforms(S, 0, 1).map((x) => x ** 4);
    const total = parts.reduce((sum, x) => sum + x, 0);
    return parts.map((x) => x / total);
  };
  return {
    mdp: {
      P: Array.from({ length: S }, () => Array.from({ length: A }, chances)),
      r: Array.from({ length: S }, () => draw.uniforms(A, -5, 5)),
    },
    policy: Array.from({ length: S }, () => draw.integer(A)),
  };
}

/** The check's own action values of a state. */
const ahead = ({ P, r }: Mdp, v: readonly number[], gamma: number, s: number): number[] =>
  P[s]!.map((ways, a) => {
    let sum = 0;
    for (const [t, p] of ways.entries()) sum += p * v[t]!;
    return r[s]![a]! + gamma * sum;
  });

/** Optimal values by a thousand sweeps. */
function optimum(mdp: Mdp, gamma: number): number[] {
  let v = mdp.P.map(() => 0);
  for (let k = 0; k < 1000; k++) v = v.map((_, s) => Math.max(...ahead(mdp, v, gamma, s)));
  return v;
}

export const checks: Check<Module>[] = [
  {
    name: "two rooms, staying everywhere, γ = ½: worth 2 and 6",
    probes: "policy-evaluation",
    why: "1 for ever is 1/(1 − ½) = 2, and 3 for ever 6. One sweep from zero would give 1 and 3: an evaluation goes on until the values satisfy the equation.",
    run: ({ evaluate }) => close(evaluate(twoRooms, [0, 0], 0.5), [2, 6]),
  },
  {
    name: "two rooms, moving out of room 0 and staying in room 1, γ = ½: worth 1 and 6",
    probes: "bellman-equations",
    why: "Room 0 pays −2 and then leads to room 1: −2 + ½ · 6 = 1. The row P[s][a] says where s leads to; its columns say from where t is reached.",
    run: ({ evaluate }) => close(evaluate(twoRooms, [1, 0], 0.5), [1, 6]),
  },
  {
    name: "values of random policies satisfy their equation, also for γ = 0 and γ = 0.99",
    probes: "bellman-equations",
    why: "Put back into the right-hand side, the values of a policy must come out again. Nothing is maximised: the policy's own action counts.",
    run: ({ evaluate }) =>
      all(
        ...[0, 0.5, 0.9, 0.99].map((gamma, seed) => {
          const { mdp, policy } = example(seed + 1);
          const v = evaluate(mdp, policy, gamma);
          return close(
            policy.map((a, s) => ahead(mdp, v, gamma, s)[a]!),
            v,
          );
        }),
      ),
  },
  {
    name: "room 0 should stay when γ = ½ and move when γ = 0.9",
    why: "Staying everywhere, the rooms are worth 2 and 6 for γ = ½, and moving promises −2 + 3 = 1. For γ = 0.9 they are worth 10 and 30, and moving promises −2 + 27 = 25. The next state's value has to be counted.",
    run: ({ improve }) =>
      all(equal(improve(twoRooms, [0, 0], 0.5), [0, 0]), equal(improve(twoRooms, [0, 0], 0.9), [1, 0])),
  },
  {
    name: "an action as good as the present one does not take its place",
    why: "All three actions do the same. A policy that hops between equals never becomes its own improvement, and the iteration never ends.",
    run: ({ improve }) => {
      const same: Mdp = { P: [[[1], [1], [1]]], r: [[1 / 3, 1 / 3, 1 / 3]] };
      return all(...[0, 1, 2].map((a) => equal(improve(same, [a], 0.9), [a])));
    },
  },
  {
    name: "rounding is no reason to move, a gain of a millionth is",
    probes: "real-numbers",
    why: "A gain of 10⁻⁹ is within the threshold of 10⁻⁸ and may be an error of the evaluation; 10⁻⁶ is not. The threshold grows with the values: for a million it is 0.01, and a gain of 0.001 is none.",
    run: ({ improve }) => {
      const two = (first: number, second: number): Mdp => ({ P: [[[1], [1]]], r: [[first, second]] });
      return all(
        equal(improve(two(1, 1 + 1e-9), [0], 0.5), [0]),
        equal(improve(two(1, 1 + 1e-6), [0], 0.5), [1]),
        equal(improve(two(5e5, 5e5 + 1e-3), [0], 0.5), [0]),
        equal(improve(two(5e5, 5e5 + 0.1), [0], 0.5), [1]),
      );
    },
  },
  {
    name: "of several better actions of equal worth the first is taken",
    why: "Actions 1 and 3 pay 2, action 2 pays 1, the present action 0 nothing: the first of the largest is action 1.",
    run: ({ improve }) => {
      const mdp: Mdp = { P: [[[1], [1], [1], [1]]], r: [[0, 2, 1, 2]] };
      return all(
        equal(improve(mdp, [0], 0.5), [1]),
        equal(improve(mdp, [2], 0.5), [1]),
        equal(improve(mdp, [3], 0.5), [3]),
      );
    },
  },
  {
    name: "random improvements are greedy for the old policy's values, and no state loses by them",
    probes: "value-functions",
    why: "The improvement reads the values of the policy that was given, all states at once; by the theorem of policy improvement the new policy is then worth at least as much in every state.",
    run: ({ evaluate, improve }) =>
      all(
        ...[11, 12, 13, 14].map((seed) => {
          const { mdp, policy } = example(seed);
          const v = evaluate(mdp, policy, 0.9);
          const better = improve(mdp, policy, 0.9);
          const gains = evaluate(mdp, better, 0.9).map((x, s) => x - v[s]!);
          return all(
            equal(
              better,
              policy.map((_, s) => {
                const q = ahead(mdp, v, 0.9, s);
                return q.indexOf(Math.max(...q));
              }),
            ),
            holds(Math.min(...gains) > -1e-9, gains, "no loss in any state"),
          );
        }),
      ),
  },
  {
    name: "two rooms, γ = 0.9, from staying everywhere: two policies, worth 25 and 30",
    why: "The first is improved to [1, 0]; the second is evaluated, improves to itself, and counts too. Its values are returned, not those of the policy before it.",
    run: ({ policyIteration }) => {
      const { policy, v, rounds } = policyIteration(twoRooms, [0, 0], 0.9);
      return all(equal(policy, [1, 0]), close(v, [25, 30]), equal(rounds, 2));
    },
  },
  {
    name: "a start that cannot be improved takes one round",
    why: "It has to be evaluated once to know that.",
    run: ({ policyIteration }) => {
      const { policy, v, rounds } = policyIteration(twoRooms, [0, 0], 0.5);
      return all(equal(policy, [0, 0]), close(v, [2, 6]), equal(rounds, 1));
    },
  },
  {
    name: "a chain of six rooms: the news of the prize goes back one room a round",
    why: "Action 0 stays and pays 0, action 1 goes on; only leaving room 4 pays, 10. A policy that stays everywhere makes every other room worth 0, so in each round one more room sees a reason to move. The sixth policy is its own improvement.",
    run: ({ policyIteration }) => {
      const to = (t: number) => Array.from({ length: 6 }, (_, s) => (s === t ? 1 : 0));
      const chain: Mdp = {
        P: Array.from({ length: 6 }, (_, s) => [to(s), to(Math.min(s + 1, 5))]),
        r: Array.from({ length: 6 }, (_, s) => [0, s === 4 ? 10 : 0]),
      };
      const { policy, v, rounds } = policyIteration(chain, [0, 0, 0, 0, 0, 0], 0.5);
      return all(equal(policy, [1, 1, 1, 1, 1, 0]), close(v, [0.625, 1.25, 2.5, 5, 10, 0]), equal(rounds, 6));
    },
  },
  {
    name: "random processes end at the optimum from every start",
    probes: "dynamic-programming",
    why: "The values were compared with a thousand sweeps of value iteration. A policy that is its own improvement satisfies Bellman's optimality equation.",
    run: ({ policyIteration }) =>
      all(
        ...[21, 22, 23].map((seed) => {
          const { mdp, policy: start } = example(seed);
          const { policy, v, rounds } = policyIteration(mdp, start, 0.95);
          const again = policyIteration(mdp, policy, 0.95);
          return all(
            close(v, optimum(mdp, 0.95)),
            equal(again.policy, policy),
            equal(again.rounds, 1),
            holds(rounds <= 10, rounds, "a few rounds"),
          );
        }),
      ),
  },
  {
    name: "γ outside [0, 1) and policies that do not fit are refused",
    why: "With γ = 1 the equations of a policy that goes round for ever have no solution. An action that does not exist is `undefined` in JavaScript and fails later, without a name.",
    run: ({ evaluate, improve, policyIteration }) =>
      all(
        ...[
          evaluate,
          improve,
          (mdp: Mdp, policy: readonly number[], gamma: number) => policyIteration(mdp, policy, gamma),
        ].flatMap((f) => [
          ...[1, -0.1, Number.NaN].map((gamma) => refuses(() => f(twoRooms, [0, 0], gamma))),
          ...[[0], [0, 0, 0], [0, 2], [-1, 0], [0.5, 0]].map((policy) =>
            refuses(() => f(twoRooms, policy, 0.5)),
          ),
        ]),
      ),
  },
  {
    name: "the arguments are left as they were",
    why: "A policy that is improved in place changes the caller's array; an elimination on the rows of P changes the process.",
    run: ({ evaluate, improve, policyIteration }) => {
      const { mdp, policy } = example(31);
      const before = JSON.stringify({ mdp, policy });
      evaluate(mdp, policy, 0.9);
      improve(mdp, policy, 0.9);
      policyIteration(mdp, policy, 0.9);
      return equal(JSON.stringify({ mdp, policy }), before);
    },
  },
];
