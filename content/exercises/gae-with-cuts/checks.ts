import { all, type Check, close, equal, random, refuses } from "@blankfile/curriculum/check";
import type { Recording } from "./starter.ts";

type Module = typeof import("./starter.ts");

/** Three steps with rewards 1, 2, 4; values 2, 2, 2, next values 2, 2, 10. */
const three = (changes: Partial<Recording> = {}): Recording => ({
  rewards: [1, 2, 4],
  values: [2, 2, 2],
  nextValues: [2, 2, 10],
  terminated: [false, false, false],
  truncated: [false, false, false],
  ...changes,
});

/** Ends of both kinds here and there; within an episode the next value is the value of the next row. */
function example(seed: number, T = 25): Recording {
  const draw = random(seed);
  const flags = () => Array.from({ length: T }, () => draw.uniform() < 0.15);
  const [values, ahead] = [draw.uniforms(T, -5, 5), draw.uniforms(T, -5, 5)];
  const [terminated, truncated] = [flags(), flags()];
  const nextValues = ahead.map((x, t) => (terminated[t] || truncated[t] ? x : (values[t + 1] ?? x)));
  return { rewards: draw.uniforms(T, -2, 2), values, nextValues, terminated, truncated };
}

/** The sum of the definition, written out to the end of each step's own episode. */
function written(rec: Recording, gamma: number, lambda: number): number[] {
  const delta = rec.rewards.map(
    (r, t) => r - rec.values[t]! + (rec.terminated[t] ? 0 : gamma * rec.nextValues[t]!),
  );
  return delta.map((_, t) => {
    let sum = 0;
    for (let k = t; k < delta.length; k++) {
      sum += (gamma * lambda) ** (k - t) * delta[k]!;
      if (rec.terminated[k] || rec.truncated[k]) break;
    }
    return sum;
  });
}

export const checks: Check<Module>[] = [
  {
    name: "errors by hand with γ = ½: 0, 1 and 7",
    probes: "td-learning",
    why: "1 + ½ · 2 − 2, 2 + ½ · 2 − 2, 4 + ½ · 10 − 2. The value of the state that was left is subtracted, not added.",
    run: ({ tdErrors }) => close(tdErrors(three(), 0.5), [0, 1, 7]),
  },
  {
    name: "a terminated step has no next value, a truncated one keeps it",
    why: "The last error is 4 − 2 = 2 if the process is over, and 4 + ½ · 10 − 2 = 7 if only the recording stops. A time limit is no death.",
    run: ({ tdErrors }) =>
      all(
        close(tdErrors(three({ terminated: [false, false, true] }), 0.5), [0, 1, 2]),
        close(tdErrors(three({ truncated: [false, false, true] }), 0.5), [0, 1, 7]),
        close(
          tdErrors(three({ terminated: [false, false, true], truncated: [false, false, true] }), 0.5),
          [0, 1, 2],
        ),
      ),
  },
  {
    name: "advantages by hand with γ = ½, λ = ½: errors flow back with the weight ¼",
    probes: "series",
    why: "7; 1 + ¼ · 7 = 2.75; 0 + ¼ · 2.75 = 0.6875. The weight of the next advantage is the product γλ; with λ = 0.2 it is 0.1.",
    run: ({ gae }) =>
      all(
        close(gae(three(), 0.5, 0.5).advantages, [0.6875, 2.75, 7]),
        close(gae(three(), 0.5, 0.2).advantages, [0.17, 1.7, 7]),
      ),
  },
  {
    name: "nothing flows back over the end of an episode",
    why: "The process is over after step 1: its advantage is its own error, 2 − 2 = 0, and what step 2 earns in another episode is not its doing.",
    run: ({ gae }) => close(gae(three({ terminated: [false, true, false] }), 0.5, 1).advantages, [0, 0, 7]),
  },
  {
    name: "nothing flows back over a cut, but the next value still counts",
    why: "Step 1 was cut off: its error keeps ½ · 2 and is 1, and step 2 belongs to another episode. Both questions are separate: what follows in the process, and whose row comes next.",
    run: ({ gae }) => close(gae(three({ truncated: [false, true, false] }), 0.5, 1).advantages, [0.5, 1, 7]),
  },
  {
    name: "targets are advantages plus the values of the states that were left",
    why: "A_t + v(s_t) is what the critic should have said of s_t: 2.6875, 4.75 and 9. Standardised advantages have no place in it.",
    run: ({ gae }) => close(gae(three(), 0.5, 0.5).targets, [2.6875, 4.75, 9]),
  },
  {
    name: "λ = 0 gives the one-step errors",
    probes: "td-lambda",
    why: "0⁰ = 1: the own error stays, all others vanish.",
    run: ({ gae, tdErrors }) =>
      all(
        ...[1, 2, 3].map((seed) =>
          close(gae(example(seed), 0.9, 0).advantages, tdErrors(example(seed), 0.9)),
        ),
      ),
  },
  {
    name: "λ = 1 makes the targets discounted returns, with the next value at a cut",
    probes: "returns",
    why: "Within an episode the values cancel, since v(s′_t) = v(s_{t+1}): what is left are rewards, and at a cut the estimate of what was not recorded.",
    run: ({ gae }) =>
      all(
        ...[4, 5, 6].map((seed) => {
          const rec = example(seed);
          const { rewards, nextValues, terminated, truncated } = rec;
          const G: number[] = [];
          for (let t = rewards.length - 1; t >= 0; t--) {
            const cut = truncated[t] || t === rewards.length - 1;
            G[t] = rewards[t]! + 0.9 * (terminated[t] ? 0 : cut ? nextValues[t]! : G[t + 1]!);
          }
          return close(gae(rec, 0.9, 1).targets, G);
        }),
      ),
  },
  {
    name: "it is the mean of n-step advantages with the weights (1 − λ) λⁿ⁻¹",
    probes: "n-step-returns",
    why: "For one long episode without an end the weights run to the last step of the recording, which has all that is left: λᵀ⁻ᵗ⁻¹.",
    run: ({ gae }) => {
      const draw = random(7);
      const [T, gamma, lambda] = [12, 0.9, 0.7];
      const v = draw.uniforms(T + 1, -3, 3);
      const rewards = draw.uniforms(T, -1, 1);
      const no = rewards.map(() => false);
      const expected = rewards.map((_, t) => {
        let [sum, mean] = [0, 0];
        for (let n = 1; t + n <= T; n++) {
          sum += gamma ** (n - 1) * rewards[t + n - 1]!;
          const weight = t + n === T ? lambda ** (n - 1) : (1 - lambda) * lambda ** (n - 1);
          mean += weight * (sum + gamma ** n * v[t + n]! - v[t]!);
        }
        return mean;
      });
      const given = gae(
        { rewards, values: v.slice(0, T), nextValues: v.slice(1), terminated: no, truncated: no },
        gamma,
        lambda,
      );
      return close(given.advantages, expected);
    },
  },
  {
    name: "random recordings agree with the sum written out",
    why: "Each sum stopped at the end of its own episode, of whichever kind.",
    run: ({ gae }) =>
      all(
        ...[8, 9, 10, 11].map((seed) => {
          const rec = example(seed);
          const { advantages, targets } = gae(rec, 0.95, 0.8);
          const expected = written(rec, 0.95, 0.8);
          return all(
            close(advantages, expected),
            close(
              targets,
              expected.map((A, t) => A + rec.values[t]!),
            ),
          );
        }),
      ),
  },
  {
    name: "standardised by hand: 1, 3, 5, 7 have the mean 4 and the population standard deviation √5",
    probes: "variance",
    why: "The squares 9, 1, 1, 9 are divided by 4, not by 3.",
    run: ({ standardise }) =>
      close(
        standardise([1, 3, 5, 7]),
        [-3, -1, 1, 3].map((x) => x / Math.sqrt(5)),
      ),
  },
  {
    name: "standardised advantages have no units; equal ones become zeros",
    why: "0/0 is NaN. Three times 0.1 adds up to a little more than 0.3, so that a spread which should be 0 may be 10⁻¹⁷ instead; compare the advantages themselves.",
    run: ({ standardise }) => {
      const A = random(12).normals(20);
      return all(
        close(standardise(A.map((x) => 1000 * x + 5)), standardise(A)),
        close(standardise(A.map((x) => 1e-9 * x)), standardise(A), 1e-7),
        equal(standardise([0.1, 0.1, 0.1]), [0, 0, 0]),
        equal(standardise([7]), [0]),
        equal(standardise([]), []),
      );
    },
  },
  {
    name: "γ and λ outside [0, 1] and arrays of different lengths are refused, no steps are not",
    why: "A missing flag is `undefined`, which counts as false: an episode would end unseen.",
    run: ({ gae, tdErrors }) =>
      all(
        ...[-0.1, 1.1, Number.NaN].flatMap((x) => [
          refuses(() => tdErrors(three(), x)),
          refuses(() => gae(three(), x, 0.5)),
          refuses(() => gae(three(), 0.5, x)),
        ]),
        ...(["rewards", "values", "nextValues"] as const).map((key) =>
          refuses(() => gae(three({ [key]: [1, 2] }), 0.5, 0.5)),
        ),
        ...(["terminated", "truncated"] as const).map((key) =>
          refuses(() => gae(three({ [key]: [false] }), 0.5, 0.5)),
        ),
        equal(gae({ rewards: [], values: [], nextValues: [], terminated: [], truncated: [] }, 0.9, 0.9), {
          advantages: [],
          targets: [],
        }),
      ),
  },
  {
    name: "the arguments are left as they were",
    why: "An array that is filled from the back must be one of your own.",
    run: ({ gae, tdErrors, standardise }) => {
      const rec = example(13);
      const before = JSON.stringify(rec);
      tdErrors(rec, 0.9);
      gae(rec, 0.9, 0.9);
      standardise(rec.rewards);
      return equal(JSON.stringify(rec), before);
    },
  },
];
