import { all, type Check, close, equal, holds, random, refuses } from "@blankfile/curriculum/check";
import type { Mdp } from "./starter.ts";

type Module = typeof import("./starter.ts");

/** One state, one action: earns r and comes back. */
const alone = (r: number): Mdp => ({ P: [[[1]]], r: [[r]] });

/** States in a row; the only action leads to the state before, and state 0 keeps earning 1. */
const row = (S: number): Mdp => ({
  P: Array.from({ length: S }, (_, s) => [
    Array.from({ length: S }, (_, t) => (t === Math.max(0, s - 1) ? 1 : 0)),
  ]),
  r: Array.from({ length: S }, (_, s) => [s === 0 ? 1 : 0]),
});

/** A shop at state 0 that pays 1.2 an hour, a stop between, a job at state 2 that pays 10 and ends the day in state 3. */
const road: Mdp = {
  P: [
    [
      [1, 0, 0, 0],
      [0, 1, 0, 0],
    ],
    [
      [1, 0, 0, 0],
      [0, 0, 1, 0],
    ],
    [
      [0, 0, 0, 1],
      [0, 0, 0, 1],
    ],
    [
      [0, 0, 0, 1],
      [0, 0, 0, 1],
    ],
  ],
  r: [
    [1.2, 0],
    [0, 0],
    [10, 10],
    [0, 0],
  ],
};

function example(seed: number, S = 5, A = 3): { mdp: Mdp; v: number[] } {
  const draw = random(seed);
  const chances = () => {
    const parts = draw.uniforms(S, 0.05, 1);
    const total = parts.reduce((sum, x) => sum + x, 0);
    return parts.map((x) => x / total);
  };
  return {
    mdp: {
      P: Array.from({ length: S }, () => Array.from({ length: A }, chances)),
      r: Array.from({ length: S }, () => draw.uniforms(A, -5, 5)),
    },
    v: draw.uniforms(S, -10, 10),
  };
}

/** The check's own backup of a state. */
function best(
  { P, r }: Mdp,
  v: readonly number[],
  gamma: number,
  s: number,
): { value: number; action: number } {
  const q = P[s]!.map((ways, a) => {
    let sum = r[s]![a]!;
    for (const [t, p] of ways.entries()) sum += gamma * p * v[t]!;
    return sum;
  });
  const value = Math.max(...q);
  return { value, action: q.indexOf(value) };
}

function optimum(mdp: Mdp, gamma: number): number[] {
  let v = mdp.P.map(() => 0);
  for (let k = 0; k < 3000; k++) v = v.map((_, s) => best(mdp, v, gamma, s).value);
  return v;
}

const apart = (v: readonly number[], w: readonly number[]) =>
  Math.max(...v.map((x, s) => Math.abs(x - w[s]!)));

export const checks: Check<Module>[] = [
  {
    name: "three sweeps of a road by hand: the job's worth walks one stop a sweep",
    probes: "bellman-equations",
    why: "For γ = 0.9: in the first sweep only the shop and the job pay; in the second the stop between sees the job; in the third the shop sees that stop, 0.9 · 9 = 8.1.",
    run: ({ sweep }) => {
      const one = sweep(road, [0, 0, 0, 0], 0.9);
      const two = sweep(road, [1.2, 0, 10, 0], 0.9);
      const three = sweep(road, [2.28, 9, 10, 0], 0.9);
      return all(close(one, [1.2, 0, 10, 0]), close(two, [2.28, 9, 10, 0]), close(three, [8.1, 9, 10, 0]));
    },
  },
  {
    name: "two arrays carry a reward one state a sweep, in place all the way",
    why: "State 1 leads to state 0. In place, state 0 is already new when state 1 is backed up; with two arrays it is not.",
    run: ({ sweep, sweepInPlace }) =>
      all(
        close(sweep(row(4), [0, 0, 0, 0], 0.5), [1, 0, 0, 0]),
        close(sweepInPlace(row(4), [0, 0, 0, 0], 0.5), [1, 0.5, 0.25, 0.125]),
      ),
  },
  {
    name: "in place on random processes, state by state",
    why: "States are visited from 0 upwards, each backed up from the array as it then is.",
    run: ({ sweepInPlace }) =>
      all(
        ...[1, 2, 3].map((seed) => {
          const { mdp, v } = example(seed);
          const expected = [...v];
          for (const s of expected.keys()) expected[s] = best(mdp, expected, 0.9, s).value;
          return close(sweepInPlace(mdp, v, 0.9), expected);
        }),
      ),
  },
  {
    name: "one state that earns 1, γ = ½, ε = ¼: stops after 3 sweeps at 1.75",
    probes: "series",
    why: "The values are 1, 1.5, 1.75, …, the changes 1, ½, ¼. With γ/(1 − γ) = 1 the third change is the first to be small enough; the value that goes with it is the new one.",
    run: ({ valueIteration }) => {
      const { v, sweeps } = valueIteration(alone(1), 0.5, 0.25);
      return all(equal(sweeps, 3), close(v, [1.75]));
    },
  },
  {
    name: "the largest change decides, whichever its sign: costs of 1 for ever, γ = ½, ε = ¼",
    why: "State 0 falls to −1, −1.5, −1.75 and state 3 stays at 0 all the while. Take |new − old| of each state, and of these the largest: neither the mean nor the largest rise.",
    run: ({ valueIteration }) => {
      const costly: Mdp = { P: row(4).P, r: [[-1], [0], [0], [0]] };
      const { v, sweeps } = valueIteration(costly, 0.5, 0.25);
      return all(equal(sweeps, 3), close(v, [-1.75, -0.75, -0.25, 0]));
    },
  },
  {
    name: "γ = 0.99: the error is within ε, where the change alone would have stopped 99 times too far",
    why: "A change below ε is no error below ε: the same change, a little smaller each time, still comes for about 1/(1 − γ) sweeps.",
    run: ({ valueIteration }) => {
      const { v, sweeps } = valueIteration(alone(1), 0.99, 0.01);
      return all(
        holds(Math.abs(v[0]! - 100) <= 0.01 + 1e-9, `an error of ${Math.abs(v[0]! - 100)}`, "at most 0.01"),
        equal(sweeps, 917),
      );
    },
  },
  {
    name: "the values are within ε of the optimum on random processes, and stopped no later than the rule says",
    why: "The rule is γ/(1 − γ) · change ≤ ε with the largest change of the sweep; check it after every sweep, and return the values after it.",
    run: ({ valueIteration }) =>
      all(
        ...[4, 5, 6].map((seed) => {
          const { mdp } = example(seed);
          let v = mdp.P.map(() => 0);
          let count = 0;
          for (let change = Number.POSITIVE_INFINITY; 9 * change > 0.01; count++) {
            const next = v.map((_, s) => best(mdp, v, 0.9, s).value);
            change = apart(next, v);
            v = next;
          }
          const given = valueIteration(mdp, 0.9, 0.01);
          const error = apart(given.v, optimum(mdp, 0.9));
          return all(
            holds(error <= 0.01, `an error of ${error}`, "at most 0.01"),
            equal(given.sweeps, count),
            close(given.v, v),
          );
        }),
      ),
  },
  {
    name: "the policy is greedy for the values that are returned",
    why: "On the road with γ = 0.9, the shop is worth 12 in the end, but the values rise towards it slowly. After the last sweep, look ahead once more: an action chosen during the sweep was chosen by older values.",
    run: ({ valueIteration }) => {
      const { v, policy } = valueIteration(road, 0.9, 1.9);
      return all(
        close(v[0]!, 12 - 3.51 * 0.9 ** 6),
        equal(policy, [0, 0, 0, 0]),
        ...[7, 8, 9].map((seed) => {
          const { mdp } = example(seed);
          const found = valueIteration(mdp, 0.9, 0.01);
          return equal(
            found.policy,
            found.v.map((_, s) => best(mdp, found.v, 0.9, s).action),
          );
        }),
      );
    },
  },
  {
    name: "sweeps enough: 3 for γ = ½ and ε = ¼, 1 for γ = 0, 917 for γ = 0.99 and ε = 0.01",
    probes: "exp-log",
    why: "γ^k/(1 − γ) · firstChange ≤ ε: mind the division by 1 − γ, which for γ = 0.99 doubles the sweeps here.",
    run: ({ sweepsEnough }) =>
      equal([sweepsEnough(0.5, 0.25, 1), sweepsEnough(0, 0.01, 5), sweepsEnough(0.99, 0.01, 1)], [3, 1, 917]),
  },
  {
    name: "no process takes more sweeps than are enough",
    probes: "contraction-mapping",
    why: "Each change is at most γ times the one before, so sweep k changes nothing by more than γ^(k−1) times the first change.",
    run: ({ valueIteration, sweepsEnough, sweep }) =>
      all(
        ...[10, 11, 12].map((seed) => {
          const { mdp } = example(seed);
          const first = apart(sweep(mdp, [0, 0, 0, 0, 0], 0.95), [0, 0, 0, 0, 0]);
          const { sweeps } = valueIteration(mdp, 0.95, 0.1);
          return holds(
            sweeps <= sweepsEnough(0.95, 0.1, first),
            `${sweeps} sweeps`,
            "no more than sweepsEnough",
          );
        }),
      ),
  },
  {
    name: "ε of 0 and NaN, γ of 1 and −0.5 are refused",
    why: "With ε = 0 the loop may never end, with γ = 1 the bound divides by 0.",
    run: ({ valueIteration, sweepsEnough }) =>
      all(
        ...[0, Number.NaN].flatMap((epsilon) => [
          refuses(() => valueIteration(alone(1), 0.5, epsilon), "epsilon"),
          refuses(() => sweepsEnough(0.5, epsilon, 1), "epsilon"),
        ]),
        ...[1, -0.5].flatMap((gamma) => [
          refuses(() => valueIteration(alone(1), gamma, 0.1), "gamma"),
          refuses(() => sweepsEnough(gamma, 0.1, 1), "gamma"),
        ]),
      ),
  },
  {
    name: "the arguments are left as they were, in place or not",
    why: "In place means: in an array of your own, copied from v before the first backup.",
    run: ({ sweep, sweepInPlace, valueIteration }) => {
      const given = example(13);
      const before = JSON.stringify(given);
      sweep(given.mdp, given.v, 0.9);
      sweepInPlace(given.mdp, given.v, 0.9);
      valueIteration(given.mdp, 0.9, 0.1);
      return holds(JSON.stringify(given) === before, "an argument changed during the calls", "all unchanged");
    },
  },
];
