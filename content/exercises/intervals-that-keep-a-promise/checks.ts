import { all, type Check, close, equal, holds, random, refuses } from "@blankfile/curriculum/check";
import type { Example, Interval } from "./starter.ts";

type Module = typeof import("./starter.ts");

const upTo = (n: number): number[] => Array.from({ length: n }, (_, i) => i + 1);

/** y = 2x with noise whose size grows with x. */
function data(seed: number, n: number): Example[] {
  const draw = random(seed);
  return Array.from({ length: n }, () => {
    const x = draw.uniform(0.5, 4);
    return { x, y: 2 * x + draw.normal(0, x) };
  });
}

export const checks: Check<Module>[] = [
  {
    name: "nine scores, α = 0.2: the 8th smallest",
    probes: "order-statistics",
    why: "k = ⌈10 · 0.8⌉ = 8, for α = 0.3 it is 7, and for α = 0.25 ⌈7.5⌉ = 8. Ranks count from the smallest, and from 1.",
    run: ({ conformalQuantile }) =>
      equal(
        [
          conformalQuantile([9, 2, 7, 4, 5, 6, 3, 8, 1], 0.2),
          conformalQuantile(upTo(9), 0.3),
          conformalQuantile(upTo(9), 0.25),
        ],
        [8, 7, 8],
      ),
  },
  {
    name: "nine scores, α = 0.1: the largest of them; eight are not enough",
    probes: "exchangeability",
    why: "The new one is the largest of ten with the chance 1/10. Of nine it is the largest with the chance 1/9, which is more than was allowed: only Infinity keeps the promise. A quantile of the n scores alone would return a number.",
    run: ({ conformalQuantile }) =>
      equal(
        [
          conformalQuantile(upTo(9), 0.1),
          conformalQuantile(upTo(8), 0.1),
          conformalQuantile([], 0.5),
          conformalQuantile([3], 0.5),
        ],
        [9, Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, 3],
      ),
  },
  {
    name: "the quantile is one of the scores, never something between two",
    why: "Interpolation, as statistics libraries do it by default, gives a smaller number than the promise needs: the rank is rounded up.",
    run: ({ conformalQuantile }) =>
      equal([conformalQuantile([1, 10, 100], 0.4), conformalQuantile([1, 10, 100, 1000], 0.5)], [100, 100]),
  },
  {
    name: "scores are sorted as numbers",
    why: 'Without a comparison `sort` compares texts, and "10" comes before "9".',
    run: ({ conformalQuantile }) =>
      equal([conformalQuantile([10, 9, 100, 8], 0.4), conformalQuantile([-1, -10, -2], 0.5)], [10, -2]),
  },
  {
    name: "whole products stay whole: 10 · 0.3 is rank 3, whichever digits the machine gives it",
    probes: "real-numbers",
    why: "10 · (1 − 0.7) is 3.0000000000000004 in JavaScript, and rounded up 4. Below 10⁻⁹ a difference is rounding, not meaning.",
    run: ({ conformalQuantile }) =>
      all(
        equal(conformalQuantile(upTo(9), 0.7), 3),
        ...[4, 9, 19, 49, 99].flatMap((n) =>
          upTo(n).map((k) => equal(conformalQuantile(upTo(n), 1 - k / (n + 1)), k)),
        ),
        ...[0.05, 0.1, 0.15, 0.35, 0.55, 0.9, 0.95].map((alpha) =>
          equal(conformalQuantile(upTo(99), alpha), Math.round(100 * (1 - alpha))),
        ),
      ),
  },
  {
    name: "with α near 1 the smallest score is enough; with α near 0 nothing is",
    why: "The rank is at least 1: ⌈0.02 · 3⌉ = 1.",
    run: ({ conformalQuantile }) =>
      equal(
        [conformalQuantile([5, 6], 0.98), conformalQuantile([5, 6], 0.02)],
        [5, Number.POSITIVE_INFINITY],
      ),
  },
  {
    name: "among n + 1 different scores, each left out in turn, exactly the promised number is covered",
    probes: "exchangeability",
    why: "Every score plays the new one once. At most its quantile are k of the n + 1, no fewer than (n + 1)(1 − α) and less than one more.",
    run: ({ conformalQuantile }) =>
      all(
        ...[0.05, 0.13, 0.3, 0.62].flatMap((alpha, seed) => {
          const scores = random(seed).uniforms(24, 0, 1);
          const covered = scores.filter(
            (s, i) => s <= conformalQuantile(scores.toSpliced(i, 1), alpha),
          ).length;
          return holds(
            covered >= 24 * (1 - alpha) && covered < 24 * (1 - alpha) + 1,
            `${covered} of 24 for α = ${alpha}`,
            `at least ${24 * (1 - alpha)}, and less than one more`,
          );
        }),
      ),
  },
  {
    name: "intervals by hand: errors 1, −3 and 2, α = 0.4",
    why: "The sizes are 1, 2, 3 and the rank ⌈4 · 0.6⌉ = 3, so q = 3: 5 ± 3 around the prediction 5. Errors with their signs would give 2.",
    run: ({ intervals }) => {
      const calibration = [
        { x: 1, y: 2 },
        { x: 2, y: -1 },
        { x: 3, y: 5 },
      ];
      return all(
        close(
          intervals((x) => x, calibration, [5, 0], 0.4),
          [
            [2, 8],
            [-3, 3],
          ],
        ),
        close(
          intervals((x) => x, calibration, [5], 0.5),
          [[3, 7]],
        ),
        equal(
          intervals((x) => x, calibration, [5], 0.1),
          [[Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY]],
        ),
        equal(
          intervals((x) => x, [], [5], 0.5),
          [[Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY]],
        ),
      );
    },
  },
  {
    name: "scaled intervals by hand: errors are measured in units of the scale, and the interval is given back in them",
    why: "Errors 2 at scale 1, 8 at scale 2 and 3 at scale 3 are 2, 4 and 1 units. q = 4 for α = 0.4, so at scale 2 the interval is ± 8.",
    run: ({ scaledIntervals }) => {
      const calibration = [
        { x: 1, y: 2 },
        { x: 2, y: -8 },
        { x: 3, y: 3 },
      ];
      return all(
        close(scaledIntervals({ predict: () => 0, scale: (x) => x }, calibration, [2, 0.5], 0.4), [
          [-8, 8],
          [-2, 2],
        ]),
        close(scaledIntervals({ predict: () => 1, scale: () => 7 }, [{ x: 0, y: 4 }], [0], 0.5), [[-2, 4]]),
      );
    },
  },
  {
    name: "coverage by hand: ends count",
    why: "0 and 2 lie in [0, 2], 3 does not: two of three.",
    run: ({ coverage }) => {
      const same: Interval = [0, 2];
      return all(
        close(coverage([same, same, same], [0, 2, 3]), 2 / 3),
        close(coverage([[-Infinity, Infinity]], [1e300]), 1),
      );
    },
  },
  {
    name: "on average over 400 calibrations of 19 examples the promise of 0.9 is kept, and not by far",
    probes: "expectation",
    why: "With 19 examples the rank is 18, and the chance exactly 18/20 = 0.9 for either kind of interval. The rank 17 would give 0.85.",
    run: ({ intervals, scaledIntervals, coverage }) => {
      const shares = upTo(400).map((seed) => {
        const calibration = data(seed, 19);
        const fresh = data(seed + 1000, 20);
        const [inputs, truths] = [fresh.map(({ x }) => x), fresh.map(({ y }) => y)];
        const predict = (x: number) => 2 * x;
        return [
          coverage(intervals(predict, calibration, inputs, 0.1), truths),
          coverage(scaledIntervals({ predict, scale: (x) => x }, calibration, inputs, 0.1), truths),
        ];
      });
      return close(
        [0, 1].map((kind) => shares.reduce((sum, pair) => sum + pair[kind]!, 0) / 400),
        [0.9, 0.9],
        0.015,
      );
    },
  },
  {
    name: "a scale that knows the noise covers evenly, one width for all does not",
    probes: "conditional-probability",
    why: "The noise grows with x. Intervals of one width cover nearly all small x and too few large ones; scaled ones cover both with 0.9. The promise is about the average over inputs.",
    run: ({ intervals, scaledIntervals, coverage }) => {
      const [calibration, fresh] = [data(1, 1999), data(2, 4000)];
      const predict = (x: number) => 2 * x;
      const share = (kind: "one width" | "scaled", part: Example[]) => {
        const inputs = part.map(({ x }) => x);
        const found =
          kind === "scaled"
            ? scaledIntervals({ predict, scale: (x) => x }, calibration, inputs, 0.1)
            : intervals(predict, calibration, inputs, 0.1);
        return coverage(
          found,
          part.map(({ y }) => y),
        );
      };
      const [small, large] = [fresh.filter(({ x }) => x < 1.5), fresh.filter(({ x }) => x > 3)];
      return all(
        close([share("scaled", small), share("scaled", large)], [0.9, 0.9], 0.04),
        holds(share("one width", small) > 0.97, share("one width", small), "more than 0.97"),
        holds(share("one width", large) < 0.85, share("one width", large), "less than 0.85"),
      );
    },
  },
  {
    name: "α outside (0, 1), NaN among the scores, scales of 0 and nothing to cover are refused",
    why: "A NaN has no place in an order: `sort` leaves it anywhere, and the rank counts it.",
    run: ({ conformalQuantile, intervals, scaledIntervals, coverage }) => {
      const one = [{ x: 1, y: 1 }];
      return all(
        ...[0, 1, -0.1, Number.NaN].flatMap((alpha) => [
          refuses(() => conformalQuantile([1, 2], alpha)),
          refuses(() => intervals(() => 0, one, [1], alpha)),
        ]),
        refuses(() => conformalQuantile([1, Number.NaN, 2], 0.5)),
        ...[0, -1, Number.NaN].flatMap((size) => [
          refuses(() =>
            scaledIntervals({ predict: () => 0, scale: (x) => (x === 1 ? size : 1) }, one, [2], 0.5),
          ),
          refuses(() =>
            scaledIntervals({ predict: () => 0, scale: (x) => (x === 2 ? size : 1) }, one, [2], 0.5),
          ),
        ]),
        refuses(() => coverage([], [])),
        refuses(() => coverage([[0, 1]], [0, 1])),
      );
    },
  },
  {
    name: "the arguments are left as they were",
    why: "`sort` sorts the caller's array; sort a copy.",
    run: ({ conformalQuantile, intervals, coverage }) => {
      const scores = [3, 1, 2];
      const calibration = data(3, 6);
      const before = JSON.stringify({ scores, calibration });
      conformalQuantile(scores, 0.5);
      coverage(
        intervals((x) => x, calibration, [1], 0.5),
        [1],
      );
      return equal(JSON.stringify({ scores, calibration }), before);
    },
  },
];
