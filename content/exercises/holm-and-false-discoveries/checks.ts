import { all, type Check, close, equal, holds, random, refuses } from "@blankfile/curriculum/check";

type Module = typeof import("./starter.ts");

/** p-values of which some are near 0, some are equal. */
function example(seed: number, M: number): number[] {
  const draw = random(seed);
  return Array.from({ length: M }, () => Math.round(1000 * draw.uniform() ** 3) / 1000);
}

/** Rejects while p_(i) ≤ level / (M − i + 1), from the smallest up, and stops at the first that fails. */
function holmRejects(p: number[], level: number): number {
  const sorted = [...p].sort((a, b) => a - b);
  const stop = sorted.findIndex((value, i) => value > level / (sorted.length - i));
  return stop === -1 ? sorted.length : stop;
}

const p = [0.01, 0.04, 0.03, 0.005];

export const checks: Check<Module>[] = [
  {
    name: "Bonferroni by hand: times four, at most 1",
    why: "Each p-value times the number of tests; an adjusted p-value is still no larger than 1.",
    run: ({ bonferroni }) =>
      all(close(bonferroni(p), [0.04, 0.16, 0.12, 0.02]), close(bonferroni([0.6, 0.5, 0]), [1, 1, 0])),
  },
  {
    name: "Holm by hand: factors 4, 3, 2, 1 from the smallest up",
    why: "0.005 · 4 = 0.02; 0.01 · 3 = 0.03; 0.03 · 2 = 0.06; 0.04 · 1 = 0.04, which may not fall below the one before it: 0.06. Then back into the order of the input.",
    run: ({ holm }) => close(holm(p), [0.03, 0.06, 0.06, 0.02]),
  },
  {
    name: "Benjamini–Hochberg by hand: 4/4, 4/3, 4/2, 4/1 from the largest down",
    why: "0.04 · 4/4 = 0.04; 0.03 · 4/3 = 0.04; 0.01 · 4/2 = 0.02; 0.005 · 4 = 0.02. Then back into the order of the input.",
    run: ({ benjaminiHochberg }) => close(benjaminiHochberg(p), [0.02, 0.04, 0.04, 0.02]),
  },
  {
    name: "three p-values that carry one another: 0.03, 0.04, 0.045 all become 0.045",
    probes: "p-values",
    why: "0.03 · 3 = 0.09 and 0.04 · 3/2 = 0.06, but the largest, 0.045 · 3/3, is below the line and takes the smaller ones with it. Without the running minimum a smaller p-value would get a larger adjusted one.",
    run: ({ benjaminiHochberg }) => close(benjaminiHochberg([0.04, 0.03, 0.045]), [0.045, 0.045, 0.045]),
  },
  {
    name: "the step up looks for the largest i, not for the first failure",
    why: "At q = 0.05 the first two p-values are above their lines (0.0167 and 0.0333), the third is not above 0.05: all three are discoveries. Stopping at the first failure finds none.",
    run: ({ discoveries }) =>
      all(
        equal(discoveries([0.03, 0.04, 0.045], 0.05), [0, 1, 2]),
        equal(discoveries([0.9, 0.001, 0.5, 0.011], 0.05), [1, 3]),
        equal(discoveries([0.3, 0.9], 0.05), []),
      ),
  },
  {
    name: "Holm's step down stops at the first failure",
    why: "0.03 · 3 = 0.09 sets the maximum for all larger p-values: the third, 0.045 · 1, is adjusted to 0.09 too.",
    run: ({ holm }) => close(holm([0.045, 0.03, 0.04]), [0.09, 0.09, 0.09]),
  },
  {
    name: "one test needs no adjustment, no tests give nothing",
    why: "M is 1, and every factor with it.",
    run: ({ bonferroni, holm, benjaminiHochberg, discoveries }) =>
      all(
        ...[bonferroni, holm, benjaminiHochberg].map((f) => all(close(f([0.3]), [0.3]), equal(f([]), []))),
        equal(discoveries([], 0.1), []),
      ),
  },
  {
    name: "never below the p-value itself, never above Bonferroni, and Benjamini–Hochberg at most Holm",
    why: "The order p ≤ BH ≤ Holm ≤ Bonferroni ≤ 1 holds for every test.",
    run: ({ bonferroni, holm, benjaminiHochberg }) =>
      all(
        ...Array.from({ length: 20 }, (_, seed) => {
          const given = example(seed, 1 + seed);
          const chain = [given, benjaminiHochberg(given), holm(given), bonferroni(given), given.map(() => 1)];
          const at = given.findIndex((_, i) =>
            chain.some((list, c) => c > 0 && list[i]! < chain[c - 1]![i]! - 1e-12),
          );
          return holds(
            at === -1,
            `test ${at}: ${chain.map((list) => list[at])}`,
            "p ≤ BH ≤ Holm ≤ Bonferroni ≤ 1",
          );
        }),
      ),
  },
  {
    name: "tests with equal p-values get equal adjusted ones",
    why: "Their order among themselves is an accident of sorting.",
    run: ({ holm, benjaminiHochberg }) =>
      all(
        close(holm([0.02, 0.5, 0.02]), [0.06, 0.5, 0.06]),
        close(benjaminiHochberg([0.02, 0.5, 0.02]), [0.03, 0.5, 0.03]),
      ),
  },
  {
    name: "adjusted values and rejections at a level say the same",
    probes: "hypothesis-testing",
    why: "Holm's rejections were counted step by step; those of Benjamini and Hochberg by your discoveries. Both must be the tests whose adjusted value is at most the level.",
    run: ({ holm, benjaminiHochberg, discoveries }) =>
      all(
        ...Array.from({ length: 20 }, (_, seed) => {
          const given = example(100 + seed, 5 + seed);
          const level = 0.0503 + seed / 97;
          const adjusted = benjaminiHochberg(given);
          return all(
            equal(holm(given).filter((value) => value <= level).length, holmRejects(given, level)),
            equal(
              discoveries(given, level),
              [...given.keys()].filter((i) => adjusted[i]! <= level),
            ),
          );
        }),
      ),
  },
  {
    name: "where nothing is true, Holm at 0.05 rejects anything in about 5 of 100 studies",
    probes: "p-values",
    why: "2,000 studies of 20 tests with p-values uniform between 0 and 1: about 98 have a false rejection. Without adjustment it would be 1,283.",
    run: ({ holm }) => {
      const draw = random(1);
      let studies = 0;
      for (let s = 0; s < 2000; s++) if (Math.min(...holm(draw.uniforms(20))) <= 0.05) studies++;
      return holds(studies > 60 && studies < 140, `${studies} of 2000 studies`, "about 98 of 2000");
    },
  },
  {
    name: "of the discoveries at 0.2 about a tenth is false, where half of the tests are true effects",
    probes: "expectation",
    why: "500 studies, 20 tests each, ten with tiny p-values. The promise is at most q times the share of tests without an effect: 0.2 · 10/20.",
    run: ({ discoveries }) => {
      const draw = random(2);
      let share = 0;
      for (let s = 0; s < 500; s++) {
        const given = [...draw.uniforms(10), ...draw.uniforms(10, 0, 1e-6)];
        const found = discoveries(given, 0.2);
        share += found.filter((i) => i < 10).length / Math.max(1, found.length) / 500;
      }
      return holds(share > 0.08 && share < 0.12, `a share of ${share.toFixed(3)}`, "about 0.1");
    },
  },
  {
    name: "what is no p-value is refused",
    why: "NaN comes from a test on constant data. In a sort it stands anywhere.",
    run: ({ bonferroni, holm, benjaminiHochberg, discoveries }) =>
      all(
        ...[bonferroni, holm, benjaminiHochberg].flatMap((f) => [
          refuses(() => f([0.1, Number.NaN])),
          refuses(() => f([0.1, 1.1])),
          refuses(() => f([-0.1])),
        ]),
        refuses(() => discoveries([0.1, Number.NaN], 0.1)),
      ),
  },
  {
    name: "the p-values are left as they were",
    why: "p.sort() sorts the caller's list, and by text at that: 1e-7 would come after 0.5.",
    run: ({ bonferroni, holm, benjaminiHochberg, discoveries }) => {
      const given = [0.5, 1e-7, 0.03];
      const adjusted = [bonferroni(given), holm(given), benjaminiHochberg(given), discoveries(given, 0.1)];
      return all(equal(given, [0.5, 1e-7, 0.03]), close(adjusted[2], [0.5, 3e-7, 0.045], 1e-12));
    },
  },
];
