import { all, type Check, close, equal, holds, random } from "@blankfile/curriculum/check";

type Module = typeof import("./starter.ts");

const sum = (x: readonly number[]): number => x.reduce((total, value) => total + value, 0);

/** K probabilities, and scores of which some are equal. */
function example(seed: number, K: number) {
  const draw = random(seed);
  const raw = draw.uniforms(K, 0.1, 1);
  return {
    p: raw.map((x) => x / sum(raw)),
    scores: Array.from({ length: K }, () => draw.integer(Math.ceil(K / 2))),
  };
}

/** By listing all Kⁿ outcomes of n draws, each shared among its tied draws. */
function byListing(p: readonly number[], scores: readonly number[], n: number): number[] {
  const q = p.map(() => 0);
  const draws: number[] = [];
  const visit = (chance: number) => {
    if (draws.length === n) {
      const top = Math.max(...draws.map((k) => scores[k]!));
      const tied = draws.filter((k) => scores[k] === top);
      for (const k of tied) q[k]! += chance / tied.length;
      return;
    }
    for (let k = 0; k < p.length; k++) {
      draws.push(k);
      visit(chance * p[k]!);
      draws.pop();
    }
  };
  visit(1);
  return q;
}

export const checks: Check<Module>[] = [
  {
    name: "two answers of 1/2, the best of 2, by hand: 1/4 and 3/4",
    why: "The worse answer is kept only if both draws are it.",
    run: ({ bestOfN }) => close(bestOfN([1 / 2, 1 / 2], [0, 1], 2), [1 / 4, 3 / 4]),
  },
  {
    name: "three answers whose scores are not in order, the best of 2: 1/2, 1/16, 7/16",
    why: "p is 1/2, 1/4, 1/4 and the scores are 2, 1, 3. Sorted by score the shares add up to 1/4, 3/4, 1; their squares are 1/16, 9/16, 1, and differences of these are the answers. The answer of the middle score stands first in the list, and q keeps the order of the list.",
    run: ({ bestOfN }) => close(bestOfN([1 / 2, 1 / 4, 1 / 4], [2, 1, 3], 2), [8 / 16, 1 / 16, 7 / 16]),
  },
  {
    name: "tied answers share their group's chance by how often they are drawn",
    why: "Answers 0 and 1 tie above answer 2, and the group is missed with the chance 1/4 only. Within it answer 1 is drawn twice as often as answer 0.",
    run: ({ bestOfN }) => close(bestOfN([1 / 6, 1 / 3, 1 / 2], [5, 5, 1], 2), [1 / 4, 1 / 2, 1 / 4]),
  },
  {
    name: "all scores equal: nothing is selected",
    why: "If the reward model has no opinion, the winner is any draw, and q is p.",
    run: ({ bestOfN }) => close(bestOfN([0.2, 0.5, 0.3], [7, 7, 7], 9), [0.2, 0.5, 0.3]),
  },
  {
    name: "the best of 1 is a draw",
    run: ({ bestOfN }) => {
      const { p, scores } = example(1, 6);
      return close(bestOfN(p, scores, 1), p);
    },
  },
  {
    name: "agrees with listing every outcome of four draws",
    why: "All 625 outcomes were listed with their chances, and ties shared among the tied draws.",
    run: ({ bestOfN }) => {
      const { p, scores } = example(2, 5);
      return close(bestOfN(p, scores, 4), byListing(p, scores, 4));
    },
  },
  {
    name: "an answer that is never drawn never wins",
    why: "If answer 0 has no probability, its group may have none either: a division of 0 by 0.",
    run: ({ bestOfN }) => close(bestOfN([0, 1 / 2, 1 / 2], [9, 1, 2], 2), [0, 1 / 4, 3 / 4]),
  },
  {
    name: "the divergence by hand: 1/4, 3/4 from 1/2, 1/2",
    probes: "kl-divergence",
    why: "¼ · log ½ + ¾ · log 3/2. The winner's distribution stands first and weights the sum.",
    run: ({ divergence }) =>
      close(divergence([1 / 4, 3 / 4], [1 / 2, 1 / 2]), Math.log(1 / 2) / 4 + (3 * Math.log(3 / 2)) / 4),
  },
  {
    name: "what is never kept costs nothing: 0, 1 from 1/4, 3/4",
    why: "0 · log 0 counts as 0. Math.log(0) is −Infinity, and 0 times that is NaN.",
    run: ({ divergence }) => close(divergence([0, 1], [1 / 4, 3 / 4]), Math.log(4 / 3)),
  },
  {
    name: "what the source cannot draw costs without limit: 1/2, 1/2 from 1, 0",
    probes: "kl-divergence",
    why: "A term is left out where q is 0, not where p is: q > 0 with p = 0 makes the divergence infinite, and dropping it would make the best of something else look cheap.",
    run: ({ divergence }) => {
      const price = divergence([1 / 2, 1 / 2], [1, 0]);
      return holds(price === Number.POSITIVE_INFINITY, price, "Infinity");
    },
  },
  {
    name: "the ceiling for n = 1, 2 and 4: 0, log 2 − 1/2, log 4 − 3/4",
    why: "One draw selects nothing and costs nothing. log n alone is the price of something else: of drawing from the best nth part of all answers.",
    run: ({ ceiling }) =>
      close([ceiling(1), ceiling(2), ceiling(4)], [0, Math.log(2) - 0.5, Math.log(4) - 0.75]),
  },
  {
    name: "2,000 rare answers come within 1 % of the ceiling, and stay below it",
    why: "With many answers of distinct scores the sum is close to the integral.",
    run: ({ bestOfN, divergence, ceiling }) => {
      const p = Array.from({ length: 2_000 }, () => 1 / 2_000);
      const scores = p.map((_, k) => (k * 773) % 2_000);
      const price = divergence(bestOfN(p, scores, 8), p);
      return all(
        close(price, Math.log(8) - 7 / 8, 0.01),
        holds(price <= ceiling(8) + 1e-12, price, `at most ${Math.log(8) - 7 / 8}`),
      );
    },
  },
  {
    name: "few answers with ties cost less than the ceiling",
    why: "Merging outcomes can only lower a divergence.",
    run: ({ bestOfN, divergence, ceiling }) => {
      const outcomes = Array.from({ length: 20 }, (_, seed) => {
        const { p, scores } = example(seed + 10, 5);
        const price = divergence(bestOfN(p, scores, 16), p);
        return holds(price >= 0 && price < ceiling(16), price, `from 0 to ${Math.log(16) - 15 / 16}`);
      });
      return all(...outcomes);
    },
  },
  {
    name: "the arguments are left as they were",
    why: "sort changes the caller's array.",
    run: ({ bestOfN, divergence }) => {
      const [p, scores] = [
        [0.2, 0.5, 0.3],
        [3, 1, 2],
      ];
      bestOfN(p!, scores!, 3);
      divergence(p!, [0.3, 0.3, 0.4]);
      return equal({ p, scores }, { p: [0.2, 0.5, 0.3], scores: [3, 1, 2] });
    },
  },
];
