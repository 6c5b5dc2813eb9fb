import { all, type Check, close, equal, random, refuses } from "@blankfile/curriculum/check";
import type { Settings, Transition, World } from "./starter.ts";

type Module = typeof import("./starter.ts");

const corridor: World = { rooms: 5, toll: 0, limit: 10_000 };
const settings: Settings = { episodes: 200, epsilon: 0.6, alpha: 0.5, gamma: 0.9, hope: 0 };

/** A move from room 0 to room 1. */
const step = (changes: Partial<Transition> = {}): Transition => ({
  state: 0,
  action: 1,
  reward: 2,
  next: 1,
  terminated: false,
  truncated: false,
  ...changes,
});

/** Made anew for each use. */
const table = (): number[][] => [
  [1, 2],
  [4, 10],
];

/** Going right from each room but the goal, by the exact values. */
const right = (Q: number[][]): number[] => Q.slice(0, -1).map((row) => row[1]!);

/** Exact values of right and left in the corridor with this toll, by sweeps. */
function exact({ rooms, toll }: World, gamma: number): number[][] {
  let Q = Array.from({ length: rooms }, () => [0, 0]);
  for (let k = 0; k < 500; k++)
    Q = Q.map((_, s) =>
      [-1, 1].map((way) => {
        const t = Math.max(0, s + way);
        return t >= rooms - 1 ? 1 : toll + gamma * Math.max(...Q[t]!);
      }),
    );
  return Q.slice(0, -1);
}

export const checks: Check<Module>[] = [
  {
    name: "the symptom: with hope 5 the step into the goal is worth 1, not 5.5",
    probes: "returns",
    why: "5.5 is 1 + 0.9 · 5: the goal's own row, which no move ever starts from and which so keeps its hope for ever, is taken for what comes after the end. After the end nothing comes.",
    run: ({ train }) =>
      close(right(train(corridor, { ...settings, hope: 5 }, random(1).uniform)).at(-1)!, 1, 1e-6),
  },
  {
    name: "one step into the end, by hand: the target is the reward",
    why: "Half way from 2 to the target 2: nothing changes. With the 10 of the next row the target would be 2 + ½ · 10.",
    run: ({ learn }) =>
      close(learn(table(), step({ terminated: true }), 0.5, 0.5), [
        [1, 2],
        [4, 10],
      ]),
  },
  {
    name: "one step before a cut, by hand: the target keeps what the next state is worth",
    probes: "value-functions",
    why: "2 + ½ · 10 = 7, half way from 2: 4.5. The clock stops the recording, not the task. If every cut counts as an end, whatever lies far from the goal is worth too little.",
    run: ({ learn }) =>
      close(learn(table(), step({ truncated: true }), 0.5, 0.5), [
        [1, 4.5],
        [4, 10],
      ]),
  },
  {
    name: "a step that is both: the process is over",
    why: "The goal can be reached with the last move that the clock allows. Then nothing follows, as always after the goal.",
    run: ({ learn }) =>
      close(learn(table(), step({ terminated: true, truncated: true }), 0.5, 0.5), [
        [1, 2],
        [4, 10],
      ]),
  },
  {
    name: "a step in the middle of an episode, by hand",
    probes: "td-learning",
    why: "This was right before: 2 + ½ · 10 = 7, half way from 2. If it fails, the repair went too far.",
    run: ({ learn }) =>
      close(learn(table(), step(), 0.5, 0.5), [
        [1, 4.5],
        [4, 10],
      ]),
  },
  {
    name: "random transitions agree with Q-learning's target written out",
    probes: "bellman-equations",
    why: "r + γ max Q(s′, ·), and r alone after the end. A cut makes no difference.",
    run: ({ learn }) =>
      all(
        ...Array.from({ length: 20 }, (_, seed) => {
          const draw = random(seed + 10);
          const Q = Array.from({ length: 4 }, () => draw.uniforms(2, -5, 5));
          const t: Transition = {
            state: draw.integer(4),
            action: draw.integer(2),
            reward: draw.uniform(-1, 1),
            next: draw.integer(4),
            terminated: draw.uniform() < 0.5,
            truncated: draw.uniform() < 0.5,
          };
          const expected = Q.map((row) => [...row]);
          const goal = t.terminated ? t.reward : t.reward + 0.9 * Math.max(...Q[t.next]!);
          expected[t.state]![t.action] = 0.7 * Q[t.state]![t.action]! + 0.3 * goal;
          return close(learn(Q, t, 0.3, 0.9), expected);
        }),
      ),
  },
  {
    name: "trained with any hope the corridor has its true values: 1, 0.9, 0.81, … away from the goal",
    probes: "bellman-equations",
    why: "What the table began with must not be seen in the end. The values were compared for hopes of −3, 0 and 5, with and without a toll.",
    run: ({ train }) =>
      all(
        close(right(train(corridor, settings, random(2).uniform)), [0.729, 0.81, 0.9, 1], 1e-6),
        ...[-3, 0, 5].flatMap((hope) =>
          [0, -0.2].map((toll) => {
            const world = { ...corridor, toll };
            const Q = train(world, { ...settings, hope }, random(3).uniform);
            return close(Q.slice(0, -1), exact(world, 0.9), 1e-6);
          }),
        ),
      ),
  },
  {
    name: "a limit of six moves leaves the values as they are",
    why: "Most episodes are cut off somewhere on the way. The rooms there are worth what they are worth without a clock, for the clock is no part of the task.",
    run: ({ train }) =>
      all(
        ...[4, 5, 6].map((seed) =>
          close(
            train({ ...corridor, limit: 6 }, { ...settings, episodes: 800 }, random(seed).uniform).slice(
              0,
              -1,
            ),
            exact(corridor, 0.9),
            1e-6,
          ),
        ),
      ),
  },
  {
    name: "the moves are still the same",
    why: "The corridor tells correctly what ended and what was cut off. Learning has to ask it the right question.",
    run: ({ move }) => {
      const world: World = { rooms: 3, toll: -1, limit: 4 };
      return all(
        equal(move(world, 0, 0, 0), {
          state: 0,
          action: 0,
          reward: -1,
          next: 0,
          terminated: false,
          truncated: false,
        }),
        equal(move(world, 0, 1, 3), {
          state: 0,
          action: 1,
          reward: -1,
          next: 1,
          terminated: false,
          truncated: true,
        }),
        equal(move(world, 1, 1, 1), {
          state: 1,
          action: 1,
          reward: 1,
          next: 2,
          terminated: true,
          truncated: false,
        }),
        equal(move(world, 1, 1, 3), {
          state: 1,
          action: 1,
          reward: 1,
          next: 2,
          terminated: true,
          truncated: true,
        }),
      );
    },
  },
  {
    name: "a fresh table is still full of hope, the goal's row included, and one room is still refused",
    why: "With a goal's row of 0 the symptom in the corridor is gone, but the fault is not: the target still looks behind the end.",
    run: ({ freshTable }) =>
      all(
        equal(freshTable({ ...corridor, rooms: 2 }, 5), [
          [5, 5],
          [5, 5],
        ]),
        refuses(() => freshTable({ ...corridor, rooms: 1 }, 0)),
        refuses(() => freshTable({ ...corridor, rooms: 2.5 }, 0)),
      ),
  },
  {
    name: "choices are still the same, with the same draws",
    probes: "epsilon-greedy",
    why: "One draw decides, a second one picks where the first is below ε.",
    run: ({ chosen }) => {
      const given =
        (...draws: number[]) =>
        () =>
          draws.shift() ?? 0.5;
      return equal(
        [
          chosen([3, 3], 0, given(0)),
          chosen([1, 2], 0.5, given(0.5)),
          chosen([1, 2], 0.5, given(0.4, 0.4)),
          chosen([1, 2], 0.5, given(0.4, 0.6)),
        ],
        [0, 1, 0, 1],
      );
    },
  },
  {
    name: "the table that was given is left as it was",
    why: "`learn` returns a new table, and so it should after the repair.",
    run: ({ learn }) => {
      const Q = table();
      learn(Q, step(), 0.5, 0.5);
      learn(Q, step({ terminated: true }), 0.5, 0.5);
      return equal(Q, table());
    },
  },
];
