import { all, type Check, close, equal, holds, random, refuses } from "@blankfile/curriculum/check";
import type { Costs } from "./starter.ts";

type Module = typeof import("./starter.ts");

/** Whole-number costs, scores with ties, labels that lean on the scores. */
function example(seed: number, n: number): { scores: number[]; labels: number[]; costs: Costs } {
  const draw = random(seed);
  const scores = Array.from({ length: n }, () => draw.integer(8) - 3);
  const labels = scores.map((score) => (draw.normal() + score / 2 > 0.5 ? 1 : 0));
  return {
    scores,
    labels,
    costs: { falsePositive: 1 + draw.integer(5), falseNegative: 1 + draw.integer(5) },
  };
}

function price(scores: number[], labels: number[], t: number, costs: Costs): number {
  const wrong = (label: number, yes: boolean) =>
    scores.filter((s, n) => labels[n] === label && s >= t === yes).length;
  return wrong(0, true) * costs.falsePositive + wrong(1, false) * costs.falseNegative;
}

const one: Costs = { falsePositive: 1, falseNegative: 1 };
const never = Number.POSITIVE_INFINITY;

export const checks: Check<Module>[] = [
  {
    name: "equal costs: from one half on",
    probes: "conditional-probability",
    why: "Then the likelier answer is the cheaper one, whatever the cost.",
    run: ({ costThreshold }) =>
      all(
        close(costThreshold(one), 1 / 2),
        close(costThreshold({ falsePositive: 7, falseNegative: 7 }), 1 / 2),
      ),
  },
  {
    name: "a missed case nine times as dear as a false alarm: from 1/10 on",
    probes: "decision-theory",
    why: "(1 − p) · 1 = p · 9 at p = 1/10. Dear misses make the threshold low. 1/9 is the ratio of the costs, which is the odds and not the probability; 9/10 has the two costs swapped.",
    run: ({ costThreshold }) => close(costThreshold({ falsePositive: 1, falseNegative: 9 }), 1 / 10),
  },
  {
    name: "at that probability both answers cost the same on average, above it yes is cheaper",
    probes: "expectation",
    why: "Yes costs (1 − p) c_FP on average, no costs p c_FN.",
    run: ({ costThreshold }) => {
      const draw = random(1);
      return all(
        ...Array.from({ length: 20 }, () => {
          const costs = { falsePositive: draw.uniform(0.1, 10), falseNegative: draw.uniform(0.1, 10) };
          const t = costThreshold(costs);
          const gain = (p: number) => p * costs.falseNegative - (1 - p) * costs.falsePositive;
          return all(
            close(gain(t), 0),
            holds(gain(t + 0.01) > 0 && gain(t - 0.01) < 0, `t = ${t}`, "yes cheaper above it"),
          );
        }),
      );
    },
  },
  {
    name: "four rows by hand: one false alarm and one miss",
    probes: "confusion-matrix",
    why: "At 0.5, yes to 0.8 and 0.6, no to 0.4 and 0.2. Row 0.6 is a false alarm (2), row 0.4 a miss (5).",
    run: ({ totalCost }) =>
      close(totalCost([0.8, 0.6, 0.4, 0.2], [1, 0, 1, 0], 0.5, { falsePositive: 2, falseNegative: 5 }), 7),
  },
  {
    name: "a score equal to the threshold means yes",
    why: "The statement says >=. With > the threshold of your own best row would refuse that row.",
    run: ({ totalCost }) =>
      all(close(totalCost([0.5], [1], 0.5, one), 0), close(totalCost([0.5], [0], 0.5, one), 1)),
  },
  {
    name: "threshold Infinity says no to everybody",
    why: "Then every row with label 1 is missed: 3 · 4.",
    run: ({ totalCost }) =>
      close(totalCost([9, 8, 7, 6], [1, 1, 0, 1], never, { falsePositive: 1, falseNegative: 4 }), 12),
  },
  {
    name: "the best threshold of five rows by hand",
    why: "Downwards from Infinity the costs are 6, 3, 4, 1, 2, 3, with a miss at 3 and a false alarm at 1: least, 1, at the score 0.5.",
    run: ({ bestThreshold }) =>
      equal(
        bestThreshold([0.3, 0.9, 0.5, 0.7, 0.1], [0, 1, 1, 0, 0], { falsePositive: 1, falseNegative: 3 }),
        {
          threshold: 0.5,
          cost: 1,
        },
      ),
  },
  {
    name: "where every yes is wrong or too dear, the best answer is no to everybody",
    why: "Infinity is one of the candidates. Without it the highest score gets its yes at any price.",
    run: ({ bestThreshold }) =>
      all(
        equal(bestThreshold([3, 2], [0, 0], one), { threshold: never, cost: 0 }),
        equal(bestThreshold([3, 2, 1], [0, 1, 0], { falsePositive: 10, falseNegative: 1 }), {
          threshold: never,
          cost: 1,
        }),
      ),
  },
  {
    name: "rows of equal score change sides together",
    why: "At 5 both rows are called: cost 4. Halfway through the tie the cost would be 0 or 5, by the order of the rows, but no threshold parts equal scores.",
    run: ({ bestThreshold }) => {
      const costs = { falsePositive: 4, falseNegative: 5 };
      return all(
        equal(bestThreshold([5, 5], [1, 0], costs), { threshold: 5, cost: 4 }),
        equal(bestThreshold([5, 5], [0, 1], costs), { threshold: 5, cost: 4 }),
      );
    },
  },
  {
    name: "among equal costs the highest threshold is taken",
    why: "With the scores 3 and 2, the thresholds Infinity, 3 and 2 cost 1, 2 and 1: saying no to everybody costs as little as the score 2 does. In which order the rows come must not matter.",
    run: ({ bestThreshold }) =>
      all(
        equal(bestThreshold([3, 2], [0, 1], one), { threshold: never, cost: 1 }),
        equal(bestThreshold([4, 3, 2], [1, 0, 1], one), { threshold: 4, cost: 1 }),
        equal(bestThreshold([2, 3, 4], [1, 0, 1], one), { threshold: 4, cost: 1 }),
      ),
  },
  {
    name: "scores need not be probabilities",
    probes: "roc-auc",
    why: "Margins and log-odds are negative or beyond 1; a search over 0, 0.01, …, 1 misses them.",
    run: ({ bestThreshold }) =>
      equal(bestThreshold([-700, 40, -3, 12], [0, 1, 0, 1], one), { threshold: 12, cost: 0 }),
  },
  {
    name: "no candidate is cheaper, and the cost is that of the threshold",
    why: "All scores and Infinity were tried, each counted from the start.",
    run: ({ bestThreshold, totalCost }) =>
      all(
        ...Array.from({ length: 40 }, (_, seed) => {
          const { scores, labels, costs } = example(seed, 3 + seed);
          const candidates = [never, ...new Set(scores)].sort((a, b) => (a < b ? 1 : -1));
          const prices = candidates.map((t) => price(scores, labels, t, costs));
          const cost = Math.min(...prices);
          const { threshold, cost: found } = bestThreshold(scores, labels, costs);
          return all(
            close(found, cost),
            close(totalCost(scores, labels, threshold, costs), cost),
            equal(threshold, candidates[prices.indexOf(cost)]),
          );
        }),
      ),
  },
  {
    name: "costs, rows and labels that make no sense are refused",
    why: "A cost of 0 for one mistake makes the answer always yes or always no. NaN compares as false with every threshold.",
    run: ({ costThreshold, totalCost, bestThreshold }) =>
      all(
        ...[0, -1, Number.NaN, never].map((bad) =>
          all(
            refuses(() => costThreshold({ falsePositive: bad, falseNegative: 1 })),
            refuses(() => costThreshold({ falsePositive: 1, falseNegative: bad })),
            refuses(() => totalCost([1], [1], 1, { falsePositive: bad, falseNegative: 1 })),
            refuses(() => bestThreshold([1], [1], { falsePositive: 1, falseNegative: bad })),
          ),
        ),
        refuses(() => totalCost([1, 2], [1], 1, one)),
        refuses(() => bestThreshold([1, 2], [1], one)),
        refuses(() => bestThreshold([], [], one)),
        refuses(() => bestThreshold([1, Number.NaN], [0, 1], one)),
        refuses(() => bestThreshold([1, 2], [0, 2], one)),
      ),
  },
  {
    name: "the arguments are left as they were",
    why: "scores.sort() sorts the caller's list, and the labels no longer belong to it.",
    run: ({ totalCost, bestThreshold }) => {
      const { scores, labels, costs } = example(50, 10);
      const before = JSON.stringify({ scores, labels, costs });
      totalCost(scores, labels, 0, costs);
      bestThreshold(scores, labels, costs);
      return holds(
        JSON.stringify({ scores, labels, costs }) === before,
        "an argument changed",
        "all unchanged",
      );
    },
  },
];
