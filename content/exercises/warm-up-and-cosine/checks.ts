import { all, type Check, close, equal, holds, random, refuses } from "@blankfile/curriculum/check";
import type { Settings } from "./starter.ts";

type Module = typeof import("./starter.ts");

const settings: Settings = { peak: 8, least: 0, warmupSteps: 4, totalSteps: 12 };

/** Ten schedules of different lengths. */
function examples(seed: number): Settings[] {
  const draw = random(seed);
  return Array.from({ length: 10 }, () => {
    const warmupSteps = draw.integer(10);
    const peak = draw.uniform(0.1, 2);
    return {
      peak,
      least: draw.uniform(0, peak),
      warmupSteps,
      totalSteps: warmupSteps + 1 + draw.integer(40),
    };
  });
}

export const checks: Check<Module>[] = [
  {
    name: "the warm-up by hand: 0, 2, 4, 6, and the peak of 8 at step 4",
    probes: "functions",
    why: "Four equal rises of 2. Counted from 1 the first step would already have 2, and the peak would come at step 3.",
    run: ({ rateAt }) =>
      close(
        [0, 1, 2, 3, 4].map((step) => rateAt(step, settings)),
        [0, 2, 4, 6, 8],
      ),
  },
  {
    name: "the cosine by hand: 8 at step 4, 4 + 2√2 at step 6, 4 at step 8, 4 − 2√2 at step 10",
    probes: "derivatives",
    why: "The steps 4 to 12 run through 0 to π: step 6 is at π/4, step 8 at π/2. If the wave begins at step 0, the rate jumps at the end of the warm-up; if it ends at step T − 1, all of it is a little early.",
    run: ({ rateAt }) =>
      close(
        [4, 6, 8, 10].map((step) => rateAt(step, settings)),
        [8, 4 + 2 * Math.SQRT2, 4, 4 - 2 * Math.SQRT2],
      ),
  },
  {
    name: "a least rate by hand: with least = 2 the middle is 5 and the end 2, and the warm-up still begins at 0",
    why: "The cosine falls between 8 and 2, whose middle is 5. Adding 2 to the wave of before would lift the peak to 10; cutting it off at 2 would leave the middle at 4.",
    run: ({ rateAt }) =>
      close(
        [0, 2, 4, 8, 12].map((step) => rateAt(step, { ...settings, least: 2 })),
        [0, 4, 8, 5, 2],
      ),
  },
  {
    name: "from step T on the rate stays at the least one",
    why: "The cosine rises again after π: at step 20 it would be back at the peak, with a model that had come to rest.",
    run: ({ rateAt }) =>
      close(
        [12, 13, 20, 1000].map((step) => rateAt(step, { ...settings, least: 0.5 })),
        [0.5, 0.5, 0.5, 0.5],
      ),
  },
  {
    name: "without a warm-up step 0 has the peak",
    why: "0/0 is NaN: for W = 0 there is no step before W.",
    run: ({ rateAt }) =>
      close(
        [0, 1, 2].map((step) => rateAt(step, { peak: 3, least: 1, warmupSteps: 0, totalSteps: 2 })),
        [3, 2, 1],
      ),
  },
  {
    name: "it rises up to W and falls from there to T, without a jump",
    probes: "continuity",
    why: "One step of a schedule of 400 changes the rate by less than a fiftieth of the peak, at W as well.",
    run: ({ rateAt }) => {
      const long = { peak: 1, least: 0.1, warmupSteps: 100, totalSteps: 400 };
      const path = Array.from({ length: 401 }, (_, step) => rateAt(step, long));
      const rises = path.slice(1).map((rate, step) => rate - path[step]!);
      return all(
        holds(
          rises.every((rise, step) => (step < 100 ? rise > 0 : rise < 0)),
          rises,
          "above 0 before W, below 0 after",
        ),
        holds(
          rises.every((rise) => Math.abs(rise) < 0.02),
          rises,
          "changes below 0.02",
        ),
      );
    },
  },
  {
    name: "the fall is the same seen from both ends: rates as far from W as from T add up to peak + least",
    why: "Half a wave from 0 to π is symmetrical about its middle.",
    run: ({ rateAt }) =>
      all(
        ...examples(1).map((these) => {
          const { peak, least, warmupSteps: W, totalSteps: T } = these;
          const sums = Array.from(
            { length: T - W + 1 },
            (_, k) => rateAt(W + k, these) + rateAt(T - k, these),
          );
          return close(
            sums,
            sums.map(() => peak + least),
          );
        }),
      ),
  },
  {
    name: "random schedules agree with the same curve written by sines",
    why: "½ (1 + cos π s) is sin² of what is left, π (1 − s)/2, with s the share of the way from W to T.",
    run: ({ rateAt }) =>
      all(
        ...examples(2).map((these) => {
          const { peak, least, warmupSteps: W, totalSteps: T } = these;
          const steps = Array.from({ length: T + 5 }, (_, step) => step);
          return close(
            steps.map((step) => rateAt(step, these)),
            steps.map((step) => {
              if (step < W) return peak * (step / W);
              const left = Math.max(0, T - step) / (T - W);
              return least + (peak - least) * Math.sin((Math.PI / 2) * left) ** 2;
            }),
          );
        }),
      ),
  },
  {
    name: "the list has T rates, those of the steps 0 to T − 1",
    why: "A training of T steps has no step T, so the least rate itself is not in the list.",
    run: ({ rateAt, rates }) =>
      all(
        ...examples(3).map((these) => {
          const list = rates(these);
          return all(
            equal(list.length, these.totalSteps),
            close(
              list,
              list.map((_, step) => rateAt(step, these)),
            ),
          );
        }),
        close(rates({ peak: 3, least: 1, warmupSteps: 1, totalSteps: 3 }), [0, 3, 2]),
      ),
  },
  {
    name: "least = peak is a warm-up to a constant rate",
    why: "There is nothing to fall: the distance between peak and least is 0.",
    run: ({ rates }) => close(rates({ peak: 2, least: 2, warmupSteps: 2, totalSteps: 5 }), [0, 1, 2, 2, 2]),
  },
  {
    name: "what makes no schedule is refused, and the settings are left as they were",
    why: "T = W would be divided by, half a step is a mistake of the caller, and a NaN among the settings would become the rate.",
    run: ({ rateAt, rates }) => {
      const given = { ...settings };
      rateAt(5, given);
      rates(given);
      const wrong: Partial<Settings>[] = [
        { totalSteps: 4 },
        { totalSteps: 3 },
        { totalSteps: 12.5 },
        { warmupSteps: -1 },
        { warmupSteps: 1.5 },
        { peak: 0 },
        { peak: Number.NaN },
        { peak: Number.POSITIVE_INFINITY },
        { least: -1 },
        { least: 9 },
        { least: Number.NaN },
      ];
      return all(
        equal(given, settings),
        ...[-1, 1.5, Number.NaN, Number.POSITIVE_INFINITY].map((step) =>
          refuses(() => rateAt(step, settings)),
        ),
        ...wrong.flatMap((change) => [
          refuses(() => rateAt(0, { ...settings, ...change })),
          refuses(() => rates({ ...settings, ...change })),
        ]),
      );
    },
  },
];
