import { Philox } from "@blankfile/tensor";
import { describe, expect, it } from "vitest";
import { Matrix } from "../matrix/matrix.ts";
import { bestSplit } from "./best-split.ts";
import { DecisionTreeClassifier } from "./decision-tree-classifier.ts";
import { DecisionTreeRegressor } from "./decision-tree-regressor.ts";
import { absoluteError, entropy, gini, poissonDeviance, squaredError } from "./impurities.ts";
import type { Tree } from "./tree.ts";

describe("impurities by hand", () => {
  it("three of one class and one of another: 1 − (¾)² − (¼)², and 0.811 bits", () => {
    expect(gini([0, 0, 0, 1])).toBe(0.375);
    expect(entropy([0, 0, 0, 1])).toBeCloseTo(0.8112781244591328, 15);
    expect(gini([2, 2])).toBe(0);
    expect(entropy([2, 2])).toBe(0);
  });

  it("1 2 6: variance 14/3, distance to the median 5/3, deviance from the mean 3", () => {
    expect(squaredError([1, 2, 6])).toBeCloseTo(14 / 3, 15);
    expect(absoluteError([1, 2, 6])).toBeCloseTo(5 / 3, 15);
    expect(poissonDeviance([1, 2, 6])).toBeCloseTo(
      (Math.log(1 / 3) + 2 * Math.log(2 / 3) + 6 * Math.log(2)) / 3,
      15,
    );
  });
});

describe("bestSplit", () => {
  it("asks the question that leaves both sides pure", () => {
    const X = Matrix.fromRows([
      [7, 1],
      [3, 2],
      [5, 8],
      [1, 9],
    ]);
    expect(bestSplit(X, [0, 0, 1, 1], gini)).toEqual({ feature: 1, threshold: 5, decrease: 0.5 });
  });

  it("of equally good questions takes the lowest feature with the lowest threshold", () => {
    const X = Matrix.fromRows([
      [1, 4],
      [2, 5],
      [3, 6],
    ]);
    expect(bestSplit(X, [0, 1, 0], gini)).toMatchObject({ feature: 0, threshold: 1.5 });
  });

  it("has no question for rows that are all equal", () => {
    expect(bestSplit(Matrix.zeros(3, 2), [0, 1, 0], gini)).toBeUndefined();
  });
});

/** Whole numbers, so that many values and many splits are equal. */
function sample(seed: number, rows: number) {
  const rng = new Philox(seed);
  const X = Matrix.zeros(rows, 3);
  for (let at = 0; at < X.data.length; at++) X.data[at] = rng.integer(6);
  const noise = Array.from({ length: rows }, () => rng.integer(4));
  return { X, classes: noise.map((e, i) => (X.at(i, 0) + e > 4 ? 1 : e === 3 ? 2 : 0)), counts: noise };
}

describe("the fast tree asks, at every node, what bestSplit asks", () => {
  const seeds = Array.from({ length: 12 }, (_, seed) => seed);
  it.each(seeds)("of classes, seed %i", (seed) => {
    const { X, classes } = sample(seed, 30);
    follow(new DecisionTreeClassifier().fit(X, classes).tree_, X, classes, gini);
    follow(new DecisionTreeClassifier({ criterion: "entropy" }).fit(X, classes).tree_, X, classes, entropy);
  });

  it.each(seeds)("of numbers, seed %i", (seed) => {
    const { X, counts } = sample(seed, 30);
    follow(new DecisionTreeRegressor().fit(X, counts).tree_, X, counts, squaredError);
    const median = new DecisionTreeRegressor({ criterion: "absolute_error" });
    follow(median.fit(X, counts).tree_, X, counts, absoluteError);
  });

  it("of more rows than are sorted one by one", () => {
    const rng = new Philox(9);
    const X = Matrix.zeros(400, 2);
    for (let at = 0; at < X.data.length; at++) X.data[at] = rng.normal();
    const y = Array.from(
      { length: 400 },
      (_, i) => Math.sin(2 * X.at(i, 0)) + X.at(i, 1) ** 2 + 0.1 * rng.normal(),
    );
    follow(new DecisionTreeRegressor({ maxDepth: 4 }).fit(X, y).tree_, X, y, squaredError);
  });
});

/** Walks down the tree with the rows of each node. */
function follow(
  tree: Tree,
  X: Matrix,
  y: readonly number[],
  impurity: (y: readonly number[]) => number,
): void {
  const walk = (node: number, rows: number[]): void => {
    const targets = rows.map((i) => y[i]!);
    expect(tree.impurity[node]).toBeCloseTo(impurity(targets), 12);
    if (tree.childrenLeft[node] === -1) return;
    const split = bestSplit(X.takeRows(rows), targets, impurity)!;
    expect([tree.feature[node], tree.threshold[node]]).toEqual([split.feature, split.threshold]);
    walk(
      tree.childrenLeft[node]!,
      rows.filter((i) => X.at(i, split.feature) <= split.threshold),
    );
    walk(
      tree.childrenRight[node]!,
      rows.filter((i) => X.at(i, split.feature) > split.threshold),
    );
  };
  walk(0, Array.from(y.keys()));
}
