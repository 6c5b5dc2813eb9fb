import { all, type Check, close, equal, random, refuses } from "@blankfile/curriculum/check";
import type { Step } from "./starter.ts";

type Module = typeof import("./starter.ts");

/** Gives these numbers, and counts how many were asked for. */
function drawing(...numbers: number[]): { random: () => number; count: () => number } {
  let asked = 0;
  return { random: () => numbers[asked++] ?? 0.5, count: () => asked };
}

/** Made anew for each check. */
const table = (): number[][] => [
  [1, 2],
  [4, 8],
  [100, 100],
];

/** Action 0 in state 0 earned 3 and led to state 1. */
const step: Step = { state: 0, action: 0, reward: 3, next: 1, terminated: false };

function example(seed: number): { Q: number[][]; step: Step } {
  const draw = random(seed);
  return {
    Q: Array.from({ length: 5 }, () => draw.uniforms(3, -5, 5)),
    step: {
      state: draw.integer(5),
      action: draw.integer(3),
      reward: draw.uniform(-2, 2),
      next: draw.integer(5),
      terminated: draw.uniform() < 0.3,
    },
  };
}

export const checks: Check<Module>[] = [
  {
    name: "greedy: the largest value, also among negative ones, and the first of equals",
    why: "A search that starts with 0 as the best value finds nothing among costs.",
    run: ({ greedy }) =>
      equal([greedy([1, 3, 2]), greedy([-5, -2, -9]), greedy([2, 7, 7]), greedy([4])], [1, 1, 1, 0]),
  },
  {
    name: "ε-greedy with given draws: 0.1 is below ε = 0.2 and explores, 0.2 is not",
    probes: "epsilon-greedy",
    why: "The first draw is compared with ε. Exploring, the second draw picks: 0.7 · 4 = 2.8 is action 2, 0.99 · 4 action 3. Rounding would give action 4, which is none.",
    run: ({ epsilonGreedy }) => {
      const row = [0, 9, 1, 2];
      return equal(
        [
          epsilonGreedy(row, 0.2, drawing(0.1, 0.7).random),
          epsilonGreedy(row, 0.2, drawing(0.1, 0.99).random),
          epsilonGreedy(row, 0.2, drawing(0.1, 0.3).random),
          epsilonGreedy(row, 0.2, drawing(0.2, 0.99).random),
        ],
        [2, 3, 1, 1],
      );
    },
  },
  {
    name: "one draw for a greedy choice, two for an exploring one",
    why: "A draw that nobody uses shifts all later ones, and two programs with one seed no longer agree.",
    run: ({ epsilonGreedy }) => {
      const [greedily, exploring] = [drawing(0.9, 0.1), drawing(0.1, 0.9)];
      epsilonGreedy([1, 2], 0.5, greedily.random);
      epsilonGreedy([1, 2], 0.5, exploring.random);
      return equal([greedily.count(), exploring.count()], [1, 2]);
    },
  },
  {
    name: "chances by hand: ε = 0.4 and four actions",
    probes: "conditional-probability",
    why: "Exploring gives each action 0.4/4 = 0.1, the greedy one too; with the 0.6 of the greedy choice it has 0.7. Two equal best values do not share: the first is taken.",
    run: ({ greedyChances }) =>
      all(
        close(greedyChances([0, 9, 1, 2], 0.4), [0.1, 0.7, 0.1, 0.1]),
        close(greedyChances([5, 5], 0.4), [0.8, 0.2]),
        close(greedyChances([1, 2], 0), [0, 1]),
        close(greedyChances([1, 2, 0, 0], 1), [0.25, 0.25, 0.25, 0.25]),
      ),
  },
  {
    name: "20,000 choices come as often as the chances say",
    why: "If exploring leaves out the greedy action, that one comes too rarely: 0.7 in place of 0.775 here.",
    run: ({ epsilonGreedy }) => {
      const { uniform } = random(1);
      const counts = [0, 0, 0, 0];
      for (let i = 0; i < 20_000; i++) counts[epsilonGreedy([0, 9, 1, 2], 0.3, uniform)]! += 1;
      return close(
        counts.map((n) => n / 20_000),
        [0.075, 0.775, 0.075, 0.075],
        0.015,
      );
    },
  },
  {
    name: "a Q-learning step by hand: 1 becomes 4 with α = ½, γ = ½",
    probes: "bellman-equations",
    why: "The best of the next row is 8, so the target is 3 + ½ · 8 = 7, half way from 1 to 7. Only this entry moves.",
    run: ({ qLearningStep }) =>
      close(qLearningStep(table(), step, 0.5, 0.5), [
        [4, 2],
        [4, 8],
        [100, 100],
      ]),
  },
  {
    name: "a SARSA step by hand: 1 becomes 3 if action 0 is taken next",
    probes: "td-learning",
    why: "The action taken next is worth 4, so the target is 3 + ½ · 4 = 5. Neither the best next action nor the one that was just taken counts, but the one that is given.",
    run: ({ sarsaStep }) =>
      all(
        close(sarsaStep(table(), step, 0, 0.5, 0.5)[0]!, [3, 2]),
        close(sarsaStep(table(), step, 1, 0.5, 0.5)[0]!, [4, 2]),
      ),
  },
  {
    name: "after the end nothing follows, whatever the table holds for the next state",
    probes: "returns",
    why: "The target is the reward alone: 1 goes half way to 3. State 2 holds 100s, as tables do that began with hopeful values, or whose next state is the start of another episode.",
    run: ({ qLearningStep, sarsaStep, expectedSarsaStep }) => {
      const last: Step = { ...step, next: 2, terminated: true };
      const after = [[2, 2], table()[1]!, table()[2]!];
      return all(
        close(qLearningStep(table(), last, 0.5, 0.5), after),
        close(sarsaStep(table(), last, 0, 0.5, 0.5), after),
        close(expectedSarsaStep(table(), last, 0.5, 0.5, 0.5), after),
      );
    },
  },
  {
    name: "a step from a state to itself looks at the values before the update",
    why: "Target 0 + 1 · 2 = 2; the entry 1 goes all the way. Whoever writes into the table first and looks afterwards gets something else.",
    run: ({ qLearningStep, sarsaStep }) => {
      const stay: Step = { state: 0, action: 0, reward: 2, next: 0, terminated: false };
      return all(
        close(sarsaStep(table(), stay, 0, 1, 1)[0]!, [3, 2]),
        close(qLearningStep(table(), stay, 1, 1)[0]!, [4, 2]),
      );
    },
  },
  {
    name: "on random tables Q-learning is SARSA with the greedy action next",
    why: "The two differ only where the next action is another one than the best.",
    run: ({ greedy, qLearningStep, sarsaStep }) =>
      all(
        ...Array.from({ length: 10 }, (_, seed) => {
          const { Q, step } = example(seed);
          const { state, action, reward, next, terminated } = step;
          const expected = Q.map((row) => [...row]);
          const target = reward + (terminated ? 0 : 0.9 * Math.max(...Q[next]!));
          expected[state]![action] = 0.7 * Q[state]![action]! + 0.3 * target;
          return all(
            close(qLearningStep(Q, step, 0.3, 0.9), expected),
            close(sarsaStep(Q, step, greedy(Q[next]!), 0.3, 0.9), expected),
          );
        }),
      ),
  },
  {
    name: "expected SARSA is the mean of SARSA over the ε-greedy next actions",
    probes: "expectation",
    why: "By hand with ε = ½: the next row 4, 8 is worth ¼ · 4 + ¾ · 8 = 7. With ε = 0 it is Q-learning.",
    run: ({ expectedSarsaStep, sarsaStep, greedyChances, qLearningStep }) =>
      all(
        close(expectedSarsaStep(table(), step, 0.5, 1, 1)[0]!, [10, 2]),
        ...Array.from({ length: 6 }, (_, seed) => {
          const { Q, step } = example(seed + 20);
          const { state, action } = step;
          const mean = greedyChances(Q[step.next]!, 0.3).reduce(
            (sum, p, a) => sum + p * sarsaStep(Q, step, a, 0.4, 0.9)[state]![action]!,
            0,
          );
          return all(
            close(expectedSarsaStep(Q, step, 0.3, 0.4, 0.9)[state]![action]!, mean),
            close(expectedSarsaStep(Q, step, 0, 0.4, 0.9), qLearningStep(Q, step, 0.4, 0.9)),
          );
        }),
      ),
  },
  {
    name: "with draws of its own, Q-learning finds the way through a corridor of five rooms",
    why: "Right from room 4 pays 1 and ends; everything else pays 0. With γ = ½ the best values are 1, ½, ¼, … away from the goal. Actions are chosen by your epsilonGreedy, ties and all.",
    run: ({ epsilonGreedy, qLearningStep }) => {
      const { uniform } = random(3);
      let Q: number[][] = Array.from({ length: 5 }, () => [0, 0]);
      for (let episode = 0; episode < 300; episode++) {
        for (let state = 0, terminated = false; !terminated; ) {
          const action = epsilonGreedy(Q[state]!, 0.8, uniform);
          terminated = action === 1 && state === 4;
          const next = terminated ? 0 : Math.max(0, state + (action === 1 ? 1 : -1));
          Q = qLearningStep(Q, { state, action, reward: terminated ? 1 : 0, next, terminated }, 0.5, 0.5);
          state = next;
        }
      }
      return close(
        Q.map((row) => row[1]!),
        [1 / 16, 1 / 8, 1 / 4, 1 / 2, 1],
        1e-6,
      );
    },
  },
  {
    name: "a row without actions and an ε that is no probability are refused",
    why: "Math.max() of nothing is −Infinity, and its index −1. NaN is neither below 0 nor above 1: ask whether ε lies in the interval.",
    run: ({ greedy, epsilonGreedy, greedyChances, expectedSarsaStep }) =>
      all(
        refuses(() => greedy([])),
        refuses(() => epsilonGreedy([], 0.5, () => 0.1)),
        refuses(() => greedyChances([], 0.5)),
        ...[-0.1, 1.1, Number.NaN].flatMap((epsilon) => [
          refuses(() => epsilonGreedy([1, 2], epsilon, () => 0.5)),
          refuses(() => greedyChances([1, 2], epsilon)),
          refuses(() => expectedSarsaStep(table(), step, epsilon, 0.5, 0.5)),
        ]),
      ),
  },
  {
    name: "the table that was given is left as it was",
    why: "`[...Q]` copies the outer array only: its rows are still the caller's.",
    run: ({ qLearningStep, sarsaStep, expectedSarsaStep }) => {
      const { Q } = example(30);
      const before = JSON.stringify(Q);
      qLearningStep(Q, step, 0.5, 0.5);
      sarsaStep(Q, step, 1, 0.5, 0.5);
      expectedSarsaStep(Q, step, 0.1, 0.5, 0.5);
      return equal(JSON.stringify(Q), before);
    },
  },
];
