import { all, type Check, close, equal, random, refuses } from "@blankfile/curriculum/check";
import type { Episode, Step } from "./starter.ts";

type Module = typeof import("./starter.ts");

const step = (state: number, reward: number, next: number, terminated = false): Step => ({
  state,
  reward,
  next,
  terminated,
});

function example(seed: number, T = 8): { v: number[]; episode: Episode } {
  const draw = random(seed);
  return {
    v: draw.uniforms(4, -5, 5),
    episode: {
      states: Array.from({ length: T + 1 }, () => draw.integer(4)),
      rewards: draw.uniforms(T, -2, 2),
      terminated: draw.uniform() < 0.5,
    },
  };
}

const stepsOf = ({ states, rewards, terminated }: Episode): Step[] =>
  rewards.map((r, t) => step(states[t]!, r, states[t + 1]!, terminated && t === rewards.length - 1));

/** From the definition, with powers of γ. */
function written(
  v: readonly number[],
  { states, rewards, terminated }: Episode,
  t: number,
  n: number,
  gamma: number,
) {
  const T = rewards.length;
  let sum = 0;
  for (let k = 0; k < n && t + k < T; k++) sum += gamma ** k * rewards[t + k]!;
  if (t + n < T) sum += gamma ** n * v[states[t + n]!]!;
  else if (!terminated) sum += gamma ** (T - t) * v[states[T]!]!;
  return sum;
}

/** 0 → 1 → 2 → end, with rewards 1, 2 and 4. */
const walk: Episode = { states: [0, 1, 2, 3], rewards: [1, 2, 4], terminated: true };

export const checks: Check<Module>[] = [
  {
    name: "an error by hand: believed 3, earned 1, led to 4, γ = ½",
    probes: "bellman-equations",
    why: "The step says 1 + ½ · 4 = 3, as was believed: the error is 0. The discount belongs to the next value, not to the reward.",
    run: ({ tdError }) =>
      close([tdError([3, 4], step(0, 1, 1), 0.5), tdError([3, 4], step(1, 0, 0), 0.5)], [0, -2.5]),
  },
  {
    name: "after the end nothing follows, whatever v holds there",
    why: "1 + 0 − 3 = −2. The end is no state whose value is learned; with a leftover 4 in its place the error would be 0.",
    run: ({ tdError, td0 }) =>
      all(
        close(tdError([3, 4], step(0, 1, 1, true), 0.5), -2),
        close(td0([3, 4], [step(0, 1, 1, true)], 0.5, 0.5), [2, 4]),
      ),
  },
  {
    name: "one update by hand: α = ¼ moves a quarter of the way, and only the state that was left",
    why: "The error is 2 + 1 · 4 − 2 = 4, a quarter of it 1, so 2 becomes 3. The state that was reached has learned nothing.",
    run: ({ td0 }) => close(td0([2, 4], [step(0, 2, 1)], 0.25, 1), [3, 4]),
  },
  {
    name: "a walk with rewards 1, 2, 4 from zero values: news travels one state an episode",
    why: "In the first pass each state learns its own reward only, since the next value is still 0; in the second, states see what the next one had learned *before*: 0 sees 2, 1 sees 4.",
    run: ({ td0 }) => {
      const once = td0([0, 0, 0, 0], stepsOf(walk), 1, 1);
      return all(close(once, [1, 2, 4, 0]), close(td0(once, stepsOf(walk), 1, 1), [3, 6, 4, 0]));
    },
  },
  {
    name: "later steps see what earlier ones have just changed",
    why: "State 0 is set to 1 by the first step, so the second step, into state 0, is worth 0 + 1 · 1. Errors taken all at once from the old values miss that.",
    run: ({ td0 }) => close(td0([0, 0], [step(0, 1, 1), step(1, 0, 0)], 1, 1), [1, 1]),
  },
  {
    name: "n-step returns of the walk by hand, γ = ½",
    probes: "returns",
    why: "With v = 8 everywhere: one step 1 + ½ · 8 = 5; two 1 + 1 + ¼ · 8 = 4; three 1 + 1 + 1, and then the end. The value has the weight γ to the number of rewards.",
    run: ({ nStepReturn }) => {
      const v = [8, 8, 8, 8];
      return close(
        [1, 2, 3, 7, Number.POSITIVE_INFINITY].map((n) => nStepReturn(v, walk, 0, n, 0.5)),
        [5, 4, 3, 3, 3],
      );
    },
  },
  {
    name: "near the end there are fewer than n rewards; a cut adds the last state's value, an end does not",
    why: "From step 1 two rewards are left: 2 + ½ · 4 = 4. If the recording was cut off, ¼ · 8 = 2 stands for the rest, with the weight of two rewards, not of n.",
    run: ({ nStepReturn }) => {
      const v = [8, 8, 8, 8];
      const cut = { ...walk, terminated: false };
      return close(
        [nStepReturn(v, walk, 1, 5, 0.5), nStepReturn(v, cut, 1, 5, 0.5), nStepReturn(v, cut, 2, 1, 0.5)],
        [4, 6, 8],
      );
    },
  },
  {
    name: "random n-step returns agree with the sum written out",
    why: "Powers of γ, at most n rewards, and the value of the state that they lead to.",
    run: ({ nStepReturn }) =>
      all(
        ...[1, 2, 3, 4].flatMap((seed) => {
          const { v, episode } = example(seed);
          return [0, 3, 6, 7].flatMap((t) =>
            [1, 2, 4, 9].map((n) =>
              close(nStepReturn(v, episode, t, n, 0.9), written(v, episode, t, n, 0.9)),
            ),
          );
        }),
      ),
  },
  {
    name: "with n = 1 it is TD(0), state by state",
    why: "Both go through the steps in order on one array. If they differ, one of them reads old values, or treats the last step in another way.",
    run: ({ td0, nStepEvaluate }) =>
      all(
        ...[5, 6, 7, 8].map((seed) => {
          const { v, episode } = example(seed);
          return close(nStepEvaluate(v, episode, 1, 0.3, 0.9), td0(v, stepsOf(episode), 0.3, 0.9));
        }),
      ),
  },
  {
    name: "with n beyond the end of a terminated episode no guess is used",
    probes: "monte-carlo-control",
    why: "The returns are then sums of rewards alone, 7, 6 and 4 here; with α = ½ the values go half way there from wherever they were.",
    run: ({ nStepEvaluate }) =>
      close(nStepEvaluate([1, 10, 100, -3], walk, 5, 0.5, 1), [(1 + 7) / 2, (10 + 6) / 2, (100 + 4) / 2, -3]),
  },
  {
    name: "random episodes agree with updates written out",
    why: "Each return is taken from the values as they are at its turn, and moves v(s_t) by α times what is missing.",
    run: ({ nStepEvaluate }) =>
      all(
        ...[9, 10, 11].flatMap((seed) =>
          [2, 3, 20].map((n) => {
            const { v, episode } = example(seed);
            const now = [...v];
            episode.rewards.forEach((_, t) => {
              const s = episode.states[t]!;
              now[s] = 0.8 * now[s]! + 0.2 * written(now, episode, t, n, 0.9);
            });
            return close(nStepEvaluate(v, episode, n, 0.2, 0.9), now);
          }),
        ),
      ),
  },
  {
    name: "true values of a walk without chance are left alone by every n",
    probes: "value-functions",
    why: "Where v satisfies Bellman's equation and nothing is random, every n-step return equals v(s_t), and no update moves it.",
    run: ({ td0, nStepEvaluate }) => {
      const truth = [3, 4, 4, 99];
      return all(
        close(td0(truth, stepsOf(walk), 0.7, 0.5), truth),
        ...[1, 2, 3, 4].map((n) => close(nStepEvaluate(truth, walk, n, 0.7, 0.5), truth)),
      );
    },
  },
  {
    name: "an n below 1, a step that does not exist and an episode that does not fit are refused",
    why: "A `t` past the end would give an empty sum, and with it a plausible number.",
    run: ({ nStepReturn, nStepEvaluate }) =>
      all(
        ...[0, -1, Number.NaN].flatMap((n) => [
          refuses(() => nStepReturn([0, 0, 0, 0], walk, 0, n, 0.9)),
          refuses(() => nStepEvaluate([0, 0, 0, 0], walk, n, 0.1, 0.9)),
        ]),
        ...[-1, 3, 0.5, Number.NaN].map((t) => refuses(() => nStepReturn([0, 0, 0, 0], walk, t, 1, 0.9))),
        refuses(() => nStepReturn([0], { states: [0], rewards: [], terminated: true }, 0, 1, 0.9)),
        refuses(() => nStepReturn([0, 0], { states: [0, 1], rewards: [1, 2], terminated: true }, 0, 1, 0.9)),
        refuses(() =>
          nStepEvaluate([0, 0], { states: [0, 1], rewards: [1, 2], terminated: true }, 1, 0.1, 0.9),
        ),
      ),
  },
  {
    name: "no steps change nothing, and the arguments are left as they were",
    why: "`v[s] += …` on the argument changes the caller's values; copy the array first.",
    run: ({ td0, nStepEvaluate }) => {
      const { v, episode } = example(12);
      const before = JSON.stringify({ v, episode });
      td0(v, stepsOf(episode), 0.5, 0.9);
      nStepEvaluate(v, episode, 3, 0.5, 0.9);
      return all(
        equal(JSON.stringify({ v, episode }), before),
        close(td0([1, 2], [], 0.5, 0.9), [1, 2]),
        close(nStepEvaluate([1, 2], { states: [0], rewards: [], terminated: false }, 3, 0.5, 0.9), [1, 2]),
      );
    },
  },
];
