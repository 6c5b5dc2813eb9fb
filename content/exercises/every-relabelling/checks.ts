import { all, type Check, close, equal, holds, random, refuses } from "@blankfile/curriculum/check";

type Module = typeof import("./starter.ts");

function groups(seed: number, n: number, m: number, shift: number): { a: number[]; b: number[] } {
  const draw = random(seed);
  return { a: draw.normals(n, shift), b: draw.normals(m) };
}

const choices = (n: number, k: number): number => (k === 0 ? 1 : (choices(n - 1, k - 1) * n) / k);

export const checks: Check<Module>[] = [
  {
    name: "1, 2 against 3, 4 by hand: two of six ways",
    probes: "combinatorics",
    why: "Of the six ways to choose two values, only {1, 2} and {3, 4} have means that differ by 2. The observed way is one of the two, so no p-value is 0.",
    run: ({ exactP }) => close(exactP([1, 2], [3, 4]), 2 / 6),
  },
  {
    name: "both signs count: 1 against 2, 3",
    why: "The differences are −1.5, 0 and 1.5. The last is as large as the first, which was observed: 2 of 3.",
    run: ({ exactP }) => close(exactP([1], [2, 3]), 2 / 3),
  },
  {
    name: "groups of unequal sizes keep their sizes",
    why: "One value of five in group a: five ways, not the 2⁵ ways to label each value freely. 9 is the furthest from the mean of the others in one way only.",
    run: ({ exactP }) => close(exactP([9], [1, 2, 3, 4]), 1 / 5),
  },
  {
    name: "ways that tie with the observed one are extreme",
    probes: "p-values",
    why: "A p-value is the chance of a difference at least as large. Where all values are equal every way has difference 0, and p is 1; with > in place of ≥ it would be 0.",
    run: ({ exactP, sampledP }) => {
      const { uniform } = random(1);
      return all(
        close(exactP([5, 5], [5, 5, 5]), 1),
        close(
          sampledP([5], [5], 1, () => uniform()),
          1,
        ),
        close(
          sampledP([5, 5], [5, 5, 5], 50, () => uniform()),
          1,
        ),
        close(exactP([0, 1], [0, 1]), 1),
      );
    },
  },
  {
    name: "equal values at two places count as two",
    why: "Of 1, 1, 3, 3 there are six choices of two: {1, 1} once, {3, 3} once, {1, 3} four times. As different sets of numbers there would be three.",
    run: ({ exactP }) => close(exactP([1, 1], [3, 3]), 2 / 6),
  },
  {
    name: "ties survive rounding: tenths give the p-value of whole numbers",
    probes: "real-numbers",
    why: "0.1 + 0.2 is not 0.3 in binary. Differences that are equal on paper may come out a rounding apart, hence the allowance of 10⁻⁹.",
    run: ({ exactP }) => {
      const draw = random(2);
      return all(
        ...Array.from({ length: 12 }, () => {
          const whole = Array.from({ length: 8 }, () => draw.integer(7));
          const tenths = whole.map((x) => x / 10);
          return close(
            exactP(tenths.slice(0, 3), tenths.slice(3)),
            exactP(whole.slice(0, 3), whole.slice(3)),
          );
        }),
      );
    },
  },
  {
    name: "it matters neither which group is called a, nor where the scale begins, nor its direction",
    why: "Shifted values have the same differences, values times −3 differences three times as large, all of them alike.",
    run: ({ exactP }) => {
      const { a, b } = groups(3, 4, 6, 0.8);
      const p = exactP(a, b);
      const moved = (list: number[]) => list.map((x) => 20 - 3 * x);
      return all(close(exactP(b, a), p), close(exactP(moved(a), moved(b)), p));
    },
  },
  {
    name: "groups that lie fully apart have the smallest p-value there is",
    why: "With 5 and 5 values two ways of 252 are extreme: no data of this size can give less.",
    run: ({ exactP }) => close(exactP([1, 2, 3, 4, 5], [11, 12, 13, 14, 15]), 2 / choices(10, 5)),
  },
  {
    name: "where the groups do not differ, p below 0.2 is found in at most a fifth of all cases",
    probes: "hypothesis-testing",
    why: "This is what makes it a p-value. 400 pairs of groups from one law: 80 of them may fall below 0.2, give or take 30.",
    run: ({ exactP }) => {
      let below = 0;
      for (let seed = 0; seed < 400; seed++) {
        const { a, b } = groups(1000 + seed, 3, 4, 0);
        if (exactP(a, b) <= 0.2) below++;
      }
      return holds(below <= 110 && below >= 50, `${below} of 400`, "about 80 of 400");
    },
  },
  {
    name: "the sampled p-value is near the exact one",
    probes: "law-large-numbers",
    why: "3,000 draws are off by about 0.009. If yours is off by much more, values are drawn with putting back, or not every choice is equally likely.",
    run: ({ exactP, sampledP }) => {
      const { uniform } = random(4);
      const pairs = [groups(5, 5, 5, 1), groups(6, 3, 8, 0.7), { a: [0, 0, 0, 30], b: [1, 1, 2, 0, 1] }];
      return all(
        ...pairs.map(({ a, b }) => {
          const exact = exactP(a, b);
          const sampled = sampledP(a, b, 3000, () => uniform());
          return holds(
            Math.abs(sampled - exact) < 0.04,
            `${sampled} sampled, ${exact} by your exactP`,
            "within 0.04",
          );
        }),
      );
    },
  },
  {
    name: "the sampled p-value is never 0: groups that lie apart, 99 rounds",
    probes: "p-values",
    why: "Ten values against ten far away: hardly any draw is extreme. The observed way is one that could have been drawn, so p is 1/100 and not 0.",
    run: ({ sampledP }) => {
      const { uniform } = random(7);
      const a = Array.from({ length: 10 }, (_, i) => i);
      const b = a.map((x) => x + 1000);
      return close(
        sampledP(a, b, 99, () => uniform()),
        1 / 100,
      );
    },
  },
  {
    name: "the same random numbers give the same p-value, and others are not asked",
    why: "Math.random cannot be repeated. All chance comes through the argument.",
    run: ({ sampledP }) => {
      const { a, b } = groups(8, 6, 6, 0.5);
      const once = () => {
        const { uniform } = random(9);
        return sampledP(a, b, 200, () => uniform());
      };
      return equal(once(), once());
    },
  },
  {
    name: "empty groups, values that are not finite and impossible rounds are refused",
    why: "The mean of nothing is NaN, and NaN ≥ anything is false: the p-value would look splendid.",
    run: ({ exactP, sampledP }) => {
      const half = () => 0.5;
      return all(
        refuses(() => exactP([], [1])),
        refuses(() => exactP([1], [])),
        refuses(() => exactP([Number.NaN], [1])),
        refuses(() => sampledP([1], [Number.POSITIVE_INFINITY], 10, half)),
        refuses(() => sampledP([], [1], 10, half)),
        refuses(() => sampledP([1], [2], 0, half)),
        refuses(() => sampledP([1], [2], 2.5, half)),
      );
    },
  },
  {
    name: "the arguments are left as they were",
    why: "Shuffle a copy of the pool.",
    run: ({ exactP, sampledP }) => {
      const { uniform } = random(10);
      const given = groups(11, 4, 3, 0);
      const before = JSON.stringify(given);
      exactP(given.a, given.b);
      sampledP(given.a, given.b, 20, () => uniform());
      return holds(JSON.stringify(given) === before, "a group changed", "both unchanged");
    },
  },
];
