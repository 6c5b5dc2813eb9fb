import {
  all,
  type Check,
  close,
  equal,
  gradientMatches,
  holds,
  random,
  throwsError,
} from "@blankfile/curriculum/check";

type Module = typeof import("./starter.ts");

const { log, exp } = Math;
const never = Number.NEGATIVE_INFINITY;

/** Twelve lists of one to eight numbers between −5 and 5. */
function lists(seed: number): number[][] {
  const draw = random(seed);
  return Array.from({ length: 12 }, () => draw.uniforms(1 + draw.integer(8), -5, 5));
}

export const checks: Check<Module>[] = [
  {
    name: "the logarithms of 1, 2 and 5 give the logarithm of 8",
    probes: "exp-log",
    why: "The numbers are exponents: the exponentials are added, not the numbers.",
    run: ({ logSumExp }) => all(close(logSumExp([0, log(2), log(5)]), log(8)), close(logSumExp([-7]), -7)),
  },
  {
    name: "two pieces by hand: 1 and 4·(1 + 1/2) are 4·(1 + 3/4)",
    probes: "exp-log",
    why: "The sum is 7. In units of 4, the larger of the two largest terms, that is 1 + 3/4.",
    run: ({ merge, value }) => {
      const [one, six] = [
        { largest: 0, rest: 0 },
        { largest: log(4), rest: 1 / 2 },
      ];
      const both = [merge(one, six), merge(six, one)];
      return all(
        ...both.map(({ largest, rest }) => close([largest, rest], [log(4), 3 / 4])),
        ...both.map((running) => close(value(running), log(7))),
      );
    },
  },
  {
    name: "a piece of several numbers is brought to the other's unit as a whole",
    why: "The lower piece is e^n (1 + s). Both parts of the bracket are multiplied by e^(n − m).",
    run: ({ merge }) => {
      const three = { largest: 0, rest: 2 };
      const { largest, rest } = merge(three, { largest: log(2), rest: 0 });
      const turned = merge({ largest: log(2), rest: 0 }, three);
      return all(
        close([largest, rest], [log(2), 3 / 2]),
        close([turned.largest, turned.rest], [log(2), 3 / 2]),
      );
    },
  },
  {
    name: "1000 and 1000 give 1000 + log 2, −2413.1 and −2412 give −2412 + log(1 + e^(−1.1))",
    probes: "floating-point",
    why: "Math.exp(1000) is Infinity and Math.exp(-2412) is 0. Only distances from the largest number may be exponents.",
    run: ({ logSumExp }) =>
      all(
        close(logSumExp([1000, 1000]), 1000 + log(2)),
        close(logSumExp([-2413.1, -2412]), -2412 + log(1 + exp(-1.1))),
      ),
  },
  {
    name: "numbers far apart, in either order: the largest decides",
    probes: "floating-point",
    why: "If the unit stays that of the first number, the exponential of the second overflows.",
    run: ({ logSumExp }) =>
      all(
        close(logSumExp([1000, -1000]), 1000),
        close(logSumExp([-1000, 1000]), 1000),
        close(logSumExp([-1000, 0, 1000, 1000]), 1000 + log(2)),
      ),
  },
  {
    name: "0 and −50 give e^(−50), not 0",
    probes: "floating-point",
    why: "1 + e^(−50) rounds to 1. The logarithm of 1 + r is about r itself, and Math.log1p knows.",
    run: ({ logSumExp }) =>
      all(close(logSumExp([0, -50]) / exp(-50), 1), close(logSumExp([-50, 0, -50 + log(2)]) / exp(-50), 3)),
  },
  {
    name: "no numbers, and numbers that are all −Infinity, give −Infinity",
    probes: "floating-point",
    why: "The sum is 0. -Infinity - -Infinity is NaN, so equal largest numbers want a case of their own.",
    run: ({ logSumExp, merge, nothing, value }) =>
      all(
        equal(logSumExp([]), never),
        equal(logSumExp([never]), never),
        equal(logSumExp([never, never, never]), never),
        equal(value(merge(nothing, nothing)), never),
        close(logSumExp([never, 2, never]), 2),
        close(logSumExp([never, never, log(3), log(4)]), log(7)),
      ),
  },
  {
    name: "Infinity gives Infinity, also twice, and NaN gives NaN",
    probes: "floating-point",
    why: "Infinity - Infinity is NaN. A NaN that was given is no reason to answer with a number.",
    run: ({ logSumExp }) => {
      const top = Number.POSITIVE_INFINITY;
      return all(
        equal(logSumExp([1, top]), top),
        equal(logSumExp([top, 3, top]), top),
        equal(logSumExp([1, Number.NaN, 2]), Number.NaN),
        equal(logSumExp([Number.NaN, 5]), Number.NaN),
      );
    },
  },
  {
    name: "adding 700 to every number adds 700 to the result",
    probes: "exp-log",
    why: "e^(x + c) = e^c e^x, and the factor can be taken out of the sum.",
    run: ({ logSumExp }) =>
      all(
        ...lists(1).map((x) =>
          close(
            logSumExp(x.map((number) => number + 700)),
            log(x.reduce((s, number) => s + exp(number), 0)) + 700,
          ),
        ),
      ),
  },
  {
    name: "the result lies between the largest number and that plus log K",
    why: "The sum has at least its largest term, and at most K times that term.",
    run: ({ logSumExp }) =>
      all(
        ...lists(2).map((x) => {
          const [result, most] = [logSumExp(x), Math.max(...x)];
          return holds(
            result >= most - 1e-12 && result <= most + log(x.length) + 1e-12,
            result,
            `between ${most} and ${most + log(x.length)}`,
          );
        }),
      ),
  },
  {
    name: "wherever a list is cut, its two pieces merge to the same result",
    why: "merge must not care which piece came first, nor which of them has the larger numbers.",
    run: ({ logSumExp, merge, nothing, single, value }) => {
      const piece = (x: readonly number[]) =>
        x.reduce((running, number) => merge(single(number), running), nothing);
      return all(
        ...lists(3).flatMap((x) =>
          [...x.keys(), x.length].flatMap((cut) => {
            const [left, right] = [piece(x.slice(0, cut)), piece(x.slice(cut))];
            const whole = logSumExp(x);
            return [close(value(merge(left, right)), whole), close(value(merge(right, left)), whole)];
          }),
        ),
      );
    },
  },
  {
    name: "the slopes of the result are the softmax probabilities",
    why: "Each number was moved alone, up and down. A term that is counted twice, or not at all, shows here.",
    run: ({ logSumExp }) =>
      all(
        ...lists(4).map((x) => {
          const total = x.reduce((s, number) => s + exp(number), 0);
          return gradientMatches(
            (z: number[]) => logSumExp(z),
            x.map((number) => exp(number) / total),
            x,
          );
        }),
      ),
  },
  {
    name: "the mean: of equal numbers it is that number; of log 2 and log 6 it is log 4",
    probes: "exp-log",
    why: "The sum is divided by K, so log K is subtracted from its logarithm.",
    run: ({ logMeanExp }) =>
      all(
        close(logMeanExp([-900, -900, -900]), -900),
        close(logMeanExp([log(2), log(6)]), log(4)),
        close(logMeanExp([never, log(6)]), log(3)),
        throwsError(() => logMeanExp([])),
      ),
  },
  {
    name: "a list of 300,000 numbers, and the list is left as it was",
    why: "Math.max(...values) hands every number over as an argument, and there is a limit to that.",
    run: ({ logSumExp }) => {
      const many = Array.from({ length: 300_000 }, (_, i) => (i * 7) % 5);
      const few = [3, -1, 2];
      const expected = log(60_000 * (1 + exp(1) + exp(2) + exp(3) + exp(4)));
      logSumExp(few);
      return all(close(logSumExp(many), expected), equal(few, [3, -1, 2]));
    },
  },
];
