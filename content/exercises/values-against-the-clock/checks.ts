import { all, type Check, close, equal, holds, random, refuses } from "@blankfile/curriculum/check";
import type { Outcome, Process } from "./starter.ts";

type Module = typeof import("./starter.ts");

const to = (next: number, reward = 0, chance = 1): Outcome => ({ chance, reward, next });

/** State 0 waits for 1 an hour or goes to 1; from 1 a gamble pays 10 and ends with the chance ½, or leads back to 0; state 2 is the end. */
const gamble = (): Outcome[][][] => [[[to(0, 1)], [to(1)]], [[to(2, 10, 0.5), to(0, 0, 0.5)]], []];

/** One state, one action: earns r and comes back. */
const alone = (r: number): Outcome[][][] => [[[to(0, r)]]];

/** States with 0 to 3 actions of 1 to 3 outcomes; the last one is an end. */
function example(seed: number, S = 6): Outcome[][][] {
  const draw = random(seed);
  return Array.from({ length: S }, (_, s) =>
    Array.from({ length: s === S - 1 ? 0 : 1 + draw.integer(3) }, () => {
      const weights = draw.uniforms(1 + draw.integer(3), 0.1, 1);
      const total = weights.reduce((sum, w) => sum + w, 0);
      return weights.map((w) => to(draw.integer(S), draw.uniform(-4, 4), w / total));
    }),
  );
}

/** The check's own worth of an action. */
function worth(process: Process, outcomes: readonly Outcome[], v: readonly number[], gamma: number): number {
  let sum = 0;
  for (const { chance, reward, next } of outcomes)
    sum += chance * reward + (process[next]!.length > 0 ? gamma * chance * v[next]! : 0);
  return sum;
}

const apart = (v: readonly number[], w: readonly number[]) =>
  Math.max(0, ...v.map((x, s) => Math.abs(x - w[s]!)));

/** The check's own sweep. */
const swept = (process: Process, v: readonly number[], gamma: number): number[] =>
  process.map((actions) =>
    actions.length === 0 ? 0 : Math.max(...actions.map((outcomes) => worth(process, outcomes, v, gamma))),
  );

export const checks: Check<Module>[] = [
  {
    name: "worth by hand: waiting, going, gambling, with v = 4, 6 and γ = ½",
    probes: "bellman-equations",
    why: "1 + ½ · 4 = 3; 0 + ½ · 6 = 3; ½ · 10 + ½ · (0 + ½ · 4) = 6. Chances weigh rewards and next values alike; only the next value is discounted. Two outcomes that lead to the same state are two: ¼ · (2 + 2) + ¾ · (6 + 2) = 7.",
    run: ({ actionValues }) =>
      all(
        equal(actionValues(gamble(), [4, 6, 0], 0.5), [[3, 3], [6], []]),
        equal(actionValues([[[to(0, 2, 0.25), to(0, 6, 0.75)]]], [4], 0.5), [[7]]),
      ),
  },
  {
    name: "an end is worth 0, whatever v holds there",
    why: "With 100 in the place of the end the gamble would be worth 25 more.",
    run: ({ actionValues, sweep }) =>
      all(
        equal(actionValues(gamble(), [4, 6, 100], 0.5)[1]!, [6]),
        close(sweep(gamble(), [4, 6, 100], 0.5), [3, 6, 0]),
      ),
  },
  {
    name: "two sweeps of the gamble by hand, γ = ½",
    why: "From zero: 1 and 5. Then state 0 takes the better of 1 + ½ · 1 and ½ · 5, and state 1 has 5 + ½ · ½ · 1. Every state is backed up from the old values.",
    run: ({ sweep }) =>
      all(
        close(sweep(gamble(), [0, 0, 0], 0.5), [1, 5, 0]),
        close(sweep(gamble(), [1, 5, 0], 0.5), [2.5, 5.25, 0]),
      ),
  },
  {
    name: "all from the old values: a chain passes news on by one state a sweep",
    why: "State 1 looks at state 0, which is 1 only after this sweep. Written into one array, it would see that already.",
    run: ({ sweep }) =>
      close(sweep([[[to(3, 1)]], [[to(0)]], [[to(1)]], []], [0, 0, 0, 0], 0.5), [1, 0, 0, 0]),
  },
  {
    name: "costs: where every action loses, the smallest loss is taken",
    why: "A maximum that starts at 0 would find nothing worth taking.",
    run: ({ sweep }) => close(sweep([[[to(1, -3)], [to(1, -2)]], []], [0, 0], 0.9), [-2, 0]),
  },
  {
    name: "one state that earns 1, γ = ½, ε = ¼: stops after 3 sweeps at 1.75",
    probes: "series",
    why: "The changes are 1, ½, ¼, and γ/(1 − γ) = 1. The values after the last sweep are returned.",
    run: ({ valueIteration }) => {
      const { v, policy, sweeps } = valueIteration(alone(1), 0.5, 0.25);
      return all(equal(sweeps, 3), close(v, [1.75]), equal(policy, [0]));
    },
  },
  {
    name: "γ = 0.99: the error is within ε, after 917 sweeps",
    probes: "contraction-mapping",
    why: "A change below ε is no error below ε: the rule has the factor γ/(1 − γ) = 99. The changes of costs count as those of gains, by their size.",
    run: ({ valueIteration }) =>
      all(
        ...[1, -1].map((r) => {
          const { v, sweeps } = valueIteration(alone(r), 0.99, 0.01);
          return all(
            holds(Math.abs(v[0]! - 100 * r) <= 0.01 + 1e-9, v[0]!, `within 0.01 of ${100 * r}`),
            equal(sweeps, 917),
          );
        }),
      ),
  },
  {
    name: "the gamble solved by hand, γ = 0.9",
    probes: "bellman-equations",
    why: "Going: v₀ = 0.9 v₁ and v₁ = 5 + 0.45 v₀, so v₁ = 5/0.595 = 8.40 and v₀ = 7.56. Waiting for ever is worth 10, and so is better: v₀ = 10, v₁ = 9.5.",
    run: ({ valueIteration }) => {
      const { v, policy } = valueIteration(gamble(), 0.9, 1e-9);
      return all(close(v, [10, 9.5, 0], 1e-8), equal(policy, [0, 0, -1]));
    },
  },
  {
    name: "the policy is greedy for the values that are returned, the first of equals, −1 at an end",
    why: "With ε = 10 one sweep is enough: in it waiting (1 against 0) was best, but by the values that it made going is (2.5 against 1.5). After the last sweep, look ahead once more.",
    run: ({ valueIteration }) =>
      all(
        equal(valueIteration([[[to(1, 2)], [to(1, 2)], [to(1, 1)]], []], 0.5, 1).policy, [0, -1]),
        // Waiting for 1 beats going while v₁ = 5 is unseen: the sweep chose waiting, its result prefers going.
        equal(valueIteration([[[to(0, 1)], [to(1)]], [[to(2, 5)]], []], 0.5, 10).policy, [1, 0, -1]),
        ...[1, 2, 3].map((seed) => {
          const process = example(seed);
          const { v, policy } = valueIteration(process, 0.9, 0.01);
          return equal(
            policy,
            process.map((actions) => {
              const q = actions.map((outcomes) => worth(process, outcomes, v, 0.9));
              return q.indexOf(Math.max(...q));
            }),
          );
        }),
      ),
  },
  {
    name: "random processes: within ε of the optimum, after as many sweeps as the rule says",
    why: "The rule is looked at after each sweep, with the largest change over all states.",
    run: ({ valueIteration }) =>
      all(
        ...[4, 5, 6, 7].map((seed) => {
          const process = example(seed);
          let v = process.map(() => 0);
          let count = 0;
          for (let change = 1e9; 9 * change > 0.01; count++) {
            const next = swept(process, v, 0.9);
            change = apart(next, v);
            v = next;
          }
          let best = v;
          for (let k = 0; k < 500; k++) best = swept(process, best, 0.9);
          const given = valueIteration(process, 0.9, 0.01);
          return all(
            equal(given.sweeps, count),
            close(given.v, v),
            holds(apart(given.v, best) <= 0.01, given.v, best),
          );
        }),
      ),
  },
  {
    name: "γ = 0 takes one sweep; no states, and ends alone, too",
    why: "The rule is then satisfied by any change. Math.max() of nothing is −Infinity.",
    run: ({ valueIteration }) =>
      all(
        equal(valueIteration(gamble(), 0, 0.1), { v: [1, 5, 0], policy: [0, 0, -1], sweeps: 1 }),
        equal(valueIteration([], 0.9, 0.1), { v: [], policy: [], sweeps: 1 }),
        equal(valueIteration([[], []], 0.9, 0.1), { v: [0, 0], policy: [-1, -1], sweeps: 1 }),
      ),
  },
  {
    name: "γ outside [0, 1), ε not above 0 and chances that do not add up are refused; the process stays as it was",
    why: "`!(gamma < 1)` also catches NaN. Ten chances of 0.1 add up to 0.9999999999999999 and must pass.",
    run: ({ valueIteration, sweep, actionValues }) => {
      const process = example(8);
      const v = [1, 2, 3, 4, 5, 6];
      const before = JSON.stringify({ process, v });
      sweep(process, v, 0.9);
      actionValues(process, v, 0.9);
      valueIteration(process, 0.9, 0.1);
      const tenths = Array.from({ length: 10 }, () => to(1, 1, 0.1));
      return all(
        equal(JSON.stringify({ process, v }), before),
        close(valueIteration([[tenths], []], 0.9, 0.1).v, [1, 0]),
        ...[1, -0.1, Number.NaN].map((gamma) => refuses(() => valueIteration(gamble(), gamma, 0.1))),
        ...[0, -1, Number.NaN].map((epsilon) => refuses(() => valueIteration(gamble(), 0.9, epsilon))),
        refuses(() => valueIteration([[[to(0, 1, 0.5)]]], 0.9, 0.1)),
        refuses(() => valueIteration([[[to(0, 1, 1)], [to(0, 1, 0.7), to(0, 1, 0.7)]]], 0.9, 0.1)),
        refuses(() => valueIteration([[[]]], 0.9, 0.1)),
      );
    },
  },
];
