import { all, type Check, close, equal, holds, random, refuses } from "@blankfile/curriculum/check";
import type { Rollout } from "./starter.ts";

type Module = typeof import("./starter.ts");

/** Steps with ends of both kinds here and there. */
function recording(seed: number, T = 30): Rollout {
  const draw = random(seed);
  const flags = (chance: number) => Array.from({ length: T }, () => draw.uniform() < chance);
  return {
    rewards: draw.uniforms(T, -2, 2),
    terminated: flags(0.15),
    truncated: flags(0.15),
    nextValues: draw.uniforms(T, -5, 5),
  };
}

/** From the definition: powers of γ, step by step to the end of the episode. */
function byDefinition({ rewards, terminated, truncated, nextValues }: Rollout, gamma: number): number[] {
  return rewards.map((_, t) => {
    let sum = 0;
    for (let k = t; k < rewards.length; k++) {
      sum += gamma ** (k - t) * rewards[k]!;
      if (terminated[k]) return sum;
      if (truncated[k] || k === rewards.length - 1) return sum + gamma ** (k - t + 1) * nextValues[k]!;
    }
    return sum;
  });
}

export const checks: Check<Module>[] = [
  {
    name: "rewards 1, 2, 4 with γ = ½ return 3",
    why: "1 + ½ · 2 + ¼ · 4. The first reward has the weight γ⁰ = 1: discounting begins with the second.",
    run: ({ discountedReturn }) => close(discountedReturn([1, 2, 4], 0.5), 3),
  },
  {
    name: "γ = 0 sees the first reward only, γ = 1 adds all of them, no rewards return 0",
    probes: "series",
    why: "0⁰ counts as 1 here: the reward of the present step is never discounted.",
    run: ({ discountedReturn }) =>
      close(
        [discountedReturn([7, 5, 5], 0), discountedReturn([7, 5, 5], 1), discountedReturn([], 0.9)],
        [7, 17, 0],
      ),
  },
  {
    name: "the returns of 1, 2, 4 with γ = ½ are 3, 4, 4",
    why: "From the back: 4; 2 + ½ · 4 = 4; 1 + ½ · 4 = 3. Each return starts its own discounting at its own step; a sum over what is past belongs to no return.",
    run: ({ returnsToGo }) =>
      all(close(returnsToGo([1, 2, 4], 0.5), [3, 4, 4]), equal(returnsToGo([], 0.5), [])),
  },
  {
    name: "each return is its reward and γ times the next return",
    why: "G_t = r_t + γ G_{t+1}; after the last step G is 0.",
    run: ({ returnsToGo }) =>
      all(
        ...[0, 0.3, 0.99, 1].map((gamma, seed) => {
          const rewards = random(seed).uniforms(20, -3, 3);
          const G = returnsToGo(rewards, gamma);
          return close(
            G.map((g, t) => g - gamma * (G[t + 1] ?? 0)),
            rewards,
          );
        }),
      ),
  },
  {
    name: "3000 rewards of 1 with γ = ½ return 2 from almost everywhere",
    probes: "series",
    why: "½ to the power 1100 is 0 for the machine. Whoever sums γ^t r_t from the front and divides by γ^t divides by 0 here.",
    run: ({ returnsToGo }) => {
      const G = returnsToGo(
        Array.from({ length: 3000 }, () => 1),
        0.5,
      );
      return close([G[0]!, G[1500]!, G[2900]!, G[2999]!], [2, 2, 2, 1]);
    },
  },
  {
    name: "a terminated episode ends, whatever the next one earns and whatever the estimate says",
    why: "Step 1 terminates: its return is its reward. The 100 belongs to another episode, the estimate 50 to nothing.",
    run: ({ rolloutReturns }) =>
      close(
        rolloutReturns(
          {
            rewards: [1, 2, 100],
            terminated: [false, true, true],
            truncated: [false, false, false],
            nextValues: [50, 50, 50],
          },
          0.5,
        ),
        [2, 2, 100],
      ),
  },
  {
    name: "at a cut the discounted estimate stands for what was not recorded",
    why: "2 + ½ · 8 = 6, and 1 + ½ · 6 = 4. A cut taken for an end would give 2 and 2, as if nothing came after the time limit; and the step after a cut belongs to another episode.",
    run: ({ rolloutReturns }) =>
      close(
        rolloutReturns(
          {
            rewards: [1, 2, 100],
            terminated: [false, false, true],
            truncated: [false, true, false],
            nextValues: [50, 8, 50],
          },
          0.5,
        ),
        [4, 6, 100],
      ),
  },
  {
    name: "the end of the recording is a cut, also where no flag says so",
    why: "The episode goes on after the last recorded step: 3 + ½ · 10 = 8. Without the estimate, every recording would end with a fall of the returns.",
    run: ({ rolloutReturns }) =>
      close(
        rolloutReturns(
          { rewards: [1, 3], terminated: [false, false], truncated: [false, false], nextValues: [50, 10] },
          0.5,
        ),
        [5, 8],
      ),
  },
  {
    name: "both flags at once: the process is over",
    why: "An episode can end in the very step in which the time limit strikes. Then nothing follows, and the estimate is not asked.",
    run: ({ rolloutReturns }) =>
      close(
        rolloutReturns(
          { rewards: [1, 3], terminated: [true, true], truncated: [true, true], nextValues: [9, 9] },
          0.5,
        ),
        [1, 3],
      ),
  },
  {
    name: "random recordings agree with the sum written out",
    why: "Each return was summed with its own powers of γ to the end of its episode.",
    run: ({ rolloutReturns }) =>
      all(
        ...[1, 2, 3, 4].map((seed) => {
          const rollout = recording(seed);
          const gamma = [0.9, 0.5, 1, 0][seed - 1]!;
          return close(rolloutReturns(rollout, gamma), byDefinition(rollout, gamma));
        }),
        equal(rolloutReturns({ rewards: [], terminated: [], truncated: [], nextValues: [] }, 0.9), []),
      ),
  },
  {
    name: "how far it looks: with γ = ½ two steps hold 3/4 of the sum, with γ = 0.99 two thirds take 110 steps",
    probes: "series",
    why: "The first n terms of 1 + γ + γ² + … are the share 1 − γⁿ. With γ = 0, and for any small share, one step is enough; n is at least 1.",
    run: ({ stepsForShare }) =>
      equal(
        [
          stepsForShare(0.5, 0.75),
          stepsForShare(0.99, 2 / 3),
          stepsForShare(0, 0.999),
          stepsForShare(0.9, 0.05),
        ],
        [2, 110, 1, 1],
      ),
  },
  {
    name: "after so many steps the share is reached, after one less it is not",
    probes: "exp-log",
    why: "1 − γⁿ ≥ share is γⁿ ≤ 1 − share; dividing by log γ, which is negative, turns the sign round. Round up.",
    run: ({ stepsForShare }) => {
      const draw = random(7);
      return all(
        ...Array.from({ length: 20 }, () => {
          const [gamma, share] = [draw.uniform(0.3, 0.995), draw.uniform(0.1, 0.95)];
          const n = stepsForShare(gamma, share);
          const right = 1 - gamma ** n >= share && (n === 1 || 1 - gamma ** (n - 1) < share);
          return holds(
            right,
            `${n} steps for γ = ${gamma} and the share ${share}`,
            "the smallest that reaches the share",
          );
        }),
      );
    },
  },
  {
    name: "a discount or share outside its range and arrays of different lengths are refused",
    why: "With γ above 1 the far future outweighs everything, and `NaN` passes every test that is written as `gamma < 0 || gamma > 1`.",
    run: ({ discountedReturn, returnsToGo, rolloutReturns, stepsForShare }) => {
      const one = { rewards: [1], terminated: [true], truncated: [false], nextValues: [0] };
      return all(
        ...[-0.1, 1.1, Number.NaN].flatMap((gamma) => [
          refuses(() => discountedReturn([1], gamma)),
          refuses(() => returnsToGo([1], gamma)),
          refuses(() => rolloutReturns(one, gamma)),
          refuses(() => stepsForShare(gamma, 0.5)),
        ]),
        refuses(() => stepsForShare(1, 0.5)),
        ...[0, 1, Number.NaN].map((share) => refuses(() => stepsForShare(0.5, share))),
        refuses(() => rolloutReturns({ ...one, rewards: [1, 2] }, 0.5)),
        refuses(() => rolloutReturns({ ...one, nextValues: [] }, 0.5)),
        refuses(() => rolloutReturns({ ...one, terminated: [true, true] }, 0.5)),
        refuses(() => rolloutReturns({ ...one, truncated: [] }, 0.5)),
      );
    },
  },
  {
    name: "the arguments are left as they were",
    why: "`reverse` turns the caller's array round; `toReversed`, or a loop from the end, does not.",
    run: ({ discountedReturn, returnsToGo, rolloutReturns }) => {
      const rollout = recording(9, 6);
      const before = JSON.stringify(rollout);
      discountedReturn(rollout.rewards, 0.9);
      returnsToGo(rollout.rewards, 0.9);
      rolloutReturns(rollout, 0.9);
      return equal(JSON.stringify(rollout), before);
    },
  },
];
