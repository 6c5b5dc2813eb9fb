import { all, type Check, close, equal, holds, random } from "@blankfile/curriculum/check";
import type { Sale } from "./starter.ts";

type Module = typeof import("./starter.ts");

/** N sales in so many shops, the labels tossed with a coin, or with the probability that the shop has. */
function example(seed: number, N: number, shops: number, rate: (shop: number) => number = () => 0.5) {
  const draw = random(seed);
  const sales: Sale[] = [];
  const labels: number[] = [];
  for (let n = 0; n < N; n++) {
    const shop = shops === N ? n : draw.integer(shops);
    sales.push({ shop: `shop ${shop}`, hour: draw.integer(24) });
    labels.push(draw.uniform() < rate(shop) ? 1 : 0);
  }
  return { sales, labels };
}

function source(seed: number) {
  const draw = random(seed);
  return () => draw.uniform();
}

/** What crossPredict is to return, sale by sale, made of the parts of the program that are right. */
function fromTheOthers(
  module: Module,
  sales: Sale[],
  labels: number[],
  seed: number,
  folds: number,
): number[] {
  const { deal, shopRates, features, grow, predict } = module;
  const fold = deal(sales.length, folds, source(seed));
  return sales.map((sale, n) => {
    const known = sales.filter((_, m) => fold[m] !== fold[n]);
    const theirs = labels.filter((_, m) => fold[m] !== fold[n]);
    const fallback = theirs.reduce((sum, label) => sum + label, 0) / theirs.length;
    const rates = shopRates(known, theirs);
    const tree = grow(features(known, rates, fallback), theirs, 2);
    return predict(tree, features([sale], rates, fallback)[0]!);
  });
}

const flipped = (labels: number[], which: (n: number) => boolean) =>
  labels.map((label, n) => (which(n) ? 1 - label : label));

export const checks: Check<Module>[] = [
  {
    name: "200 coin tosses, each in a shop of its own: about half of the predictions are right",
    probes: "train-val-test",
    why: "An accuracy near 1 means that the answers were looked up. One near 0 means the same, with the sign turned round.",
    run: ({ crossPredict, accuracy }) => {
      const found = [1, 2].map((seed) => {
        const { sales, labels } = example(seed, 200, 200);
        return accuracy(crossPredict(sales, labels, { folds: 5, depth: 2, random: source(seed) }), labels);
      });
      return holds(
        found.every((value) => value > 0.35 && value < 0.65),
        found,
        "two numbers between 0.35 and 0.65",
      );
    },
  },
  {
    name: "coin tosses in 20 shops: flipping the label of a sale leaves its own prediction as it was",
    probes: "train-val-test",
    why: "Nothing that predicts a sale was to know its label. Each label was flipped alone, with the same folds; where the prediction follows, the label still gets in.",
    run: ({ crossPredict }) => {
      const { sales, labels } = example(4, 40, 20);
      const options = () => ({ folds: 5, depth: 3, random: source(4) });
      const before = crossPredict(sales, labels, options());
      const after = labels.map(
        (_, n) =>
          crossPredict(
            sales,
            flipped(labels, (m) => m === n),
            options(),
          )[n]!,
      );
      return equal(after, before);
    },
  },
  {
    name: "flipping all labels of a fold leaves the predictions of that fold as they were",
    probes: "train-val-test",
    why: "To leave out the sale itself is not enough: on the day of a prediction the other labels of its fold are not known either, also not in a mean over all labels.",
    run: ({ crossPredict, deal }) =>
      all(
        ...[5, 6, 7].flatMap((seed) => {
          const { sales, labels } = example(seed, 40, 12);
          const fold = deal(40, 4, source(seed));
          const options = () => ({ folds: 4, depth: 3, random: source(seed) });
          const before = crossPredict(sales, labels, options());
          return [0, 1, 2, 3].map((k) => {
            const after = crossPredict(
              sales,
              flipped(labels, (n) => fold[n] === k),
              options(),
            );
            return equal(
              after.filter((_, n) => fold[n] === k),
              before.filter((_, n) => fold[n] === k),
            );
          });
        }),
      ),
  },
  {
    name: "each fold is predicted by the rates, the fallback and the tree of the other folds",
    why: "The checks took the sales of the other folds, called shopRates, features, grow and predict on them, and compared. Rates, fallback and tree belong together.",
    run: (module) =>
      all(
        ...[8, 9, 10, 11].map((seed) => {
          const { sales, labels } = example(seed, 50, 10 + 10 * (seed - 8), (shop) => (shop % 3) / 2);
          const options = { folds: 5, depth: 2, random: source(seed) };
          return equal(
            module.crossPredict(sales, labels, options),
            fromTheOthers(module, sales, labels, seed, 5),
          );
        }),
      ),
  },
  {
    name: "a shop that only its own fold knows gets the mean label of the other folds",
    probes: "expectation",
    why: "40 chains of 12 sales in 8 shops were predicted, where many shops are new to the tree. The mean over all labels has the labels of the fold in it, and the tree's thresholds feel it.",
    run: (module) =>
      all(
        ...Array.from({ length: 40 }, (_, seed) => {
          const { sales, labels } = example(seed, 12, 8);
          const options = { folds: 3, depth: 2, random: source(seed) };
          return equal(
            module.crossPredict(sales, labels, options),
            fromTheOthers(module, sales, labels, seed, 3),
          );
        }),
      ),
  },
  {
    name: "shops that differ are still told apart: rates of 0.9 and 0.1 are predicted well",
    probes: "supervised-setup",
    why: "With 400 sales in 8 shops the other folds know each shop. Whoever throws the rates away loses what can be foretold.",
    run: ({ crossPredict, accuracy }) => {
      const { sales, labels } = example(12, 400, 8, (shop) => (shop % 2 === 0 ? 0.9 : 0.1));
      const value = accuracy(crossPredict(sales, labels, { folds: 5, depth: 2, random: source(12) }), labels);
      return holds(value > 0.83, value, "above 0.83");
    },
  },
  {
    name: "what crossPredict promises is what new sales show",
    probes: "loss-risk",
    why: "For 10 chains of 60 sales in 40 shops, which differ a little, the accuracy was compared with that on 1,000 new sales each. On average they may differ by 0.06.",
    run: ({ crossPredict, accuracy, shopRates, features, grow, predict }) => {
      const gaps = Array.from({ length: 10 }, (_, i) => {
        const rate = (shop: number) => (shop % 2 === 0 ? 0.7 : 0.3);
        const { sales, labels } = example(20 + i, 60, 40, rate);
        const promised = accuracy(
          crossPredict(sales, labels, { folds: 10, depth: 2, random: source(i) }),
          labels,
        );
        const fallback = labels.reduce((sum, label) => sum + label, 0) / 60;
        const rates = shopRates(sales, labels);
        const tree = grow(features(sales, rates, fallback), labels, 2);
        const fresh = example(120 + i, 1000, 40, rate);
        const said = features(fresh.sales, rates, fallback).map((x) => predict(tree, x));
        return promised - accuracy(said, fresh.labels);
      });
      const gap = gaps.reduce((sum, value) => sum + value, 0) / 10;
      return holds(Math.abs(gap) < 0.06, `${gap} more on average`, "at most 0.06 more or less");
    },
  },
  {
    name: "what was right stays right: rates, features, folds and the tree by hand",
    why: "These parts had no fault. If one of them fails now, your change went further than the fault.",
    run: ({ shopRates, features, deal, grow, predict, accuracy }) => {
      const sales = ["a", "b", "a"].map((shop, hour) => ({ shop, hour }));
      const rates = shopRates(sales, [1, 0, 0]);
      const tree = grow([[0], [1], [2], [3]], [0, 0, 1, 1], 1);
      return all(
        equal(
          [...rates],
          [
            ["a", 0.5],
            ["b", 0],
          ],
        ),
        equal(features([...sales, { shop: "new", hour: 9 }], rates, 0.25), [
          [0.5, 0],
          [0, 1],
          [0.5, 2],
          [0.25, 9],
        ]),
        equal(
          deal(5, 2, () => 0),
          [1, 0, 1, 0, 0],
        ),
        equal(tree, { feature: 0, threshold: 1.5, low: { value: 0 }, high: { value: 1 } }),
        equal([predict(tree, [1.5]), predict(tree, [1.6])], [0, 1]),
        close(accuracy([1, 0, 1, 1], [1, 1, 1, 0]), 0.5),
      );
    },
  },
  {
    name: "random() is called as often as before, and the arguments are left as they were",
    why: "The folds are dealt once: N − 1 calls. Dealt anew for each fold, some sales are never predicted and others twice.",
    run: ({ crossPredict }) => {
      const { sales, labels } = example(40, 20, 5);
      const before = JSON.stringify({ sales, labels });
      const next = source(1);
      let calls = 0;
      crossPredict(sales, labels, {
        folds: 4,
        depth: 2,
        random: () => {
          calls++;
          return next();
        },
      });
      const after = JSON.stringify({ sales, labels });
      return all(
        equal(calls, 19),
        holds(after === before, "sales or labels changed during the call", "all arguments unchanged"),
      );
    },
  },
];
