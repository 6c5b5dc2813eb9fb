import { all, type Check, close, equal, holds, random, refuses } from "@blankfile/curriculum/check";
import type { Sample } from "./starter.ts";

type Module = typeof import("./starter.ts");

/** R runs at M places that scatter around something other than the truth. */
function example(seed: number, R = 6, M = 4): { fits: number[][]; truth: number[] } {
  const draw = random(seed);
  return { fits: Array.from({ length: R }, () => draw.normals(M, 1, 2)), truth: draw.normals(M) };
}

/** All tables of two runs at one place, where a run predicts 0 or 2 with equal chance. */
const tables = [0, 2].flatMap((a) => [0, 2].map((b) => [[a], [b]]));

const parts = ({ bias2, variance, error }: { bias2: number; variance: number; error: number }) => [
  bias2,
  variance,
  error,
];

const mean = (values: readonly number[]) => values.reduce((sum, x) => sum + x, 0) / values.length;

export const checks: Check<Module>[] = [
  {
    name: "two fits at one place by hand: 1 and 3 where 4 is right",
    probes: "estimators",
    why: "The mean fit is 2, two below the truth: bias² 4. The fits are 1 away from it: variance 1. From the truth they are 3 and 1 away: (9 + 1)/2 = 5.",
    run: ({ decompose }) => close(parts(decompose([[1], [3]], [4])), [4, 1, 5]),
  },
  {
    name: "too high here and too low there is biased: 1 and −1 where 0 is right",
    why: "Averaged over the places the mistakes cancel; squared they do not. Square at each place, then average.",
    run: ({ decompose }) =>
      close(
        parts(
          decompose(
            [
              [1, -1],
              [1, -1],
            ],
            [0, 0],
          ),
        ),
        [1, 0, 1],
      ),
  },
  {
    name: "the variance does not know the truth",
    probes: "variance",
    why: "It is measured from the mean of the fits. Moving the truth moves the bias and the error, and nothing else.",
    run: ({ decompose }) =>
      all(
        ...[1, 2, 3].map((seed) => {
          const { fits, truth } = example(seed);
          const moved = truth.map((f) => f + 10);
          return close(decompose(fits, moved).variance, decompose(fits, truth).variance);
        }),
      ),
  },
  {
    name: "error = bias² + variance, exactly, for the runs that were made",
    why: "The cross term is the mean of (fit − mean fit) times a constant, which is 0. All three have to divide by R for that.",
    run: ({ decompose }) =>
      all(
        ...[4, 5, 6].map((seed) => {
          const { fits, truth } = example(seed);
          const { bias2, variance, error } = decompose(fits, truth);
          const direct = mean(fits.map((fit) => mean(fit.map((y, i) => (y - truth[i]!) ** 2))));
          return all(close(error, direct), close(bias2 + variance, direct));
        }),
      ),
  },
  {
    name: "the learner's variance from two fits by hand: 1 and 3 give 2",
    probes: "estimators",
    why: "Two numbers lie closer to their own mean than to the mean of all possible fits. Dividing by R − 1 makes up for it.",
    run: ({ unbiased }) => close(unbiased([[1], [3]], [4]).variance, 2),
  },
  {
    name: "right on average over all tables of two runs: variance 1, bias² 9 for fits of 0 or 2 where 4 is right",
    probes: "expectation",
    why: "The learner's mean is 1, its variance 1, its bias² 9. The mean of two fits scatters around 1 by ½, and the plain bias² is 9.5 on average.",
    run: ({ unbiased }) => {
      const found = tables.map((fits) => unbiased(fits, [4]));
      return close(
        [mean(found.map(({ variance }) => variance)), mean(found.map(({ bias2 }) => bias2))],
        [1, 9],
      );
    },
  },
  {
    name: "an estimate of bias² may come out below 0, and is not clipped",
    why: "Fits of 0 and 2 where 1 is right: the mean fit is exactly right by luck, and the estimate is 0 − 2/2. Raise such cases to 0, and the average over many tables is too high again.",
    run: ({ unbiased }) => close(unbiased([[0], [2]], [1]).bias2, -1),
  },
  {
    name: "one run does not show a variance, and is refused",
    why: "0/0 is NaN. Say what was given and what is needed.",
    run: ({ unbiased }) =>
      all(
        refuses(() => unbiased([[1]], [1])),
        refuses(() => unbiased([], [1])),
      ),
  },
  {
    name: "each run is fitted to a sample of its own, drawn afresh",
    why: "Variance is variance over training sets. Draw inside the loop, once for each run.",
    run: ({ simulate }) => {
      let drawn = 0;
      const draw = (): Sample => ({ x: [0, 1], y: [drawn++, 5] });
      const fit =
        ({ y }: Sample) =>
        () =>
          y[0]!;
      return all(
        equal(simulate(draw, fit, [0.5], 3), [[0], [1], [2]]),
        holds(drawn === 3, `${drawn} samples drawn`, "3 samples for 3 runs"),
      );
    },
  },
  {
    name: "the fits are judged at the places, not at the training points",
    why: "A line through the two points of its sample is right at both; at the places between and beyond it need not be.",
    run: ({ simulate }) => {
      const line =
        ({ x, y }: Sample) =>
        (at: number) =>
          y[0]! + ((at - x[0]!) * (y[1]! - y[0]!)) / (x[1]! - x[0]!);
      return close(
        simulate(() => ({ x: [0, 2], y: [1, 5] }), line, [0, 1, 3], 2),
        [
          [1, 3, 7],
          [1, 3, 7],
        ],
      );
    },
  },
  {
    name: "0–1 loss by hand: three of five vote 1; where 1 is right, and where 0 is right",
    why: "The main prediction is 1 at both places, and two of five deviate from it at both. Variance is deviation from the main prediction, whether or not that is right.",
    run: ({ zeroOne }) => {
      const votes = [
        [1, 1],
        [1, 1],
        [1, 1],
        [0, 0],
        [0, 0],
      ];
      const { bias, variance, error } = zeroOne(votes, [1, 0]);
      return all(equal(bias, [0, 1]), close(variance, [0.4, 0.4]), close(error, [0.4, 0.6]));
    },
  },
  {
    name: "0–1 loss: error = bias + (1 − 2 bias) · variance at each place, ties going to 0",
    why: "Where the main prediction is right, deviating is a mistake; where it is wrong, deviating is right, and variance lowers the error.",
    run: ({ zeroOne }) => {
      const draw = random(7);
      const votes = Array.from({ length: 6 }, () => Array.from({ length: 40 }, () => draw.integer(2)));
      const labels = Array.from({ length: 40 }, () => draw.integer(2));
      const { bias, variance, error } = zeroOne(votes, labels);
      const ones = labels.map((_, i) => votes.filter((vote) => vote[i] === 1).length);
      return all(
        close(
          error,
          bias.map((b, i) => b + (1 - 2 * b) * variance[i]!),
        ),
        equal(
          bias,
          labels.map((label, i) => ((ones[i]! > 3 ? 1 : 0) === label ? 0 : 1)),
        ),
        close(
          variance,
          ones.map((count) => Math.min(count, 6 - count) / 6),
        ),
      );
    },
  },
  {
    name: "the arguments are left as they were",
    why: "sort and assignments to entries change the caller's arrays. Make new ones with map.",
    run: ({ decompose, unbiased, zeroOne }) => {
      const given = {
        ...example(8),
        votes: [
          [1, 0],
          [0, 0],
          [1, 1],
        ],
        labels: [1, 0],
      };
      const before = JSON.stringify(given);
      decompose(given.fits, given.truth);
      unbiased(given.fits, given.truth);
      zeroOne(given.votes, given.labels);
      return holds(JSON.stringify(given) === before, "an argument changed during the calls", "all unchanged");
    },
  },
];
